/** What a batch plays. With the models, these settings decide all its results but the times. */
import * as v from 'valibot';
import { TASK_TYPES, type TaskType } from '../alfworld/domain';
import { SPLITS, type Split, splitGame } from '../alfworld/game-name';
import { LabError } from '../shared/errors';
import type { Manifest } from '../shared/manifest';
import { conditionId } from './batch-condition';
import { type EvaluatedGame, generatedGame } from './evaluation';
import { fileGameIdentity } from './file-game-name';
import { checkMessageSettings } from './message-settings';
import { SENDER_VIEWS, type SenderView } from './sender-views';
import type { MessageSettings, RunSettings, SamplingSettings } from './settings';
import { MessageSettingsSchema } from './trace-codec';

/** One way to play every game: what the sender is told, and what reaches the actor. */
export interface BatchCondition {
  readonly view: SenderView;
  readonly message: MessageSettings;
}

/** Games of the generator, by split. */
export interface SplitsAsked {
  readonly kind: 'splits';
  readonly splits: readonly Split[];
  readonly taskTypes: readonly TaskType[];
  /** Of each split. */
  readonly games: number;
  /** Seeds count up from here; games of other task types are passed over. */
  readonly firstSeed: number;
}

/** Imported games, by the names that carry their hashes. */
export interface FilesAsked {
  readonly kind: 'files';
  readonly names: readonly string[];
}

export interface BatchSettings {
  readonly games: SplitsAsked | FilesAsked;
  /** Commands before a game is lost. */
  readonly stepBudget: number;
  /** Null: the sender's words are greedy. */
  readonly sampling: SamplingSettings | null;
  /** No two are the same. */
  readonly conditions: readonly BatchCondition[];
  /** Lines keep their message's information breadth. It changes nothing that is played; absent: no. */
  readonly breadth?: true;
}

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const Positive = v.pipe(v.number(), v.integer(), v.minValue(1));

export const BatchSettingsSchema = v.strictObject({
  games: v.variant('kind', [
    v.strictObject({
      kind: v.literal('splits'),
      splits: v.array(v.picklist(SPLITS)),
      taskTypes: v.array(v.picklist(TASK_TYPES)),
      games: Positive,
      firstSeed: Whole,
    }),
    v.strictObject({ kind: v.literal('files'), names: v.array(v.string()) }),
  ]),
  stepBudget: Positive,
  sampling: v.nullable(
    v.strictObject({ temperature: v.number(), topP: v.number(), seed: v.number() }),
  ),
  conditions: v.array(
    v.strictObject({ view: v.picklist(SENDER_VIEWS), message: MessageSettingsSchema }),
  ),
  breadth: v.exactOptional(v.literal(true)),
});

/** An episode of a batch as the lanes would play it. */
export function episodeSettings(
  { stepBudget, sampling }: Pick<BatchSettings, 'stepBudget' | 'sampling'>,
  game: string,
  { view, message }: BatchCondition,
): RunSettings {
  return { game, stepBudget, view, lanes: [message], ...(sampling ? { sampling } : {}) };
}

/** A game of the plan. `split`: null for an imported one. */
export interface PlannedGame extends EvaluatedGame {
  readonly split: Split | null;
  readonly room: string | null;
}

/** Part `index` (from 0) of `of`: by seed range, a run of neighbouring games of every split. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** As many seeds are looked through for a game of the task types asked for. */
const MOST_SEEDS = 64;

/** Games of one split, in the order of their seeds. */
function gamesOfSplit(split: Split, asked: SplitsAsked): PlannedGame[] {
  const { games, firstSeed, taskTypes } = asked;
  const found: PlannedGame[] = [];
  const last = firstSeed + MOST_SEEDS * games + 1024;
  for (let seed = firstSeed; found.length < games && seed < last; seed++) {
    const name = splitGame(split, seed);
    if (taskTypes.includes(name.task)) {
      found.push({ ...generatedGame(name), split, room: name.room });
    }
  }
  return found;
}

/** The same text may lie in a file of another name here. */
function fileOf(name: string, files: readonly EvaluatedGame[]): EvaluatedGame | null {
  const named = files.find((one) => one.name === name);
  if (named) return named;
  const same = files.find((one) => fileGameIdentity(one.name) === fileGameIdentity(name));
  return same ? { ...same, name, file: same.file && { ...same.file, name } } : null;
}

const part = (count: number, { index, of }: Shard): [from: number, to: number] => [
  Math.floor((count * index) / of),
  Math.floor((count * (index + 1)) / of),
];

/**
 * The games in the order they are played: the first of every split, then the second …, so that a batch
 * that is stopped has as many of each. `files`: the imported games, where the settings ask for such;
 * throws a LabError 'missing-game-file' where one of them is not here.
 */
export function plannedGames(
  { games: asked }: Pick<BatchSettings, 'games'>,
  files: readonly EvaluatedGame[] = [],
  shard: Shard = { index: 0, of: 1 },
): PlannedGame[] {
  if (asked.kind === 'files') {
    const all = asked.names.map((name) => {
      const found = fileOf(name, files);
      if (found) return { ...found, split: null, room: null };
      throw new LabError('missing-game-file', `The file of ${name} is not here. Give it again.`);
    });
    return all.slice(...part(all.length, shard));
  }
  const bySplit = asked.splits.map((split) => {
    const all = gamesOfSplit(split, asked);
    return all.slice(...part(all.length, shard));
  });
  const longest = Math.max(0, ...bySplit.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) =>
    bySplit.flatMap((all) => all.slice(place, place + 1)),
  ).flat();
}

/** How many games are planned, of all splits together, without making their names. */
export function plannedCount({ games }: Pick<BatchSettings, 'games'>): number {
  return games.kind === 'files' ? games.names.length : games.games * games.splits.length;
}

function refuse(message: string): never {
  throw new LabError('bad-settings', message);
}

/** Throws a LabError 'bad-settings' where there is nothing to play, or these models cannot play it. */
export function checkBatchSettings(settings: BatchSettings, manifest: Manifest | null): void {
  const { games, stepBudget, sampling, conditions } = settings;
  if (games.kind === 'splits' && (games.splits.length === 0 || games.taskTypes.length === 0)) {
    refuse('A batch needs games: choose at least one split and one task type.');
  }
  if (plannedCount(settings) < 1) refuse('A batch needs at least one game.');
  if (!(Number.isInteger(stepBudget) && stepBudget >= 1)) {
    refuse('The step budget is a whole number from 1.');
  }
  if (sampling && !(sampling.temperature > 0 && sampling.topP > 0 && sampling.topP <= 1)) {
    refuse('Sampling needs a temperature above 0 and a top-p above 0, at most 1.');
  }
  if (conditions.length === 0) refuse('A batch needs at least one condition.');
  const ids = new Set<string>();
  for (const condition of conditions) {
    const { view, message } = condition;
    if (message.channel === 'human') refuse('A person cannot play a batch. Choose an agent.');
    if (message.words !== undefined || message.senderGame !== undefined) {
      refuse('Words by hand and another game for the sender belong to one game, not to a batch.');
    }
    checkMessageSettings(message, manifest, view);
    const id = conditionId(condition);
    if (ids.has(id)) refuse(`The condition ${id} is there twice. Leave one out.`);
    ids.add(id);
  }
}
