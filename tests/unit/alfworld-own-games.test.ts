import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ROOMS, TASK_TYPES } from '../../src/alfworld/domain';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { KNOBS } from '../../src/alfworld/game-knobs';
import { DIFFICULTIES, parseGameName, VERSIONS } from '../../src/alfworld/game-name';
import { firstDifference, parseRecording, type RecordedTurn } from './real-engine-recording';

/**
 * Games that this project exported, recorded on the real engine by tests/differential: with our
 * rules and with alfworld's own, which told the same story turn by turn.
 */
const FOLDER = 'tests/fixtures/real-engine';

function turnsOf(folder: string): RecordedTurn[] {
  const packed = readFileSync(join(FOLDER, folder, 'turns.jsonl.gz'));
  return parseRecording(gunzipSync(packed).toString('utf8'));
}

describe('our exported games on the real engine', () => {
  const about = JSON.parse(readFileSync(join(FOLDER, 'versions.json'), 'utf8')) as {
    readonly games: Readonly<Record<string, string>>;
    readonly directed: readonly string[];
  };
  const games = Object.entries(about.games);
  const names = games.map(([, name]) => parseGameName(name));

  it('cover every generator, task type, room and preset, knobs, and scenes to train on and unseen ones', () => {
    expect(new Set(names.map(({ task }) => task))).toEqual(new Set(TASK_TYPES));
    expect(new Set(names.map(({ room }) => room))).toEqual(new Set(ROOMS));
    expect(new Set(names.map(({ difficulty }) => difficulty))).toEqual(new Set(DIFFICULTIES));
    expect(new Set(names.map(({ split }) => split))).toEqual(new Set(['train', 'unseen']));
    expect(new Set(names.map(({ version }) => version))).toEqual(new Set(VERSIONS));
    const knobs = names.flatMap((name) => Object.keys(name.knobs));
    expect(new Set(knobs)).toEqual(new Set(KNOBS.map(({ key }) => key)));
  });

  it('lose wins and win again, and tell how heat, cold, cleaning and slicing follow each other', () => {
    expect(about.directed.length).toBeGreaterThan(0);
    const told = about.directed.flatMap((folder) => {
      const turns = turnsOf(folder);
      const wins = turns.filter(({ won }, turn) => won && turns[turn - 1]?.won === false);
      expect(wins.length).toBeGreaterThan(3);
      return turns.map(({ observation }) => observation);
    });
    for (const words of [
      'hot',
      'cold',
      'hot and clean',
      'cool and clean',
      'hot sliced',
      'cool sliced',
      'hot and clean sliced',
      'cool and clean sliced',
    ])
      expect(told.some((text) => text.startsWith(`This is a ${words} `))).toBe(true);
  });

  it.each(games)('%s: %s', (folder) => {
    const problem = readGameFile(readFileSync(join(FOLDER, folder, 'game.tw-pddl'), 'utf8'));
    const recorded = turnsOf(folder);
    expect(recorded.length).toBeGreaterThan(120);
    expect(recorded.at(-1)?.won).toBe(true);
    expect(firstDifference(new Game(problem), recorded)).toBeNull();
  });
});
