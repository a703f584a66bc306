import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { firstDifference, parseRecording } from './real-engine-recording';

/** Recordings of the real engine that are handed out beside the repository, not with it. */
const FOLDER = '../shared/alfworld/recordings';

if (!existsSync(FOLDER)) {
  console.log(`Skipping the shared recordings of the real engine: ${FOLDER} is not here.`);
}

describe.skipIf(!existsSync(FOLDER))('the shared recordings of the real engine', () => {
  const games = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  for (const name of games) {
    const folder = join(FOLDER, name);
    const problem = readGameFile(readFileSync(join(folder, 'game.tw-pddl'), 'utf8'));
    for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.jsonl'))) {
      it(`${name} ${file}`, () => {
        const recorded = parseRecording(readFileSync(join(folder, file), 'utf8'));
        expect(recorded.length).toBeGreaterThan(20);
        expect(firstDifference(new Game(problem), recorded)).toBeNull();
      });
    }
  }
});
