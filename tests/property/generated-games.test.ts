import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import { Game } from '../../src/alfworld/game';
import { KNOBS, type Knobs } from '../../src/alfworld/game-knobs';
import { checkGameName, formatGameName, roomsOf, SPLITS } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { walkthrough } from '../../src/alfworld/walkthrough';

const PRESETS = [
  ['g1', 'standard'],
  ['g1', 'realistic'],
  ['g2', 'realistic'],
] as const;

/** Every knob left out, at its least or at its most. */
const EXTREMES: Knobs[] = KNOBS.reduce<Knobs[]>(
  (all, { key, least, most }) =>
    all.flatMap((knobs) => [knobs, { ...knobs, [key]: least }, { ...knobs, [key]: most }]),
  [{}],
);

const KINDS = SPLITS.flatMap((split) =>
  TASK_TYPES.flatMap((task) => roomsOf(task).map((room) => ({ split, task, room }))),
);

const names = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    preset: fc.constantFrom(...PRESETS),
    knobs: fc.constantFrom(...EXTREMES),
    seed: fc.integer({ min: 0, max: 100_000 }),
  })
  .map(({ kind, preset: [version, difficulty], knobs, seed }) =>
    checkGameName({ ...kind, version, difficulty, knobs, seed }),
  );

/** Throws where the game is solved at the start or the expert cannot win it. */
function checkPlayable(name: Parameters<typeof generateGame>[0]): void {
  const generated = generateGame(name);
  const text = formatGameName(name);
  const game = new Game(generated);
  expect(game.reset().won, text).toBe(false);
  const turns = walkthrough(generated).map((command) => game.step(command));
  expect(turns.at(-1)?.won, text).toBe(true);
  expect(turns.map(({ observation }) => observation)).not.toContain('Nothing happens.');
}

describe('generated games', () => {
  it('can be won and are not won at the start: every split, room, task, preset and extreme', () => {
    const extremes = [
      {},
      { places: 8, others: 0 },
      { places: 40, others: 30 },
      { places: 8, others: 30, usual: 0 },
      { places: 8, others: 30, usual: 1 },
    ];
    for (const kind of KINDS) {
      for (const [version, difficulty] of PRESETS) {
        for (const knobs of extremes) {
          checkPlayable(checkGameName({ ...kind, version, difficulty, knobs, seed: 1 }));
        }
      }
    }
  });

  it('can be won and are not won at the start, whatever the name', () => {
    fc.assert(fc.property(names, checkPlayable), { numRuns: 400 });
  });
});
