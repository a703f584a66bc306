import type { LaneTrace } from '../lab/trace';
import { RunTrack, type TrackLane, trackStart } from '../plots/run-track';
import { useActions, useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { isPerturbed, laneTitles } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { isInvalid } from '../state/run-store';
import { clockStep, partings } from '../state/run-view';
import { useWidth } from './use-width';

const UNPLAYED: Omit<LaneTrace, 'settings'> = {
  message: null,
  communication: null,
  steps: [],
  outcome: 'running',
};

/** The run's clock: every lane's steps at a glance, and the step that all panels show. */
export function Scrubber() {
  const [frame, width] = useWidth<HTMLDivElement>();
  const planned = useLab((state) => state.settings.lanes);
  const played = useLab((state) => state.run.trace?.lanes);
  const lanes = played ?? planned.map((settings) => ({ ...UNPLAYED, settings }));
  const budget = useLab((state) => state.settings.stepBudget);
  const step = useLab(shownStep);
  const { scrubber: words, lanes: about } = useWords();
  const { selectStep } = useActions();
  const last = clockStep(lanes);
  const titles = laneTitles(
    lanes.map((lane) => lane.settings),
    about,
  );
  const rows = lanes.map(({ settings, steps, outcome }, index): TrackLane => {
    const { name = '', short = '' } = titles[index] ?? {};
    const taken = steps.map((one) => !isInvalid(one));
    const hatched = isPerturbed(settings);
    return { name, short, channel: settings.channel, hatched, steps: taken, outcome };
  });
  // The handle is 16 wide: its middle stands over step 0 at the left end.
  const left = trackStart(width, rows) - 8;
  return (
    <div className="scrubber" ref={frame}>
      {width > 0 && (
        <RunTrack
          width={width}
          budget={budget}
          step={step}
          partings={[...new Set(partings(lanes, last).map((parting) => parting.step))]}
          lanes={rows}
        />
      )}
      <input
        type="range"
        aria-label={words.shown}
        aria-valuetext={words.at(step, last)}
        min={0}
        max={budget}
        step={1}
        style={{ left, width: `calc(100% - ${left + 12}px)` }}
        value={step}
        onChange={(event) => selectStep(Number(event.target.value))}
      />
    </div>
  );
}
