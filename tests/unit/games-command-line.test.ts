import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseGameName } from '../../src/alfworld/game-name';
import { gameFolder, writeGame } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { runGenerate } from '../../src/cli/generate-game';
import { runReplay } from '../../src/cli/replay-game';
import { GameServer } from '../../src/cli/serve-games';
import { senderPrompt } from '../../src/lab/opened-game';
import { games, jsonLines } from './games-command';

const FIXTURE = 'tests/fixtures/real-engine/pick_heat_then_place_in_recep/game.tw-pddl';
const NAME = 'g1/dev/kitchen/pick_heat_then_place_in_recep/3/standard';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'games-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('games replay', () => {
  it('plays one of several agents, and asks which where none is chosen', () => {
    const file = 'tests/fixtures/forms/agents/game.tw-pddl';
    const { stdout } = games(['replay', file, '--agent', 'bob'], 'look');
    expect(stdout.split('\n')[1]).toMatch(/"command":"look","observation":"[^"]/);
    const { status, stderr } = games(['replay', file]);
    expect(status).toBe(1);
    expect(stderr).toContain('choose whom to play: alice, bob, charlie');
  });

  it('prints the reset and one line for each command as it was typed', () => {
    const { status, stdout } = games(['replay', FIXTURE], ' look \n\nLOOK\r\ngo to fridge 1');
    expect(status).toBe(0);
    const lines = jsonLines(stdout);
    expect(lines.map(({ command }) => command)).toEqual([
      null,
      ' look ',
      '',
      'LOOK\r',
      'go to fridge 1',
    ]);
    expect(lines.map(({ observation }) => String(observation).slice(0, 13))).toEqual([
      '-= Welcome to',
      'You are in th',
      'Nothing happe',
      'Nothing happe',
      'You arrive at',
    ]);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      'command',
      'observation',
      'admissible_commands',
      'won',
      'score',
    ]);
  });

  it('says what is wrong with a file that is none', () => {
    const file = join(folder, 'broken.tw-pddl');
    writeFileSync(file, `${readFileSync(FIXTURE, 'utf8').slice(0, 500)}`);
    const { status, stdout, stderr } = games(['replay', file]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^This is not a playable game file \(game\.tw-pddl, line \d+, [^\n]*\n$/,
    );
  });
});

describe('games generate', () => {
  it('writes a game that replays to a win, and says its name', () => {
    const args = ['--split', 'unseen', '--seed', '7', '--room', 'kitchen'];
    const { status, stdout } = games(['generate', ...args, '--out', folder]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^g1\/unseen\/kitchen\/\w+\/7\/standard\n$/);
    const file = join(folder, 'game.tw-pddl');
    const { walkthrough } = JSON.parse(readFileSync(file, 'utf8')) as { walkthrough: string[] };
    const { stdout: played } = games(['replay', file], walkthrough.join('\n'));
    expect(jsonLines(played).at(-1)).toMatchObject({ won: true, score: 1 });
    const about = JSON.parse(readFileSync(join(folder, 'traj_data.json'), 'utf8')) as object;
    expect(about).toMatchObject({ task_type: stdout.split('/')[3] });
    expect(readFileSync(join(folder, 'walkthrough.txt'), 'utf8')).toBe(
      `${walkthrough.join('\n')}\n`,
    );
  });

  it('writes a dataset of many games in folders by the convention', () => {
    const out = join(folder, 'dataset');
    const args = ['generate', '--split', 'dev', '--count', '12', '--seed', '5', '--out', out];
    const { status, stdout } = games([...args, '--difficulty', 'realistic+places=20']);
    expect(status).toBe(0);
    const names = stdout.trimEnd().split('\n');
    expect(names.map((name) => Number(name.split('/')[4]))).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 5),
    );
    expect(names[0]).toMatch(/^g2\/dev\/.*\/realistic\+places=20$/);
    const written = readdirSync(out, { recursive: true, encoding: 'utf8' }).sort();
    const files = names.flatMap((name) => [
      ...gameFolder(generateGame(parseGameName(name))).keys(),
    ]);
    expect(written.filter((path) => statSync(join(out, path)).isFile())).toEqual(files.sort());
  });

  it('writes the game of a name', async () => {
    const out = join(folder, 'named');
    await runGenerate(['--game', NAME, '--out', out]);
    expect(readdirSync(out).sort()).toEqual(['game.tw-pddl', 'traj_data.json', 'walkthrough.txt']);
    expect(readFileSync(join(out, 'game.tw-pddl'), 'utf8')).toBe(
      writeGame(generateGame(parseGameName(NAME)))['game.tw-pddl'],
    );
  });
});

describe('wrong arguments', () => {
  const out = ['--out', 'x'];
  const generate = ['--split', 'unseen', '--seed', '7', ...out];

  it.each([
    [
      [],
      /^The command "" does not exist\. Choose generate, replay, serve, report, episodes, script\.\n$/,
    ],
    [['replay', '/nowhere/game.tw-pddl'], /^FILE "\/nowhere\/game\.tw-pddl" cannot be read/],
    [['generate', ...generate, '--room', 'cellar'], /^--room accepts kitchen/],
    [['generate', ...generate.slice(0, 4), '--out', '/proc/x'], /^--out accepts a folder that can/],
    [['serve', '--port', '80'], /--port/],
  ])('%j end with one plain line and exit code 2', (args, message) => {
    const { status, stdout, stderr } = games(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it.each([
    [['--seed', '7', '--out', 'x'], /^--split is missing; it accepts train/],
    [['--split', 'unseen', '--out', 'x'], /^--seed is missing/],
    [['--split', 'unseen', '--seed', '7'], /^--out is missing/],
    [[...out, '--seed', '7', '--split', 'test'], /^--split accepts train, dev, seen, unseen/],
    [[...out, '--split', 'unseen', '--seed=-1'], /^--seed accepts a whole number from 0 to/],
    [[...out, '--split', 'unseen', '--seed', 'x'], /^--seed accepts a whole number from 0 to/],
    [[...generate, '--task', 'nap'], /^--task accepts pick_and_place_simple/],
    [[...generate, '--difficulty', 'hard'], /^--difficulty accepts standard, realistic/],
    [
      [...generate, '--difficulty', 'standard+places=99'],
      /places accepts a whole number from 8 to/,
    ],
    [[...generate, '--generator', 'g7'], /^--generator accepts g1, g2, not “g7”/],
    [[...generate, '--count', '0'], /^--count accepts a whole number from 1 to/],
    [[...generate, '--game', NAME], /^--game names the whole game; leave out --split/],
    [['--game', NAME], /^--out is missing/],
    [[...generate, '--colour', 'red'], /^There is no option --colour/],
    [[...generate.slice(0, 4), '--out', `${FIXTURE}/x`], /^--out accepts a folder that can be/],
    [[...generate, '--seed', '8'], /^--seed is given twice\. Leave one out\.$/],
  ])('generate %j names the option and what it accepts', async (args, message) => {
    await expect(runGenerate(args)).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringMatching(message),
    });
  });

  it('generate refuses a task that the room has not', async () => {
    const task = ['--room', 'bedroom', '--task', 'pick_heat_then_place_in_recep'];
    await expect(runGenerate([...generate, ...task])).rejects.toMatchObject({
      code: 'bad-game-name',
      message: expect.stringMatching(
        /^There is no pick_heat_then_place_in_recep game in a bedroom/,
      ),
    });
  });

  it.each([[[]], [['a', 'b']]])('replay %j asks for one file', async (args) => {
    await expect(runReplay(args)).rejects.toMatchObject({ code: 'bad-argument' });
  });
});

describe('games serve', () => {
  function serve(...requests: readonly unknown[]): Record<string, unknown>[] {
    const server = new GameServer();
    return requests.map(
      (request) =>
        server.answer(typeof request === 'string' ? request : JSON.stringify(request)) as Record<
          string,
          unknown
        >,
    );
  }

  it('plays several games at once', () => {
    const open = { op: 'open', game: NAME };
    const [first, second, moved, stayed] = serve(
      { id: 1, ...open },
      { id: 2, ...open },
      { id: 3, op: 'step', game: 1, command: 'go to fridge 1' },
      { id: 'four', op: 'step', game: 2, command: 'look' },
    );
    expect(first).toMatchObject({ id: 1, game: 1, won: false, task: expect.any(String) });
    expect(first?.intro).toBe(first?.observation);
    expect(first?.senderPrompt).toContain(first?.task);
    expect(first?.sightings).toSatisfy((sightings: readonly string[]) =>
      sightings.every((sighting) => String(first?.senderPrompt).includes(sighting)),
    );
    expect(second).toEqual({ ...first, id: 2, game: 2 });
    expect(moved).toMatchObject({ id: 3, observation: expect.stringMatching(/^You arrive at/) });
    expect(stayed).toMatchObject({ id: 'four', observation: expect.stringMatching(/^You are in/) });
  });

  it('words the sender’s prompt in the view that is asked for', () => {
    const [scout, unnamed, uncertain, planner, wrong] = serve(
      ...['scout', undefined, 'uncertain', 'planner', 'psychic'].map((view) => ({
        op: 'open',
        game: NAME,
        view,
      })),
    );
    expect(unnamed?.senderPrompt).toBe(scout?.senderPrompt);
    expect(uncertain?.senderPrompt).toBe(senderPrompt(NAME, 'uncertain'));
    expect(planner?.senderPrompt).toBe(planner?.task);
    expect(wrong?.error).toMatchObject({
      code: 'bad-request',
      message: '"view" must be one of scout, uncertain, hedging, planner.',
    });
  });

  it('answers errors and goes on', () => {
    const answers = serve(
      'not json',
      '[]',
      { id: 1, op: 'open', game: 'g1/nowhere' },
      { id: 2, op: 'open' },
      { id: 3, op: 'fly' },
      { id: 4, op: 'step', game: 1, command: 'look' },
      { id: 5, op: 'open', game: NAME },
      { id: 6, op: 'step', game: 1 },
      { id: 7, op: 'close', game: 1 },
      { id: 8, op: 'close', game: 1 },
    );
    const codes = answers.map(({ error }) => (error as { code: string } | undefined)?.code ?? null);
    expect(codes).toEqual([
      'bad-request',
      'bad-request',
      'bad-game-name',
      'bad-request',
      'bad-request',
      'no-such-handle',
      null,
      'bad-request',
      null,
      'no-such-handle',
    ]);
    expect(answers.map(({ id }) => id)).toEqual([null, null, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('speaks JSON lines over standard input and output', () => {
    const { status, stdout } = games(['serve'], `{"id":1,"op":"open","game":"${NAME}"}\nx\n\n`);
    expect(status).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([
      { id: 1, game: 1 },
      { id: null, error: {} },
    ]);
  });
});
