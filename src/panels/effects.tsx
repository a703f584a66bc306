import { useMemo } from 'react';
import { effectSentence } from '../plots/effect-sentence';
import { progressThrough, standsStill } from '../state/analyses';
import { counterpart, isChanged, undisturbed } from '../state/disturbance';
import { effectQuestions } from '../state/effect-questions';
import { useActions, useLab } from '../state/lab-context';
import { laneNames, MOST_LANES } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { rescueFocus } from './focus';

export interface EffectsProps {
  /** Of one lane alone; absent: of every lane whose message is changed. */
  readonly lane?: number;
}

/** Adds the undisturbed message beside a lane that has none to compare with, where there is room. */
export function AddCounterpart({ lane }: { lane: number }) {
  const { effect: words } = useWords();
  const lanes = useLab((state) => state.settings.lanes);
  const { changeSettings } = useActions();
  const own = lanes[lane];
  if (own === undefined) return null;
  if (lanes.length >= MOST_LANES) return <p className="note">{words.noRoom}</p>;
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        changeSettings({ lanes: lanes.toSpliced(lane + 1, 0, undisturbed(own)) });
        // The button goes when the lane is there.
        requestAnimationFrame(rescueFocus);
      }}
    >
      {words.addCounterpart}
    </button>
  );
}

/** How far the distributions are known that the sentence is made of; nothing where all are. */
function EffectProgress({ lane }: { lane: number }) {
  const { effect: words } = useWords();
  const run = useLab((state) => state.run);
  const still = useLab(standsStill);
  const lanes = run.trace?.lanes ?? [];
  const questions = useMemo(() => effectQuestions(lanes, lane), [lanes, lane]);
  const progress = progressThrough(run, questions);
  if (progress === null) return null;
  const { done, total } = progress;
  const live = run.trace?.source.kind === 'live';
  if (!still) return <p className="note">{live ? words.whenStanding : words.unrecorded}</p>;
  const told = words.measuring(done, total);
  return (
    <p className="note effect-progress">
      <progress aria-label={told} max={total} value={done} />
      <span>{told}</span>
    </p>
  );
}

/** What the changes to the messages did, a sentence a lane, each beside the message undisturbed. */
export function Effects({ lane }: EffectsProps) {
  const { effect: words, lanes: about } = useWords();
  const trace = useLab((state) => state.run.trace);
  const lanes = trace?.lanes ?? [];
  const settings = lanes.map((one) => one.settings);
  const names = laneNames(settings, about);
  const changed = settings.flatMap((one, index) =>
    isChanged(one) && (lane === undefined || lane === index) ? [index] : [],
  );
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
              <AddCounterpart lane={index} />
            </li>
          );
        }
        const otherName = names[place] ?? '';
        const lanesOfEffect = { lane: own, name, other, otherName };
        const sentence = effectSentence(lanesOfEffect, words);
        const failed = own.outcome === 'failed' || other.outcome === 'failed';
        const empty = failed ? words.failed(name, otherName) : words.waiting(name, otherName);
        return (
          <li key={name} data-channel={own.settings.channel}>
            <p className={sentence === '' ? 'empty' : 'sentence'}>
              {sentence === '' ? empty : sentence}
            </p>
            {sentence !== '' && <EffectProgress lane={index} />}
          </li>
        );
      })}
    </ul>
  );
}
