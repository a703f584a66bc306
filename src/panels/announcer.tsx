import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { isRecorded } from '../state/recorded-run';
import {
  personAnnouncement,
  resultSentence,
  runSentence,
  stepAnnouncement,
} from '../state/run-status';
import { clockStep } from '../state/run-view';

/** What happens, for those who hear the page. */
export function Announcer() {
  const words = useWords();
  const said = useLab(({ run }) => {
    if (run.trace === null) return '';
    const { lanes } = run.trace;
    const step = clockStep(lanes);
    if (run.phase === 'finished') return resultSentence(lanes, words);
    if (run.phase === 'waiting' && step === 0) return runSentence(run, words);
    return stepAnnouncement(lanes, step, words);
  });
  // A recorded run is there before its models are: that they have come changes nothing else.
  const models = useLab(({ run, loading }) =>
    isRecorded(run) && loading.kind === 'ready' ? words.recorded.ready : '',
  );
  const own = useLab(({ run }) => personAnnouncement(run.trace?.lanes ?? [], words));
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
      <p className="visually-hidden" role="status" aria-live="polite">
        {models}
      </p>
      <p className="visually-hidden" role="log" aria-label={words.announcer.seen}>
        {own}
      </p>
    </>
  );
}
