import { compareText, nameEntities } from './names';
import type { Fact, Problem } from './problem';

export interface ReceptacleEntity {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly openable: boolean;
  /** Index of its location, or -1: then no command reaches it. */
  readonly location: number;
  readonly washes: boolean;
  readonly heats: boolean;
  readonly cools: boolean;
}

export interface ObjectEntity {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly pickupable: boolean;
  readonly cleanable: boolean;
  readonly heatable: boolean;
  readonly coolable: boolean;
  readonly toggleable: boolean;
  readonly sliceable: boolean;
  readonly isKnife: boolean;
  /** A bowl or a box: examining it lists what is in it. */
  readonly isReceptacle: boolean;
  /** Names of the objects inside it; no command changes them. */
  readonly inside: readonly string[];
}

export interface LocationEntity {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Receptacles here, in ascending id order. */
  readonly receptacles: readonly ReceptacleEntity[];
  /** The same in the order of their names, the order of the admissible commands. */
  readonly receptaclesByName: readonly ReceptacleEntity[];
}

/** Everything about a problem that no command changes, indexed for play. */
export interface World {
  readonly problem: Problem;
  /** Id of the agent who is played. */
  readonly agent: string;
  /** Where each agent starts, in ascending id order: index of the location, or -1. */
  readonly startLocations: readonly number[];
  /** All three in ascending id order, so that an index is also a rank. */
  readonly receptacles: readonly ReceptacleEntity[];
  readonly objects: readonly ObjectEntity[];
  readonly locations: readonly LocationEntity[];
  readonly receptaclesByName: readonly ReceptacleEntity[];
  readonly objectsByName: readonly ObjectEntity[];
  readonly receptacleIndex: ReadonlyMap<string, number>;
  readonly objectIndex: ReadonlyMap<string, number>;
  readonly locationIndex: ReadonlyMap<string, number>;
  canContain(receptacle: ReceptacleEntity, object: ObjectEntity): boolean;
}

/** Facts grouped by predicate. */
function groupFacts(facts: readonly Fact[]): (predicate: string) => (readonly string[])[] {
  const groups = new Map<string, (readonly string[])[]>();
  for (const [predicate, ...args] of facts) {
    const group = groups.get(predicate);
    if (group) group.push(args);
    else groups.set(predicate, [args]);
  }
  return (predicate) => groups.get(predicate) ?? [];
}

function byName<Named extends { readonly name: string }>(entities: readonly Named[]): Named[] {
  return [...entities].sort((left, right) => compareText(left.name, right.name));
}

function indexById(entities: readonly { readonly id: string }[]): Map<string, number> {
  return new Map(entities.map((entity, index) => [entity.id, index]));
}

/** Indexes a problem for play. */
export function buildWorld(problem: Problem): World {
  const facts = groupFacts(problem.facts);
  const unary = (predicate: string) => new Set(facts(predicate).map((args) => args[0] ?? ''));
  const names = nameEntities(problem.facts);
  const idsOf = (type: string) =>
    problem.objects
      .filter((declared) => declared.type === type && names.has(declared.id))
      .map((declared) => declared.id)
      .sort(compareText);
  const nameOf = (id: string) => names.get(id)?.name ?? id;
  const typeOf = (id: string) => names.get(id)?.type ?? id;

  const locationIds = idsOf('location');
  const locationIndex = new Map(locationIds.map((id, index) => [id, index]));
  const locationOf = (pairs: (readonly string[])[]) =>
    new Map(pairs.map(([id = '', location = '']) => [id, locationIndex.get(location) ?? -1]));
  const places = locationOf(facts('receptacleatlocation'));
  const agents = problem.objects.filter(({ type }) => type === 'agent').map(({ id }) => id);
  const agentPlaces = locationOf(facts('atlocation'));

  const openable = unary('openable');
  const types = new Set<string>();
  for (const [id, type] of facts('receptacletype')) types.add(`${id} ${type}`);
  for (const [id, type] of facts('objecttype')) types.add(`${id} ${type}`);
  const receptacles = idsOf('receptacle').map(
    (id, index): ReceptacleEntity => ({
      index,
      id,
      name: nameOf(id),
      type: typeOf(id),
      openable: openable.has(id),
      location: places.get(id) ?? -1,
      washes: types.has(`${id} sinkbasintype`),
      heats: types.has(`${id} microwavetype`),
      cools: types.has(`${id} fridgetype`),
    }),
  );

  const pickupable = unary('pickupable');
  const cleanable = unary('cleanable');
  const heatable = unary('heatable');
  const coolable = unary('coolable');
  const toggleable = unary('toggleable');
  const sliceable = unary('sliceable');
  const receptacleObjects = unary('isreceptacleobject');
  const inner = groupBySecond(facts('inreceptacleobject'));
  const objects = idsOf('object').map(
    (id, index): ObjectEntity => ({
      index,
      id,
      name: nameOf(id),
      type: typeOf(id),
      pickupable: pickupable.has(id),
      cleanable: cleanable.has(id),
      heatable: heatable.has(id),
      coolable: coolable.has(id),
      toggleable: toggleable.has(id),
      sliceable: sliceable.has(id),
      isKnife: types.has(`${id} knifetype`) || types.has(`${id} butterknifetype`),
      isReceptacle: receptacleObjects.has(id),
      inside: [...new Set(inner.get(id))].sort(compareText).map(nameOf),
    }),
  );

  const locations = locationIds.map((id, index): LocationEntity => {
    const here = receptacles.filter((receptacle) => receptacle.location === index);
    return { index, id, name: nameOf(id), receptacles: here, receptaclesByName: byName(here) };
  });

  const allowed = containment(facts, receptacles, objects);
  return {
    problem,
    agent: problem.agent ?? agents[0] ?? '',
    startLocations: agents.sort(compareText).map((id) => agentPlaces.get(id) ?? -1),
    receptacles,
    objects,
    locations,
    receptaclesByName: byName(receptacles),
    objectsByName: byName(objects),
    receptacleIndex: indexById(receptacles),
    objectIndex: indexById(objects),
    locationIndex,
    canContain: (receptacle, object) =>
      allowed[receptacle.index * objects.length + object.index] === 1,
  };
}

/** [receptacles x objects] 1 where a type of the receptacle can contain a type of the object. */
function containment(
  facts: (predicate: string) => (readonly string[])[],
  receptacles: readonly ReceptacleEntity[],
  objects: readonly ObjectEntity[],
): Uint8Array {
  const objectsOfType = groupBySecond(facts('objecttype'));
  const typesInside = new Map<string, Set<string>>();
  for (const [outer = '', inner = ''] of facts('cancontain')) {
    const inside = typesInside.get(outer);
    if (inside) inside.add(inner);
    else typesInside.set(outer, new Set([inner]));
  }
  const receptacleIndex = indexById(receptacles);
  const objectIndex = indexById(objects);
  const allowed = new Uint8Array(receptacles.length * objects.length);
  for (const [receptacle = '', type = ''] of facts('receptacletype')) {
    const row = receptacleIndex.get(receptacle);
    if (row === undefined) continue;
    for (const inside of typesInside.get(type) ?? []) {
      for (const object of objectsOfType.get(inside) ?? []) {
        const column = objectIndex.get(object);
        if (column !== undefined) allowed[row * objects.length + column] = 1;
      }
    }
  }
  return allowed;
}

function groupBySecond(pairs: readonly (readonly string[])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [first = '', second = ''] of pairs) {
    const group = groups.get(second);
    if (group) group.push(first);
    else groups.set(second, [first]);
  }
  return groups;
}
