import type { LaneTrace } from '../lab/trace';
import { useActions, useLab } from '../state/lab-context';
import { type LaneRemedy, remedyOf } from '../state/lane-remedy';
import { useWords } from '../state/language-context';
import { isRecorded } from '../state/recorded-run';
import type { Words } from '../words/words';
import { rescueFocus } from './focus';

const UNKNOWN: readonly number[] = [];

export function remedyLabel(
  { kind, settings }: LaneRemedy,
  words: Words['lanes']['failure'],
): string {
  if (kind === 'length') return words.length(settings.k);
  return kind === 'own-statistics' ? words.ownStatistics : words[kind];
}

interface LaneFailedProps {
  readonly index: number;
  readonly lane: LaneTrace;
  /** Its card has said so. */
  readonly again?: boolean;
}

/** Why this lane could not be played, or not to its end, and what to do; nothing in every other lane. */
export function LaneFailed({ index, lane, again = false }: LaneFailedProps) {
  const { lanes: about, errors } = useWords();
  const words = about.failure;
  const lanes = useLab((state) => state.settings.lanes);
  const recorded = useLab(({ run }) => isRecorded(run));
  const trained = useLab(({ loading }) =>
    loading.kind === 'ready' ? loading.manifest.compressions : UNKNOWN,
  );
  const { changeSettings, changeLane } = useActions();
  const { outcome, failure, settings, steps } = lane;
  if (outcome !== 'failed' || !failure) return null;
  const told = errors.told(failure.code, failure.message);
  const remedy = remedyOf(settings, failure, trained);
  // What is pressed goes away with the error.
  const then = (act: () => void) => () => {
    act();
    requestAnimationFrame(rescueFocus);
  };
  return (
    <div className="failure lane-failed" role={recorded || again ? undefined : 'alert'}>
      <p>{steps.length === 0 ? told : words.stopped(steps.length, told)}</p>
      {!recorded && (
        <p className="lane-failed-acts">
          <button
            type="button"
            className="button"
            onClick={then(() => changeLane(index, remedy.settings))}
          >
            {remedyLabel(remedy, words)}
          </button>
          {lanes.length > 1 && (
            <button
              type="button"
              className="button"
              onClick={then(() => changeSettings({ lanes: lanes.toSpliced(index, 1) }))}
            >
              {words.remove}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
