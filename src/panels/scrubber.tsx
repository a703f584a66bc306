import type { LaneTrace } from '../lab/trace';
import { RunTrack } from '../plots/run-track';
import { useActions, useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-store';
import { isInvalid } from '../state/run-store';
import { clockStep, partings } from '../state/run-view';
import { useWidth } from './use-width';

const NO_LANES: readonly LaneTrace[] = [];

/** The run's clock: every lane's steps at a glance, and the step that all panels show. */
export function Scrubber() {
  const [frame, width] = useWidth<HTMLDivElement>();
  const lanes = useLab((state) => state.run.trace?.lanes ?? NO_LANES);
  const budget = useLab((state) => state.settings.stepBudget);
  const step = useLab(shownStep);
  const { selectStep } = useActions();
  const last = clockStep(lanes);
  return (
    <div className="scrubber" ref={frame}>
      {width > 0 && (
        <RunTrack
          width={width}
          budget={budget}
          step={step}
          partings={[...new Set(partings(lanes, last).map((parting) => parting.step))]}
          lanes={lanes.map(({ settings, steps, outcome }) => ({
            channel: settings.channel,
            steps: steps.map((taken) => !isInvalid(taken)),
            outcome,
          }))}
        />
      )}
      <input
        type="range"
        aria-label="Step shown"
        aria-valuetext={`Step ${step} of ${last}`}
        min={0}
        max={budget}
        step={1}
        value={step}
        onChange={(event) => selectStep(Number(event.target.value))}
      />
    </div>
  );
}
