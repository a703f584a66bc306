import type { MessageSettings } from '../lab/settings';
import { countEdits } from '../state/disturbance';
import { changesOf, disturbanceOf, editsOf } from '../state/lane-settings';
import { useWords } from '../state/language-context';

/** What a lane's header says of its message: that it is disturbed, and that it was changed by hand. */
export function LaneMarks({ settings }: { settings: MessageSettings }) {
  const { disturbance: words, lanes: about } = useWords();
  const mark = disturbanceOf(settings, about);
  const edited = editsOf(settings, about);
  if (mark === '' && edited === '') return null;
  return (
    <p className="lane-marks">
      {mark !== '' && (
        <span className="lane-mark is-hatched" title={words.disturbedTitle}>
          {mark}
        </span>
      )}
      {edited !== '' && (
        <span className="lane-mark is-hatched" title={words.editedTitle(countEdits(settings))}>
          {edited}
        </span>
      )}
    </p>
  );
}

/** A lane's name. What its marks say is not written twice, only said. */
export function LaneName({ name, settings }: { name: string; settings: MessageSettings }) {
  const { lanes: words } = useWords();
  const changes = changesOf(settings, words);
  const [first = '', ...rest] = name.split(words.comma);
  const marked = (part: string): boolean => changes.includes(part);
  const shown = [first, ...rest.filter((part) => !marked(part))].join(words.comma);
  const said = rest.some(marked);
  // Said whole: a name put together of shown and hidden parts would be read with a gap before the comma.
  return said ? (
    <>
      <span aria-hidden="true">{shown}</span>
      <span className="visually-hidden">{name}</span>
    </>
  ) : (
    shown
  );
}
