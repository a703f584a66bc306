import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import { formatGameName, parseGameName, roomsOf, splitGame } from '../../src/alfworld/game-name';
import { gameFolder } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { taskTypeOf } from '../../src/alfworld/goal-expressions';
import type { Expression } from '../../src/alfworld/problem';
import { isFileGame } from '../../src/lab/file-game-name';
import { Run } from '../../src/lab/lanes';
import { OpenedGame, openProblem } from '../../src/lab/opened-game';
import type { GameFile } from '../../src/lab/settings';
import { FakeModels } from './fake-models';
import { INFORMING, laneTraces, message, NEVER, outcomes } from './scripted-runs';

const ORIGINAL = splitGame('unseen', 3);

function fileOf(hash = '0123456789abcdef', title = 'potato'): GameFile {
  const files = [...gameFolder(generateGame(ORIGINAL))];
  const text = files.find(([path]) => path.endsWith('game.tw-pddl'))?.[1] ?? '';
  return { name: `file/${title}/${hash}`, text, agent: null };
}

const fact = (predicate: string, ...args: string[]): Expression => ({
  kind: 'fact',
  predicate,
  args,
});

describe('an imported game', () => {
  const file = fileOf();

  it('is told by its name', () => {
    expect(isFileGame(file.name)).toBe(true);
    expect(isFileGame(formatGameName(ORIGINAL))).toBe(false);
  });

  it('is the game that was written', () => {
    const original = generateGame(ORIGINAL);
    const { task, facts } = openProblem(file.name, file);
    expect(task).toBe(original.task);
    expect([...facts].map(String).sort()).toEqual([...original.facts].map(String).sort());
  });

  it('is not there without its file, or with another’s', () => {
    const missing =
      'potato was read from a file, and a link does not carry the file. Drop the file again.';
    expect(() => openProblem(file.name)).toThrow(missing);
    expect(() => openProblem('file/potato/ffffffffffffffff', file)).toThrow(missing);
    expect(() => openProblem('file/', null)).toThrow('This game was read from a file');
  });

  it('is played by agents that get messages about it, and by a person', async () => {
    const lanes = [message(), message({ channel: 'text' }), message({ channel: 'human' })];
    const settings = { game: file.name, stepBudget: 20, lanes };
    const run = new Run(new FakeModels(INFORMING), settings, { file });
    while (run.agentsPlay) await run.advance(NEVER);
    run.command(2, 'look');
    expect(outcomes(run)[0]).toMatch(/^won/);
    const [latent, text] = laneTraces(run);
    expect(latent?.message?.chainOfThought?.text).toBe(text?.message?.chainOfThought?.text);
    expect(text?.message?.chainOfThought?.text).toContain(run.task);
  });

  it('is told to the sender with everything that stands about', () => {
    const opened = new OpenedGame(file.name, file);
    const own = new OpenedGame(formatGameName(ORIGINAL));
    const sightings = (prompt: string) => prompt.split(/(?<=\.) /).sort();
    expect(sightings(opened.senderPrompt(opened.name, 'scout'))).toEqual(
      sightings(own.senderPrompt(own.name, 'scout')),
    );
  });
});

describe('the partner of an imported game', () => {
  const partnerOf = (file: GameFile, seed: number) =>
    new OpenedGame(file.name, file).crossTaskPartner(seed);

  it('is an unseen game of another task type, by the hash and the seed alone', () => {
    const partners = Array.from({ length: 30 }, (_, seed) => partnerOf(fileOf(), seed));
    for (const partner of partners) {
      const { split, task } = parseGameName(partner);
      expect(split).toBe('unseen');
      expect(task).not.toBe(ORIGINAL.task);
    }
    expect(new Set(partners).size).toBeGreaterThan(25);
    expect(partnerOf(fileOf(undefined, 'renamed'), 4)).toBe(partners[4]);
    expect(partnerOf(fileOf('fedcba9876543210'), 4)).not.toBe(partners[4]);
  });

  it('writes the message in place of the game’s own', async () => {
    const file = fileOf();
    const lanes = [message({ channel: 'text', perturbation: { kind: 'cross-task', seed: 2 } })];
    const run = new Run(
      new FakeModels(INFORMING),
      { game: file.name, stepBudget: 1, lanes },
      { file },
    );
    await run.advance(NEVER);
    const partner = openProblem(partnerOf(file, 2));
    expect(laneTraces(run)[0]?.message?.chainOfThought?.text).toContain(partner.task);
  });
});

describe('taskTypeOf', () => {
  it.each(TASK_TYPES)('knows %s by its goal', (task) => {
    for (const room of roomsOf(task)) {
      const game = generateGame({ ...ORIGINAL, task, room, seed: 1 });
      expect(taskTypeOf(game.goal)).toBe(task);
    }
  });

  it.each([
    ['nothing asked', { kind: 'and', of: [] }],
    ['something held', fact('holds', '?a', '?o')],
    ['a lit lamp alone', fact('istoggled', '?l')],
    ['a place that is no class', fact('inreceptacle', '?o', '?r')],
    [
      'something inside another object',
      {
        kind: 'and',
        of: ['inreceptacleobject', 'inreceptacle', 'receptacletype'].map((p) => fact(p)),
      },
    ],
    [
      'both hot and clean',
      {
        kind: 'and',
        of: ['ishot', 'isclean', 'inreceptacle', 'receptacletype'].map((p) => fact(p)),
      },
    ],
  ] satisfies [string, Expression][])('knows no task type for %s', (_, goal) => {
    expect(taskTypeOf(goal)).toBeNull();
  });
});
