import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatGameName, parseGameName, SPLITS, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';

/**
 * sha256 of the JSON of [objects, facts, goal, task]. `games` and `order` were written by the code of
 * the commit that the file names: two seeds of every split, room, task and preset of g1, and the first
 * games of each split. `later` was added with g2 and the knobs.
 */
const { games, order, later } = JSON.parse(
  readFileSync('tests/fixtures/golden-games.json', 'utf8'),
) as { games: Record<string, string>; order: string[]; later: Record<string, string> };

function hashOf(text: string): string {
  const { objects, facts, goal, task } = generateGame(parseGameName(text));
  return createHash('sha256')
    .update(JSON.stringify([objects, facts, goal, task]))
    .digest('hex');
}

const hashed = (golden: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.keys(golden).map((name) => [name, hashOf(name)]));

describe('a game name', () => {
  it('of g1 keeps its game for ever: the shipped models learned from these', () => {
    expect(Object.keys(games)).toHaveLength(224);
    expect(hashed(games)).toEqual(games);
  });

  it('of g2 or with knobs keeps its game too', () => {
    expect(Object.keys(later).length).toBeGreaterThan(80);
    expect(hashed(later)).toEqual(later);
  });

  it('keeps its place in its split', () => {
    const first = SPLITS.flatMap((split) =>
      Array.from({ length: 8 }, (_, seed) => formatGameName(splitGame(split, seed))),
    );
    expect(first).toEqual(order);
  });
});
