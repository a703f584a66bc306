import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { firstDifference, parseRecording } from './real-engine-recording';

/** Games that this project exported, recorded on the real engine by tests/differential. */
const FOLDER = 'tests/fixtures/real-engine';

describe('our exported games on the real engine', () => {
  const tasks = readdirSync(FOLDER);

  it('cover every task type', () => {
    expect(tasks).toHaveLength(6);
  });

  it.each(tasks)('%s', (task) => {
    const problem = readGameFile(readFileSync(join(FOLDER, task, 'game.tw-pddl'), 'utf8'));
    const recorded = parseRecording(readFileSync(join(FOLDER, task, 'turns.jsonl'), 'utf8'));
    expect(recorded.length).toBeGreaterThan(40);
    expect(recorded.at(-1)?.won).toBe(true);
    expect(firstDifference(new Game(problem), recorded)).toBeNull();
  });
});
