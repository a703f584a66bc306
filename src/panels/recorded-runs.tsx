import { useState } from 'react';
import type { StoryName } from '../lab/recording';
import { toErrorData } from '../shared/errors';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { fetchFresh } from '../state/measurements';
import { isRecorded } from '../state/recorded-run';
import { fetchRecording, RECORDINGS, recordingOf } from '../state/recordings';

/** The folder of the recordings, beside the page. */
const folder = (): string => new URL('traces/', document.baseURI).href;

/** The recorded runs to look at: each needs no models. */
export function RecordedRuns() {
  const { recorded: words } = useWords();
  const { showTrace } = useActions();
  const shown = useLab(({ run }) =>
    run.trace !== null && isRecorded(run) ? (recordingOf(run.trace.settings)?.name ?? '') : '',
  );
  const [asked, setAsked] = useState<StoryName | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = (name: string): void => {
    const recording = RECORDINGS.find((one) => one.name === name);
    if (recording === undefined) return;
    setAsked(recording.name);
    setProblem(null);
    fetchRecording(folder(), recording, fetchFresh)
      .then((trace) => showTrace(trace, recording.step))
      .catch((thrown: unknown) => setProblem(toErrorData(thrown).message))
      .finally(() => setAsked(null));
  };
  return (
    <div className="recorded-runs">
      <label className="field">
        <span className="field-name">{words.choose}</span>
        <select value={asked ?? shown} onChange={(event) => choose(event.target.value)}>
          <option value="" disabled>
            {words.none}
          </option>
          {RECORDINGS.map(({ name }) => (
            <option key={name} value={name}>
              {words.stories[name].title}
            </option>
          ))}
        </select>
      </label>
      {asked !== null && <p className="note">{words.fetching}</p>}
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
