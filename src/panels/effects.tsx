import { effectSentence } from '../plots/effect-sentence';
import { counterpart, isChanged, undisturbed } from '../state/disturbance';
import { useActions, useLab } from '../state/lab-context';
import { laneNames, MOST_LANES } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { rescueFocus } from './focus';

export interface EffectsProps {
  /** Of one lane alone; absent: of every lane whose message is changed. */
  readonly lane?: number;
}

/** What the changes to the messages did, a sentence a lane, each beside the message undisturbed. */
export function Effects({ lane }: EffectsProps) {
  const { effect: words, lanes: about } = useWords();
  const trace = useLab((state) => state.run.trace);
  const chosen = useLab((state) => state.settings.lanes);
  const { changeSettings } = useActions();
  const lanes = trace?.lanes ?? [];
  const settings = lanes.map((one) => one.settings);
  const names = laneNames(settings, about);
  const changed = settings.flatMap((one, index) =>
    isChanged(one) && (lane === undefined || lane === index) ? [index] : [],
  );
  const addBeside = (index: number): void => {
    const own = chosen[index];
    if (own === undefined) return;
    changeSettings({ lanes: chosen.toSpliced(index + 1, 0, undisturbed(own)) });
    // The button goes when the lane is there.
    requestAnimationFrame(rescueFocus);
  };
  if (changed.length === 0) return null;
  return (
    <ul className="effects" aria-label={words.title}>
      {changed.map((index) => {
        const name = names[index] ?? '';
        const place = counterpart(settings, index);
        const own = lanes[index];
        const other = place === null ? undefined : lanes[place];
        if (own === undefined) return null;
        if (place === null || other === undefined) {
          return (
            <li key={name} data-channel={own.settings.channel}>
              <p>{words.noCounterpart(name)}</p>
              {settings.length < MOST_LANES ? (
                <button type="button" className="button" onClick={() => addBeside(index)}>
                  {words.addCounterpart}
                </button>
              ) : (
                <p className="note">{words.noRoom}</p>
              )}
            </li>
          );
        }
        const otherName = names[place] ?? '';
        const lanesOfEffect = { lane: own, name, other, otherName };
        const sentence = effectSentence(lanesOfEffect, words);
        return (
          <li key={name} data-channel={own.settings.channel}>
            <p className={sentence === '' ? 'empty' : 'sentence'}>
              {sentence === '' ? words.waiting(name, otherName) : sentence}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
