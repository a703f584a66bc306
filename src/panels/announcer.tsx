import { useLab } from '../state/lab-context';
import { personAnnouncement, resultSentence, stepAnnouncement } from '../state/run-status';
import { clockStep } from '../state/run-view';

/** What happens, for those who hear the page. */
export function Announcer() {
  const words = useLab(({ run }) => {
    if (run.trace === null) return '';
    const { lanes } = run.trace;
    if (run.phase === 'finished') return resultSentence(lanes);
    return stepAnnouncement(lanes, clockStep(lanes));
  });
  const own = useLab(({ run }) => personAnnouncement(run.trace?.lanes ?? []));
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {words}
      </p>
      <p className="visually-hidden" role="log" aria-label="What you see">
        {own}
      </p>
    </>
  );
}
