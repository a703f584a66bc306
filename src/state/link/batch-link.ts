/**
 * The settings of a batch in an address' fragment, which no server sees:
 *
 *     #batch=1&splits=seen,unseen&games=200&first=0&steps=20&on=planner:latent.k8.trained&on=planner:none
 *
 * `on` is a condition: a view and a lane as links write it. docs/links.md has every key.
 */
import * as v from 'valibot';
import { TASK_TYPES } from '../../alfworld/domain';
import { SPLITS } from '../../alfworld/game-name';
import {
  type BatchCondition,
  type BatchSettings,
  BatchSettingsSchema,
  checkBatchSettings,
} from '../../lab/batch-settings';
import { SENDER_VIEWS } from '../../lab/sender-views';
import { readLane, writeLane } from './lane-codec';
import { LIMITS } from './limits';
import { readNumber, readWhole } from './numbers';

/** Most games of a split, and conditions, that a link may ask for. */
export const BATCH_LIMITS = { games: 100_000, conditions: 200, characters: 40_000 } as const;

/** Null for imported games, which no link carries. */
export function writeBatchLink(settings: BatchSettings): string | null {
  const { games, stepBudget, sampling, conditions, breadth } = settings;
  if (games.kind === 'files') return null;
  const pairs: (readonly [key: string, value: string])[] = [
    ['batch', '1'],
    ['splits', games.splits.join()],
    ...(games.taskTypes.length === TASK_TYPES.length
      ? []
      : [['tasks', games.taskTypes.join()] as const]),
    ['games', `${games.games}`],
    ['first', `${games.firstSeed}`],
    ['steps', `${stepBudget}`],
    ...(sampling
      ? [['sampling', [sampling.temperature, sampling.topP, sampling.seed].join()] as const]
      : []),
    ...(breadth === true ? [['breadth', '1'] as const] : []),
    ...conditions.map(({ view, message }) => ['on', `${view}:${writeLane(message)}`] as const),
  ];
  return `#${pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

/**
 * Null where the fragment is about something else; 'bad' where it asks for what cannot be played. Never
 * throws and starts nothing.
 */
export function readBatchLink(hash: string): BatchSettings | 'bad' | null {
  if (!/^#batch=/.test(hash)) return null;
  if (hash.length > BATCH_LIMITS.characters) return 'bad';
  const parameters = new URLSearchParams(hash.slice(1));
  if (parameters.get('batch') !== '1') return 'bad';
  const text = (key: string): string => parameters.get(key) ?? '';
  const tasks = parameters.get('tasks');
  const settings = {
    games: {
      kind: 'splits',
      splits: inOrder(text('splits').split(','), SPLITS),
      taskTypes: tasks === null ? TASK_TYPES : inOrder(tasks.split(','), TASK_TYPES),
      games: readWhole(text('games'), 1, BATCH_LIMITS.games),
      firstSeed: readWhole(text('first'), 0, LIMITS.seed),
    },
    stepBudget: readWhole(text('steps'), 1, LIMITS.steps),
    sampling: readSampling(parameters.get('sampling')),
    conditions: readConditions(parameters.getAll('on')),
    ...readBreadth(parameters.get('breadth')),
  };
  const read = v.safeParse(BatchSettingsSchema, settings);
  if (!read.success) return 'bad';
  try {
    checkBatchSettings(read.output, null);
    return read.output;
  } catch {
    return 'bad';
  }
}

/** Undefined, which is no list, where one of them is not known. */
function inOrder<T extends string>(
  given: readonly string[],
  choices: readonly T[],
): T[] | undefined {
  const known = choices.filter((choice) => given.includes(choice));
  return known.length === new Set(given).size ? known : undefined;
}

function readSampling(text: string | null): BatchSettings['sampling'] | undefined {
  if (text === null) return null;
  const [heat = '', share = '', seedText = ''] = text.split(',');
  const temperature = readNumber(heat, 0, LIMITS.temperature);
  const topP = readNumber(share, 0, 1);
  const seed = readWhole(seedText, 0, LIMITS.seed);
  return temperature && topP && seed !== null ? { temperature, topP, seed } : undefined;
}

/** Absent: not measured. Anything but 1 makes the settings none. */
function readBreadth(text: string | null): { breadth?: unknown } {
  return text === null ? {} : { breadth: text === '1' ? true : text };
}

function readConditions(given: readonly string[]): BatchCondition[] | undefined {
  if (given.length > BATCH_LIMITS.conditions) return undefined;
  const read = given.map((text): BatchCondition | null => {
    const [viewText = '', ...rest] = text.split(':');
    const view = SENDER_VIEWS.find((one) => one === viewText);
    const lane = readLane(rest.join(':'));
    return view && lane && lane.ignored.length === 0 ? { view, message: lane.lane } : null;
  });
  return read.every((one) => one !== null) ? read : undefined;
}
