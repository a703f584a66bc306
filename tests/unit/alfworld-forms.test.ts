import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { agentsOf, readGameFile } from '../../src/alfworld/game-file';
import { firstDifference, parseRecording, type RecordedTurn } from './real-engine-recording';

/**
 * Every form of file that upstream wrote, of one small house with all that is awkward in real files,
 * as tests/differential/record_forms.py recorded it on the real engine.
 */
const FOLDER = 'tests/fixtures/forms';

const DIALECTS: Readonly<Record<string, string>> = {
  current: 'move, help',
  old: 'loc, put in/on',
  patched: 'move, help',
  renewed: 'move',
  visible: 'move, help, visible',
  agents: 'loc, put in/on',
  'agents-patched': 'move, help',
};

function read(form: string): string {
  return readFileSync(join(FOLDER, form, 'game.tw-pddl'), 'utf8');
}

function recorded(form: string, player: string): RecordedTurn[] {
  const packed = readFileSync(join(FOLDER, form, `${player}.jsonl.gz`));
  return parseRecording(gunzipSync(packed).toString('utf8'));
}

/**
 * What the engine said, as one of several agents plays it: that agent's commands, without the name,
 * and in order again with those that name nobody.
 */
function asPlayed(turn: RecordedTurn, agent: string): RecordedTurn {
  const start = `${agent} : `;
  const own = (command: string) =>
    command.startsWith(start) ? command.slice(start.length) : command;
  return {
    ...turn,
    command: turn.command === null ? null : own(turn.command),
    admissible_commands: turn.admissible_commands
      .filter((command) => command.startsWith(start) || !command.includes(' : '))
      .map(own)
      .sort(),
  };
}

describe('every form of game file', () => {
  it('is among the fixtures', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(DIALECTS).sort());
  });

  it.each(Object.entries(DIALECTS))('%s speaks its dialect: %s', (form, words) => {
    const text = read(form);
    const { dialect } = readGameFile(text, agentsOf(text)[0]);
    const told = [
      dialect.arrivalNamesLocation ? 'loc' : null,
      dialect.putInOn ? 'put in/on' : 'move',
      dialect.help ? 'help' : null,
      dialect.examineHeldOnly ? null : 'visible',
    ];
    expect(told.filter((word) => word !== null).join(', ')).toBe(words);
  });

  it.each(['current', 'old', 'patched', 'renewed', 'visible'])('%s is played alike', (form) => {
    const text = read(form);
    expect(agentsOf(text)).toEqual(['agent1']);
    const turns = recorded(form, 'turns');
    expect(turns.length).toBeGreaterThan(120);
    expect(turns.at(-1)?.won).toBe(true);
    expect(firstDifference(new Game(readGameFile(text)), turns)).toBeNull();
  });

  it.each([
    ['agents', 'alice'],
    ['agents', 'bob'],
    ['agents', 'charlie'],
    ['agents-patched', 'alice'],
    ['agents-patched', 'bob'],
  ])('%s is played alike by %s', (form, agent) => {
    const turns = recorded(form, agent).map((turn) => asPlayed(turn, agent));
    expect(turns.length).toBeGreaterThan(120);
    expect(turns.at(-1)?.won).toBe(true);
    const game = new Game(readGameFile(read(form), agent));
    expect(firstDifference(game, turns)).toBeNull();
  });
});

describe('a house of several agents', () => {
  it('tells in its intro what each of them faces', () => {
    const game = new Game(readGameFile(read('agents'), 'alice'));
    expect(game.reset().observation).toMatch(
      /You are facing the cabinet 1, countertop 1, and cabinet 3\. Next to it, you see nothing\./,
    );
    expect(game.step('look').observation).toMatch(/You are in the middle of a room/);
  });

  it('needs a choice', () => {
    const text = read('agents');
    expect(agentsOf(text)).toEqual(['alice', 'bob', 'charlie']);
    expect(() => readGameFile(text)).toThrow(
      /several agents; choose whom to play: alice, bob, charlie\./,
    );
    expect(() => readGameFile(text, 'dan')).toThrow(/no agent "dan" .*alice, bob, charlie\./);
    expect(() => readGameFile(read('current'), 'dan')).toThrow(/no agent "dan"/);
  });

  it('keeps a walkthrough for the one who can follow it', () => {
    const text = read('agents');
    const walkthrough = readGameFile(text, 'alice').walkthrough;
    expect(walkthrough).toEqual(['go to fridge 1', 'open fridge 1']);
    expect(readGameFile(text, 'bob').walkthrough).toBeNull();
  });

  it('counts what the others do and hold for the goal', () => {
    const game = new Game(readGameFile(read('agents-patched'), 'alice'));
    expect(game.reset().won).toBe(false);
    game.step('go to sidetable 1');
    expect(game.step('take mug 1 from sidetable 1').won).toBe(true);
    expect(game.step('go to fridge 1').won).toBe(true);
  });
});
