import type { LaneTrace } from '../lab/trace';
import { useActions, useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { analysisAbsence } from '../state/mind-view';
import { AbsenceOf } from './absence';

/** Latent steps of a message that was sent in latents; 0 for any other. */
function latentSteps({ message }: LaneTrace): number {
  return message?.latents ? message.latents.length / message.dim : 0;
}

/** Asks for the importance of a lane's latent steps at the step shown or the nearest it has, or tells how far it is. */
export function MeasureImportance({ lane, index }: { lane: LaneTrace; index: number }) {
  const words = useWords().mind.importance;
  const run = useLab((state) => state.run);
  const clock = useLab(shownStep);
  // Before the first step, and where other lanes play longer, the nearest step of this lane.
  const shown = lane.steps.length === 0 ? clock : Math.min(Math.max(clock, 1), lane.steps.length);
  const { measureImportance } = useActions();
  const { asked, wanted, progress } = run.analysis;
  if (lane.importance?.step === shown) return null;
  if (wanted?.lane === index) {
    const running = asked?.what === 'importance' && progress !== null;
    return (
      <div className="importance-ask">
        {progress !== null && (
          <progress aria-label={words.section('')} max={progress.total} value={progress.done} />
        )}
        <p className="empty is-coming">
          {running ? words.progress(progress.done, progress.total) : words.waiting}
        </p>
        <button type="button" className="button" onClick={() => measureImportance(null)}>
          {words.stop}
        </button>
      </div>
    );
  }
  const absence = analysisAbsence(run, { lane: index, step: shown, what: 'importance' });
  if (absence !== 'coming') return <AbsenceOf lane={lane} step={shown} absence={absence} />;
  return (
    <button
      type="button"
      className="button importance-measure"
      onClick={() => measureImportance({ lane: index, step: shown })}
    >
      {words.measure(latentSteps(lane), shown)}
    </button>
  );
}
