import { useState } from 'react';
import type { StoryName } from '../lab/recording';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { fetchFresh } from '../state/measurements';
import { isRecorded } from '../state/recorded-run';
import { fetchRecording, RECORDINGS, recordingFault, recordingOfTrace } from '../state/recordings';
import type { Said } from '../state/said';

/** The folder of the recordings, beside the page. */
const folder = (): string => new URL('traces/', document.baseURI).href;

/** A run from a link or a file: it is on screen, but not in the list. */
const OPENED = 'opened';

/** The recorded runs to look at: each needs no models. */
export function RecordedRuns() {
  const words = useWords();
  const { recorded } = words;
  const { showTrace } = useActions();
  const shown = useLab(({ run }) =>
    run.trace !== null && isRecorded(run) ? (recordingOfTrace(run.trace)?.name ?? OPENED) : '',
  );
  const [asked, setAsked] = useState<StoryName | null>(null);
  const [problem, setProblem] = useState<{ readonly name: string; readonly said: Said } | null>(
    null,
  );
  const choose = (name: string): void => {
    const recording = RECORDINGS.find((one) => one.name === name);
    if (recording === undefined) return;
    setAsked(recording.name);
    setProblem(null);
    fetchRecording(folder(), recording, fetchFresh)
      .then((trace) => showTrace(trace, recording.step))
      .catch((thrown: unknown) => setProblem({ name, said: recordingFault(thrown) }))
      .finally(() => setAsked(null));
  };
  return (
    <div className="recorded-runs">
      <label className="field">
        <span className="field-name">{recorded.choose}</span>
        <select value={asked ?? shown} onChange={(event) => choose(event.target.value)}>
          <option value="" disabled>
            {recorded.none}
          </option>
          {shown === OPENED && (
            <option value={OPENED} disabled>
              {recorded.opened}
            </option>
          )}
          {RECORDINGS.map(({ name }) => (
            <option key={name} value={name}>
              {recorded.stories[name].title}
            </option>
          ))}
        </select>
      </label>
      {asked !== null && <p className="note">{recorded.fetching}</p>}
      {problem !== null && (
        <p className="problem" role="alert">
          {words.language.beforeLink(problem.said(words))}
          <button type="button" className="link" onClick={() => choose(problem.name)}>
            {words.statusLine.tryAgain}
          </button>
        </p>
      )}
    </div>
  );
}
