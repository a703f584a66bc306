/** Batches for tests: small settings, invented lines, an actor that wins where it is told its own task. */

import { TASK_TYPES } from '../../src/alfworld/domain';
import { Game } from '../../src/alfworld/game';
import { conditionId } from '../../src/lab/batch-condition';
import { BATCH_FORMAT, type BatchFile, type BatchSource } from '../../src/lab/batch-file';
import type { BatchLine } from '../../src/lab/batch-line';
import { messageOf } from '../../src/lab/batch-presets';
import { type BatchSettings, plannedGames } from '../../src/lab/batch-settings';
import { openProblem } from '../../src/lab/opened-game';
import { type FakeScript, fakeTokenizer } from './fake-models';
import { taskOf } from './scripted-runs';
import { winningCommands } from './winning-commands';

export const NONE = messageOf({ channel: 'none' });
export const TEXT = messageOf({ channel: 'text' });
export const LATENT = messageOf({});
export const CROSS = messageOf({ perturbation: { kind: 'cross-task', seed: 1 } });
export const HALF = messageOf({ compression: 'truncated', ratio: 0.5 });

export function batchSettings(change: Partial<BatchSettings> = {}): BatchSettings {
  return {
    games: { kind: 'splits', splits: ['dev'], taskTypes: TASK_TYPES, games: 4, firstSeed: 0 },
    stepBudget: 12,
    sampling: null,
    conditions: [NONE, TEXT, LATENT].map((message) => ({ view: 'scout', message })),
    ...change,
  };
}

export const SOURCE: BatchSource = {
  tier: 'fake',
  models: { actor: 'a'.repeat(64), sender: 'b'.repeat(64) },
  backend: 'fake',
  versions: { lab: '0.0.0' },
  concurrency: 1,
};

export function batchFile(
  settings: BatchSettings,
  lines: readonly BatchLine[],
  change: Partial<BatchFile> = {},
): BatchFile {
  const dates = { first: '2026-11-26T00:00:00.000Z', last: '2026-11-26T01:00:00.000Z' };
  return { format: BATCH_FORMAT, settings, source: SOURCE, dates, lines, ...change };
}

export function line(change: Partial<BatchLine> = {}): BatchLine {
  return {
    condition: 'scout/none',
    game: 'g',
    split: 'dev',
    taskType: 'heat',
    room: 'kitchen',
    outcome: 'won',
    failure: null,
    steps: 5,
    inadmissible: 0,
    repeated: 1,
    receptacles: 3,
    messageLength: 10,
    bytes: 40,
    nearTies: 0,
    thoughtEntropy: 0.5,
    truthRank: null,
    secondToCandidate: null,
    times: {
      communication: { senderPrefill: 1, generation: 20, adapter: 3, actorPrefill: 4 },
      play: 50,
    },
    ...change,
  };
}

/** A line for every planned episode; `won` says which were won. */
export function inventedLines(
  settings: BatchSettings,
  won: (condition: string, game: number) => boolean,
): BatchLine[] {
  return plannedGames(settings).flatMap(({ name, split, taskType, room }, game) =>
    settings.conditions.map((condition) => {
      const id = conditionId(condition);
      const outcome = won(id, game) ? 'won' : 'lost';
      const steps = outcome === 'won' ? 6 : settings.stepBudget;
      return line({ condition: id, game: name, split, taskType, room, outcome, steps });
    }),
  );
}

/** The actor wins each game that it is told its own task in, by words or states. */
export function knowingScript(settings: BatchSettings): FakeScript {
  const winning = new Map(
    plannedGames(settings).map(({ name }) => [introOf(name), winningCommands(name)]),
  );
  return {
    thought: (prompt) => taskOf(prompt),
    command: ({ intro, words, latents, turns }) => {
      const told = words ?? fakeTokenizer.decode(latents.map(({ value }) => value));
      if (told !== taskOf(intro)) return turns.length % 2 === 0 ? 'look' : 'jump';
      return winning.get(intro)?.[turns.length] ?? 'look';
    },
  };
}

function introOf(name: string): string {
  return new Game(openProblem(name)).reset().observation;
}

/** A line without what differs from run to run. */
export function timeless(one: BatchLine): BatchLine {
  return { ...one, times: null };
}
