/** The runs recorded with the shipped models; `npm run -s traces` writes them and their list. */
import * as v from 'valibot';
import { differentModels } from '../lab/departure';
import { type Recording, RecordingSchema } from '../lab/recording';
import { UNNAMED_VIEW } from '../lab/sender-views';
import type { RunSettings } from '../lab/settings';
import type { Trace } from '../lab/trace';
import { decodeTrace } from '../lab/trace-codec';
import { LabError, toErrorData } from '../shared/errors';
import type { LabData } from './lab-data';
import type { FetchText } from './measurements';
import list from './recordings.json' with { type: 'json' };
import { type Said, SaidError } from './said';

export const RECORDINGS: readonly Recording[] = v.parse(v.array(RecordingSchema), list);

/** The recording of this game with this view, if there is one. */
export function recordingOf(settings: Pick<RunSettings, 'game' | 'view'>): Recording | null {
  const view = settings.view ?? UNNAMED_VIEW;
  return RECORDINGS.find((one) => one.game === settings.game && one.view === view) ?? null;
}

/**
 * The recording that this trace is: not only its game, which may have been played otherwise. A run from a
 * link is none, as it carries the first digits of its models' hashes only. Null where it is no recording.
 */
export function recordingOfTrace({ settings, source }: Trace): Recording | null {
  const recording = recordingOf(settings);
  const same =
    recording !== null &&
    source.kind === 'recorded' &&
    source.date === recording.date &&
    source.models.sender === recording.models.sender;
  return same ? recording : null;
}

/**
 * Tokens that the words of a message are of, in a run (the actor's): known of the models of a recording, and of the ones that are
 * loaded. Null before.
 */
export function vocabularyOf({ run, loading }: Pick<LabData, 'run' | 'loading'>): number | null {
  const made = run.trace?.source.models.sender ?? '';
  const recording = RECORDINGS.find(
    ({ models: { sender = '' } }) =>
      made !== '' && differentModels({ sender }, { sender: made }).length === 0,
  );
  if (recording !== undefined) return recording.vocabulary;
  return loading.kind === 'ready' ? (loading.manifest.decoders?.actor.vocabulary ?? null) : null;
}

/**
 * A recorded run from beside the page. `folder` ends in a slash. Throws a LabError 'bad-trace' for a
 * file that is none, or 'recording-missing' where the server does not give it.
 */
export async function fetchRecording(
  folder: string,
  { name, sha256 }: Recording,
  fetchText: FetchText,
): Promise<Trace> {
  // The hash keeps a browser from showing the recording of earlier models.
  const url = `${folder}${name}.json?${sha256.slice(0, 8)}`;
  let text: string;
  try {
    const response = await fetchText(url);
    if (!response.ok) {
      throw missing(({ measured }) => measured.answered(String(response.status)));
    }
    text = await response.text();
  } catch (thrown) {
    throw thrown instanceof LabError ? thrown : missing(() => toErrorData(thrown).message);
  }
  return decodeTrace(text);
}

const missing = (reason: Said): SaidError =>
  new SaidError('recording-missing', (words) => words.measured.recording(reason(words)));

/** Why a recording is not shown. */
export function recordingFault(thrown: unknown): Said {
  if (thrown instanceof SaidError) return thrown.said;
  return ({ measured }) => measured.badRecording(toErrorData(thrown).message);
}
