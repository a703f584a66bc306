import type { ObjectEntity, ReceptacleEntity, World } from './world';

/** What can be asked of an object besides where it is. */
export const OBJECT_STATES = ['clean', 'hot', 'cool', 'toggled', 'sliced'] as const;
export type ObjectState = (typeof OBJECT_STATES)[number];

/** The predicate behind each state. */
export const STATE_PREDICATES: Readonly<Record<ObjectState, string>> = {
  clean: 'isclean',
  hot: 'ishot',
  cool: 'iscool',
  toggled: 'istoggled',
  sliced: 'issliced',
};

/** Everything that commands change. Pair tables are flat, [receptacles or locations x objects], 0 or 1. */
export class GameState {
  /** Index of the agent's location, -1 where no fact says it. */
  location = -1;
  /** Index of the held object, or -1. The agent holds one object at most. */
  held = -1;
  readonly opened: Uint8Array;
  readonly inReceptacle: Uint8Array;
  /** Pairs whose object was taken out of the receptacle and not put back: "look" lists them. */
  readonly gone: Uint8Array;
  readonly atLocation: Uint8Array;
  readonly flags: Readonly<Record<ObjectState, Uint8Array>>;
  private readonly objectCount: number;

  constructor(world: World) {
    const count = world.objects.length;
    this.objectCount = count;
    this.opened = new Uint8Array(world.receptacles.length);
    this.inReceptacle = new Uint8Array(world.receptacles.length * count);
    this.gone = new Uint8Array(world.receptacles.length * count);
    this.atLocation = new Uint8Array(world.locations.length * count);
    this.flags = {
      clean: new Uint8Array(count),
      hot: new Uint8Array(count),
      cool: new Uint8Array(count),
      toggled: new Uint8Array(count),
      sliced: new Uint8Array(count),
    };
    this.readFacts(world);
  }

  private readFacts(world: World): void {
    const receptacle = (id: string | undefined) => world.receptacleIndex.get(id ?? '') ?? -1;
    const object = (id: string | undefined) => world.objectIndex.get(id ?? '') ?? -1;
    const location = (id: string | undefined) => world.locationIndex.get(id ?? '') ?? -1;
    const set = (table: Uint8Array, row: number, column: number) => {
      if (row >= 0 && column >= 0) table[row * this.objectCount + column] = 1;
    };
    for (const [predicate, first, second] of world.problem.facts) {
      if (predicate === 'atlocation') {
        if (first === world.agent) this.location = location(second);
      } else if (predicate === 'opened' && receptacle(first) >= 0)
        this.opened[receptacle(first)] = 1;
      else if (predicate === 'inreceptacle')
        set(this.inReceptacle, receptacle(second), object(first));
      else if (predicate === 'objectatlocation')
        set(this.atLocation, location(second), object(first));
      else if (predicate === 'holds') {
        if (first === world.agent) this.held = object(second);
      } else {
        const state = OBJECT_STATES.find((name) => STATE_PREDICATES[name] === predicate);
        if (state && object(first) >= 0) this.flags[state][object(first)] = 1;
      }
    }
  }

  /** Makes this state equal to another of the same world. */
  copyFrom(other: GameState): void {
    this.location = other.location;
    this.held = other.held;
    this.opened.set(other.opened);
    this.inReceptacle.set(other.inReceptacle);
    this.gone.set(other.gone);
    this.atLocation.set(other.atLocation);
    for (const state of OBJECT_STATES) this.flags[state].set(other.flags[state]);
  }

  isOpen(receptacle: ReceptacleEntity): boolean {
    return !receptacle.openable || this.opened[receptacle.index] === 1;
  }

  contains(receptacle: ReceptacleEntity, object: ObjectEntity): boolean {
    return this.inReceptacle[receptacle.index * this.objectCount + object.index] === 1;
  }

  isGone(receptacle: ReceptacleEntity, object: ObjectEntity): boolean {
    return this.gone[receptacle.index * this.objectCount + object.index] === 1;
  }

  isAt(location: number, object: ObjectEntity): boolean {
    return location >= 0 && this.atLocation[location * this.objectCount + object.index] === 1;
  }

  has(object: ObjectEntity, state: ObjectState): boolean {
    return this.flags[state][object.index] === 1;
  }

  /** Only this receptacle loses the object: the file may have it in a second one. */
  take(object: ObjectEntity, receptacle: ReceptacleEntity): void {
    const pair = receptacle.index * this.objectCount + object.index;
    this.inReceptacle[pair] = 0;
    this.gone[pair] = 1;
    this.atLocation[this.location * this.objectCount + object.index] = 0;
    this.held = object.index;
  }

  put(object: ObjectEntity, receptacle: ReceptacleEntity): void {
    const pair = receptacle.index * this.objectCount + object.index;
    this.inReceptacle[pair] = 1;
    this.gone[pair] = 0;
    this.atLocation[this.location * this.objectCount + object.index] = 1;
    this.held = -1;
  }

  heat(object: ObjectEntity): void {
    this.flags.hot[object.index] = 1;
    this.flags.cool[object.index] = 0;
  }

  cool(object: ObjectEntity): void {
    this.flags.cool[object.index] = 1;
    this.flags.hot[object.index] = 0;
  }
}
