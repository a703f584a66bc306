import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ROOMS, TASK_TYPES } from '../../src/alfworld/domain';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { DIFFICULTIES, parseGameName } from '../../src/alfworld/game-name';
import { firstDifference, parseRecording } from './real-engine-recording';

/**
 * Games that this project exported, recorded on the real engine by tests/differential: with our
 * rules and with alfworld's own, which told the same story turn by turn.
 */
const FOLDER = 'tests/fixtures/real-engine';

describe('our exported games on the real engine', () => {
  const about = JSON.parse(readFileSync(join(FOLDER, 'versions.json'), 'utf8')) as {
    readonly games: Readonly<Record<string, string>>;
  };
  const games = Object.entries(about.games);
  const names = games.map(([, name]) => parseGameName(name));

  it('cover every task type, room and preset, and scenes to train on and unseen ones', () => {
    expect(new Set(names.map(({ task }) => task))).toEqual(new Set(TASK_TYPES));
    expect(new Set(names.map(({ room }) => room))).toEqual(new Set(ROOMS));
    expect(new Set(names.map(({ difficulty }) => difficulty))).toEqual(new Set(DIFFICULTIES));
    expect(new Set(names.map(({ split }) => split))).toEqual(new Set(['train', 'unseen']));
  });

  it.each(games)('%s: %s', (folder) => {
    const problem = readGameFile(readFileSync(join(FOLDER, folder, 'game.tw-pddl'), 'utf8'));
    const packed = readFileSync(join(FOLDER, folder, 'turns.jsonl.gz'));
    const recorded = parseRecording(gunzipSync(packed).toString('utf8'));
    expect(recorded.length).toBeGreaterThan(120);
    expect(recorded.at(-1)?.won).toBe(true);
    expect(firstDifference(new Game(problem), recorded)).toBeNull();
  });
});
