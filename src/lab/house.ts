import type { Game } from '../alfworld/game';
import { nameEntities, numberOf } from '../alfworld/names';
import type { Problem } from '../alfworld/problem';

/** A receptacle that can be gone to. */
export interface HousePlace {
  readonly name: string;
  /** Its class: 'cabinet' of 'cabinet 3'. */
  readonly type: string;
  /**
   * Places with the same number are reached by the same walk. In games whose `go to` answers
   * "You arrive at loc 7.", it is that number.
   */
  readonly location: number;
  readonly openable: boolean;
  /** At the start; a place that cannot be closed is open. */
  readonly open: boolean;
  /** Names of the objects in or on it at the start, whether anyone has seen them or not. */
  readonly contents: readonly string[];
}

/** The house at the start of a game: the truth, which the agents do not see. */
export interface House {
  /** In ascending id order, as the intro lists them. */
  readonly places: readonly HousePlace[];
  /** Location the agent starts at where a receptacle is there, else null. */
  readonly start: number | null;
}

export const EMPTY_HOUSE: House = { places: [], start: null };

/** The house of a problem. `game` must stand at its start. */
export function houseOf(problem: Problem, game: Game): House {
  const reachable = game.receptacles.filter(({ location }) => location !== '');
  const numberAt = locationNumbers(
    problem,
    reachable.map(({ location }) => location),
  );
  const places = reachable.map(({ name, type, location, openable }) => ({
    name,
    type,
    location: numberAt(location),
    openable,
    open: game.isOpen(name),
    contents: game.contents(name),
  }));
  const [here] = game.receptaclesHere();
  return { places, start: places.find(({ name }) => name === here)?.location ?? null };
}

/** The engine's own numbers ('loc 7') where every location has one, else numbers in id order. */
function locationNumbers(
  problem: Problem,
  locations: readonly string[],
): (location: string) => number {
  const ids = [...new Set(locations)].sort();
  const names = nameEntities(problem.facts);
  const own = new Map(ids.map((id) => [id, numberOf(names.get(id)?.name ?? id)]));
  const numbered =
    ids.every((id) => /^\S+ \d+$/.test(names.get(id)?.name ?? '')) &&
    new Set(own.values()).size === ids.length;
  return (location) => (numbered ? (own.get(location) ?? 0) : ids.indexOf(location) + 1);
}
