import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { personAnnouncement, resultSentence, stepAnnouncement } from '../state/run-status';
import { clockStep } from '../state/run-view';

/** What happens, for those who hear the page. */
export function Announcer() {
  const { announcer, runStatus } = useWords();
  const words = useLab(({ run }) => {
    if (run.trace === null) return '';
    const { lanes } = run.trace;
    if (run.phase === 'finished') return resultSentence(lanes, runStatus);
    return stepAnnouncement(lanes, clockStep(lanes), runStatus);
  });
  const own = useLab(({ run }) => personAnnouncement(run.trace?.lanes ?? [], runStatus));
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {words}
      </p>
      <p className="visually-hidden" role="log" aria-label={announcer.seen}>
        {own}
      </p>
    </>
  );
}
