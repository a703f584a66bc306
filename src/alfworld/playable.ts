import { PROBLEM } from './condition-reader';
import { type Position, quoted, unplayable } from './file-faults';
import type { ReadProblem } from './pddl-reader';

/**
 * Far more than real houses have (the recorded ones up to 32 receptacles and 134 objects), and little
 * enough to play at once.
 */
const MOST: Readonly<Record<string, number>> = {
  agent: 20,
  receptacle: 400,
  object: 2000,
  location: 5000,
};
const MOST_FACTS = 20_000;

/**
 * Whether the rules can play a problem that was read without fault.
 * @throws LabError 'unplayable-game' with the place of the fact that is in the way.
 */
export function checkPlayable({ objects, facts, factPlaces }: ReadProblem): void {
  checkSize('fact', facts.length, MOST_FACTS);
  for (const [type, most] of Object.entries(MOST)) {
    checkSize(type, objects.filter((declared) => declared.type === type).length, most);
  }

  const placeOf = (index: number): Position | null => factPlaces[index] ?? null;
  const receptacles = new Map<string, string>();
  const agents = new Map<string, string>();
  const holding = new Map<string, string>();
  const withFullHands = new Map<string, number>();
  for (const [index, [predicate, first = '', second = '']] of facts.entries()) {
    if (predicate === 'receptacleatlocation' && (receptacles.get(first) ?? second) !== second) {
      throw unplayable(
        PROBLEM,
        placeOf(index),
        `the receptacle ${quoted(first)} is at two locations`,
      );
    }
    if (predicate === 'atlocation' && (agents.get(first) ?? second) !== second) {
      throw unplayable(PROBLEM, placeOf(index), `the agent ${quoted(first)} is at two locations`);
    }
    if (predicate === 'holds' && (holding.get(first) ?? second) !== second) {
      throw unplayable(PROBLEM, placeOf(index), `the agent ${quoted(first)} holds two objects`);
    }
    if (predicate === 'receptacleatlocation') receptacles.set(first, second);
    else if (predicate === 'atlocation') agents.set(first, second);
    else if (predicate === 'holds') holding.set(first, second);
    else if (predicate === 'holdsany') withFullHands.set(first, index);
  }

  for (const { id, type } of objects) {
    if (type !== 'agent') continue;
    if (!agents.has(id)) {
      throw unplayable(PROBLEM, null, `no fact "atlocation" says where the agent ${quoted(id)} is`);
    }
    const fullHands = withFullHands.get(id);
    if (holding.has(id) !== (fullHands !== undefined)) {
      const place = fullHands === undefined ? null : placeOf(fullHands);
      throw unplayable(
        PROBLEM,
        place,
        `"holds" and "holdsany" disagree on the agent ${quoted(id)}`,
      );
    }
  }
}

function checkSize(what: string, count: number, most: number): void {
  if (count <= most) return;
  throw unplayable(PROBLEM, null, `it has ${count} ${what}s, more than the ${most} that fit here`);
}
