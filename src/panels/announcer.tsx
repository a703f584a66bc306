import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { personAnnouncement, resultSentence, stepAnnouncement } from '../state/run-status';
import { clockStep } from '../state/run-view';

/** What happens, for those who hear the page. */
export function Announcer() {
  const words = useWords();
  const said = useLab(({ run }) => {
    if (run.trace === null) return '';
    const { lanes } = run.trace;
    if (run.phase === 'finished') return resultSentence(lanes, words);
    return stepAnnouncement(lanes, clockStep(lanes), words);
  });
  const own = useLab(({ run }) => personAnnouncement(run.trace?.lanes ?? [], words));
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
      <p className="visually-hidden" role="log" aria-label={words.announcer.seen}>
        {own}
      </p>
    </>
  );
}
