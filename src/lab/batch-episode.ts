import { LabError, toErrorData } from '../shared/errors';
import { measureBreadth } from './batch-breadth';
import { conditionId } from './batch-condition';
import {
  type BatchLine,
  lineKey,
  outcomeOf,
  repeatedCommands,
  secondToCandidate,
  truthRank,
  visitedPlaces,
} from './batch-line';
import {
  type BatchCondition,
  type BatchSettings,
  episodeSettings,
  type PlannedGame,
} from './batch-settings';
import { playToEnd } from './episode';
import { readLane } from './evaluation';
import type { RunOptions } from './lanes';
import type { Models } from './models';
import { OpenedGame } from './opened-game';
import type { SenderView, Told } from './sender-views';
import type { LaneTrace, Trace } from './trace';

export interface EpisodeOptions
  extends Pick<RunOptions, 'now' | 'letEventsIn' | 'written' | 'openingOf'> {
  readonly signal: AbortSignal;
  /** Gets the whole trace of an episode that did not fail. */
  readonly onTrace?: ((trace: Trace) => void) | undefined;
  readonly source?: Trace['source'];
  /** See `BatchOptions`. */
  readonly onFault?: (error: unknown, episode: string) => Promise<void>;
}

const NOWHERE: Trace['source'] = { kind: 'live', backend: '', models: {}, date: '' };

/**
 * Plays one game in one condition. An error of the episode is its result; only an abort is thrown, as
 * the signal's reason.
 */
export async function playEpisode(
  models: Models,
  settings: BatchSettings,
  game: PlannedGame,
  condition: BatchCondition,
  options: EpisodeOptions,
): Promise<BatchLine> {
  const { signal, onTrace, source = NOWHERE, onFault, ...runOptions } = options;
  const asked = { condition: conditionId(condition), game: game.name };
  const place = { split: game.split, taskType: game.taskType, room: game.room };
  try {
    const run = await playToEnd(models, episodeSettings(settings, game.name, condition), signal, {
      ...runOptions,
      file: game.file,
      lens: false,
    });
    const trace = run.trace(source);
    const thought = run.thought(0);
    run.dispose();
    onTrace?.(trace);
    const lane = trace.lanes[0] as LaneTrace;
    const { communicationMs: _, outcome, ...read } = readLane(lane, thought?.nearTies ?? 0);
    const breadth =
      settings.breadth === true ? measureBreadth(models, condition.message, lane.message) : null;
    return {
      ...asked,
      ...place,
      outcome: outcomeOf(outcome),
      failure: null,
      ...read,
      ...explorationOf(lane, toldOf(game, condition.view)),
      bytes: lane.message?.bytes ?? null,
      thoughtEntropy: thought?.entropyMean ?? null,
      times: {
        communication: lane.communication,
        play: lane.steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
      },
      ...(breadth === null ? {} : { breadth }),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LabError)) await onFault?.(error, lineKey(asked));
    signal.throwIfAborted();
    const { code, message } = toErrorData(error);
    return { ...asked, ...place, ...NOTHING_PLAYED, failure: { code, message } };
  }
}

/** What is known of an episode that ended with an error. */
const NOTHING_PLAYED = {
  outcome: 'failed',
  steps: 0,
  inadmissible: 0,
  repeated: 0,
  receptacles: 0,
  messageLength: null,
  bytes: null,
  nearTies: 0,
  thoughtEntropy: null,
  truthRank: null,
  secondToCandidate: null,
  times: null,
} as const;

/** Null where the sender is certain, or knows nothing. */
function toldOf({ name, file }: PlannedGame, view: SenderView): Told | null {
  if (view !== 'uncertain' && view !== 'hedging') return null;
  return new OpenedGame(name, file).brief(name, view).told;
}

function explorationOf(
  { steps }: LaneTrace,
  told: Told | null,
): Pick<BatchLine, 'receptacles' | 'repeated' | 'truthRank' | 'secondToCandidate'> {
  const places = visitedPlaces(steps);
  return {
    receptacles: new Set(places).size,
    repeated: repeatedCommands(steps),
    truthRank: told && truthRank(told),
    secondToCandidate: told && secondToCandidate(places, told),
  };
}
