import { useActions, useLab } from '../state/lab-context';
import { MOST_LANES, trainedMessage } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { rescueFocus } from './focus';
import { Icon } from './icons';

/** A length that the paper has too. */
const K = 8;
const ASSUMED: readonly number[] = [K];

/** Where no lane's message is of trained latent steps: one click adds such a lane to the same game. */
export function AddShortLane() {
  const lanes = useLab((state) => state.settings.lanes);
  const lengths = useLab(({ loading }) =>
    loading.kind === 'ready' ? loading.manifest.compressions : ASSUMED,
  );
  const { changeSettings } = useActions();
  const { messageControls: words } = useWords();
  const there = lanes.some(
    ({ channel, compression }) => channel === 'latent' && compression === 'trained',
  );
  if (there || lanes.length >= MOST_LANES || !lengths.includes(K)) return null;
  const add = (): void => {
    const place = lanes.findLastIndex(({ channel }) => channel === 'latent') + 1;
    changeSettings({ lanes: lanes.toSpliced(place, 0, trainedMessage(K)) });
    // The button goes when the lane is there.
    requestAnimationFrame(rescueFocus);
  };
  return (
    <div className="add-short-lane">
      <button type="button" className="button" onClick={add}>
        <Icon name="plus" />
        {words.addShort(K)}
      </button>
      <p className="note">{words.addShortNote}</p>
    </div>
  );
}
