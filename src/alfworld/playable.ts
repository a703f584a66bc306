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
export function checkPlayable({ objects, facts, places }: ReadProblem): void {
  checkSize('fact', places.facts, MOST_FACTS);
  for (const [type, most] of Object.entries(MOST)) {
    const ofType = places.objects.filter((_place, index) => objects[index]?.type === type);
    checkSize(type, ofType, most);
  }

  const placeOf = (index: number): Position | null => places.facts[index] ?? null;
  const receptacles = new Map<string, string>();
  const agents = new Map<string, string>();
  const holding = new Map<string, { readonly object: string; readonly index: number }>();
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
    if (predicate === 'holds' && (holding.get(first)?.object ?? second) !== second) {
      throw unplayable(PROBLEM, placeOf(index), `the agent ${quoted(first)} holds two objects`);
    }
    if (predicate === 'receptacleatlocation') receptacles.set(first, second);
    else if (predicate === 'atlocation') agents.set(first, second);
    else if (predicate === 'holds') holding.set(first, { object: second, index });
    else if (predicate === 'holdsany') withFullHands.set(first, index);
  }

  for (const [index, { id, type }] of objects.entries()) {
    if (type !== 'agent') continue;
    if (!agents.has(id)) {
      const problem = `no fact "atLocation" says where the agent ${quoted(id)} is`;
      throw unplayable(PROBLEM, places.objects[index] ?? null, problem);
    }
    const fullHands = withFullHands.get(id);
    if (holding.has(id) !== (fullHands !== undefined)) {
      const place = placeOf(fullHands ?? holding.get(id)?.index ?? -1);
      throw unplayable(
        PROBLEM,
        place,
        `"holds" and "holdsAny" disagree on the agent ${quoted(id)}`,
      );
    }
  }
}

/** @throws LabError with the place of the first one too many. */
function checkSize(what: string, places: readonly Position[], most: number): void {
  const tooMany = places[most];
  if (!tooMany) return;
  const problem = `it has ${places.length} ${what}s, more than the ${most} that fit here`;
  throw unplayable(PROBLEM, tooMany, problem);
}
