import type { MessageSettings } from '../lab/settings';
import { useActions, useLab } from '../state/lab-context';
import { laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { agentsPlay } from '../state/run-store';
import type { Placed } from '../state/surgery-lanes';
import type { Words } from '../words/words';
import { Effects } from './effects';
import { showLane } from './focus';

/** A change that was made in the Surgery tab. */
export interface Done {
  /** The part of the tab where it was made. */
  readonly part: string;
  readonly kind: Placed['kind'];
  /** Of the lane that holds it: it is told of as long as that lane is there. */
  readonly settings: MessageSettings;
  /** The name of the lane that it was made of, or that gave way. */
  readonly other: string;
}

/** What is to be told of a change to `lanes`; `other` was changed, or gave way. Null: it is nowhere. */
export function doneWith(
  part: string,
  lanes: readonly MessageSettings[],
  { lanes: after, lane, kind }: Placed,
  other: number,
  about: Words['lanes'],
): Done | null {
  const settings = after[lane];
  if (settings === undefined) return null;
  // A lane that stays may have another name beside the new one.
  const stays = lanes[other];
  const left = stays === undefined ? -1 : after.indexOf(stays);
  const named = laneNames(after, about)[kind === 'back' ? other : left];
  return { part, kind, settings, other: named ?? laneNames(lanes, about)[other] ?? '' };
}

/** Which lane holds the change; null where the lane is gone meanwhile. */
export function outcomeText(
  { kind, settings, other }: Done,
  lanes: readonly MessageSettings[],
  { surgery, lanes: about }: Pick<Words, 'surgery' | 'lanes'>,
): string | null {
  const name = laneNames(lanes, about)[lanes.indexOf(settings)];
  if (name === undefined) return null;
  const { done: words } = surgery;
  return kind === 'here' || kind === 'gone' ? words[kind](name) : words[kind](name, other);
}

/** Where it was made: which lane holds the change, what it does there, and the way to it. */
export function SurgeryOutcome({ done }: { done: Done }) {
  const spoken = useWords();
  const lanes = useLab((state) => state.settings.lanes);
  const run = useLab((state) => state.run);
  const { play } = useActions();
  const text = outcomeText(done, lanes, spoken);
  const { done: words } = spoken.surgery;
  if (text === null) return null;
  const lane = lanes.indexOf(done.settings);
  const error = run.error ?? run.trace?.lanes[lane]?.failure;
  const waits = run.phase === 'waiting' && agentsPlay(run);
  return (
    <div className="surgery-outcome" data-channel={done.settings.channel}>
      <p>{text}</p>
      {error && (
        <p className="problem">
          {run.error === null ? words.laneFailed : words.failed}{' '}
          {spoken.errors.told(error.code, error.message)}
        </p>
      )}
      <Effects lane={lane} />
      <div className="surgery-actions">
        {waits && (
          <button type="button" className="button" onClick={play}>
            {words.play}
          </button>
        )}
        <button type="button" className="button" onClick={() => showLane(lane)}>
          {words.show}
        </button>
      </div>
    </div>
  );
}
