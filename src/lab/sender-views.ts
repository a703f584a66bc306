import type { Game } from '../alfworld/game';
import type { Problem } from '../alfworld/problem';
import { Rng } from '../shared/rng';

/** One thing the scout saw: an object and the receptacle it lies in or on, by their names. */
export interface Sighting {
  readonly object: string;
  readonly place: string;
}

/** Everything that lies in or on a receptacle at this moment, in the order of the engine's lists. */
export function sightingsOf(game: Game): Sighting[] {
  return game.receptacles.flatMap(({ name: place }) =>
    game.contents(place).map((object) => ({ object, place })),
  );
}

/**
 * "mug 1 in cabinet 3." Object and place stand side by side: tiny models learn to look this form
 * up, and do not learn lists by place (findings.md, training, 1).
 */
export function wordSighting({ object, place }: Sighting): string {
  return `${object} in ${place}.`;
}

export function wordTask(task: string): string {
  return `Your task is to: ${task}.`;
}

/**
 * The scout view: the task and what stands where in the house, in an order shuffled by `seed`.
 * `game` must stand at its start.
 */
export function scoutPrompt(problem: Problem, game: Game, seed: string): string {
  const sightings = new Rng(`${seed}/scout`).shuffle(sightingsOf(game));
  return [wordTask(problem.task), ...sightings.map(wordSighting)].join(' ');
}
