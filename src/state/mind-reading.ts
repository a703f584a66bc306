/** The mind-reading game: which games it rolls, and how guesses and the actor are counted alike. */
import { ROOMS } from '../alfworld/domain';
import { classOf } from '../alfworld/names';
import type { MessageSettings } from '../lab/settings';
import type { LatentStep, Trace } from '../lab/trace';
import { changeGame, DEFAULT_PARTS, rollSeed, tasksOf } from './game-choice';
import { houseAt } from './house-view';
import { fullMessage } from './lane-settings';

export const MOST_GUESSES = 3;

/** What the actor gets and the player reads. */
export const EIGHT_VECTORS: MessageSettings = {
  ...fullMessage('latent'),
  compression: 'trained',
  k: 8,
};

/** Games that fetch one object: with two there is no single place to guess. */
const ROUNDS = ROOMS.flatMap((room) =>
  tasksOf(room)
    .filter((task) => task !== 'pick_two_obj_and_place')
    .map((task) => ({ room, task })),
);

/** The name of an unseen game that fetches one object. `random`: numbers in [0, 1). */
export function rollRound(random: () => number): string {
  const round = ROUNDS[Math.floor(random() * ROUNDS.length)];
  return changeGame(DEFAULT_PARTS, { ...round, seed: rollSeed(random()) });
}

/** The places that any step of the lens has among its ten most probable, in the house's order. */
export function placesInLens(lens: readonly LatentStep[], places: readonly string[]): string[] {
  const said = new Set(lens.flatMap(({ top }) => top.map(({ text }) => text.trim())));
  return places.filter((place) => said.has(place));
}

export interface Search {
  /** Places whose contents the actor saw, in order, up to the object or the end. */
  readonly opened: readonly string[];
  /** In how many places it had looked when it saw the object; null: it never did. */
  readonly found: number | null;
}

/** Where the actor of a lane looked until it saw an object of this class. */
export function searchOf(trace: Trace, lane: number, object: string): Search {
  const opened: string[] = [];
  const steps = trace.lanes[lane]?.steps.length ?? 0;
  for (let step = 0; step <= steps; step++) {
    for (const { name, searched, seen } of houseAt(trace, lane, step).places) {
      if (!searched || opened.includes(name)) continue;
      opened.push(name);
      if (seen.some((one) => !one.moved && classOf(one.name) === object)) {
        return { opened, found: opened.length };
      }
    }
  }
  return { opened, found: null };
}

/** The rank, from 1, of the first guess that is a true place; null where none is. */
export function rankOfTruth(guesses: readonly string[], truth: readonly string[]): number | null {
  const index = guesses.findIndex((guess) => truth.includes(guess));
  return index === -1 ? null : index + 1;
}

/** 3 in the first place, 2 in the second, 1 in the third, else 0: the same for player and actor. */
export function pointsFor(rank: number | null): number {
  return rank === null ? 0 : Math.max(0, MOST_GUESSES + 1 - rank);
}
