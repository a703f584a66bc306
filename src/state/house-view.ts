/** What one agent knows of the house at a step, read from the trace alone, and the truth beside it. */
import { group } from 'd3-array';
import { classOf } from '../alfworld/names';
import type { HousePlace } from '../lab/house';
import type { Trace } from '../lab/trace';

/** `unknown`: not seen yet. `surface`: things lie on it, it cannot be closed. */
export type Door = 'unknown' | 'surface' | 'closed' | 'open';

export interface ObjectView {
  readonly name: string;
  /** The task speaks of its class. */
  readonly wanted: boolean;
  /** The agent put it where it is, or carries it. */
  readonly moved: boolean;
}

export interface PlaceView {
  readonly name: string;
  readonly type: string;
  readonly location: number;
  /** The task speaks of its class. */
  readonly wanted: boolean;
  readonly door: Door;
  /** The agent has seen everything that was in or on it. */
  readonly searched: boolean;
  /** What the agent knows to be in or on it. */
  readonly seen: readonly ObjectView[];
  /** What is in or on it besides, which the agent does not know. */
  readonly unseen: readonly ObjectView[];
  /** The agent stands before it. */
  readonly here: boolean;
  /** The agent has stood before it, whether it looked at it or at another place beside it. */
  readonly visited: boolean;
  /** The other places of its location, in the order of the intro. */
  readonly beside: readonly string[];
  /** The steps (from 1) at which the agent walked to it or handled it. */
  readonly visits: readonly number[];
}

export interface HouseView {
  /** In the order of the intro. */
  readonly places: readonly PlaceView[];
  /**
   * Where the agent stood, one place for each location it came to. Step 0 is the start: null is the
   * middle of the room.
   */
  readonly path: readonly { readonly step: number; readonly place: string | null }[];
  readonly carried: ObjectView | null;
}

interface Knowledge {
  door: Door;
  searched: boolean;
  readonly seen: Set<string>;
  /** Of what was there at the start, what no one has taken. */
  readonly left: Set<string>;
  /** What the agent put here. */
  readonly put: Set<string>;
  readonly visits: number[];
}

const NAME = '([^.,]+)';
const LIST = '(nothing|a [^.]+)';

/** What the engine says of a place and its door, in both dialects (spec.md, section 4). */
const CLOSED = new RegExp(`The ${NAME} is closed\\.`);
const OPEN = new RegExp(`The ${NAME} is open\\. In it, you see ${LIST}\\.`);
const SURFACE = new RegExp(`On the ${NAME}, you see ${LIST}\\.`);
const CLOSING = new RegExp(`You close the ${NAME}\\.`);
const TAKING = new RegExp(`You pick up the ${NAME} from the ${NAME}\\.`);
const MOVING = new RegExp(`You (?:move|put) the ${NAME} (?:to|in/on) the ${NAME}\\.`);
const USING = new RegExp(`You (?:clean|heat|cool) the ${NAME} using the ${NAME}\\.`);
const CARRYING = new RegExp(`You are carrying: a ${NAME}\\.`);

/** `a fork 2, and a mug 1` → the names. */
function namesIn(list: string): string[] {
  return list === 'nothing' ? [] : list.split(/, (?:and )?/).map((item) => item.slice('a '.length));
}

class Memory {
  readonly path: { step: number; place: string | null }[];
  carried: string | null = null;
  private readonly places: ReadonlyMap<string, Knowledge>;
  private readonly locations: ReadonlyMap<string, number>;

  constructor(places: readonly HousePlace[], start: string | null) {
    this.path = [{ step: 0, place: start }];
    this.locations = new Map(places.map(({ name, location }) => [name, location]));
    this.places = new Map(
      places.map((place) => [
        place.name,
        {
          door: 'unknown',
          searched: false,
          seen: new Set<string>(),
          left: new Set(place.contents),
          put: new Set<string>(),
          visits: [],
        },
      ]),
    );
  }

  /** Null in the middle of the room. */
  locationOf(place: string | null | undefined): number | null {
    return this.locations.get(place ?? '') ?? null;
  }

  get(place: string): Knowledge | undefined {
    return this.places.get(place);
  }

  read(observation: string, step: number): void {
    const [, closed = ''] = CLOSED.exec(observation) ?? CLOSING.exec(observation) ?? [];
    this.handle(closed, step, (place) => {
      place.door = 'closed';
    });
    for (const [door, wording] of [
      ['open', OPEN],
      ['surface', SURFACE],
    ] as const) {
      const [, name = '', list = ''] = wording.exec(observation) ?? [];
      this.handle(name, step, (place) => {
        place.door = door;
        place.searched = true;
        place.seen.clear();
        for (const object of namesIn(list)) place.seen.add(object);
      });
    }
    const [, taken = '', from = ''] = TAKING.exec(observation) ?? [];
    this.handle(from, step, (place) => {
      place.seen.delete(taken);
      place.left.delete(taken);
      place.put.delete(taken);
      this.carried = taken;
    });
    const [, put = '', to = ''] = MOVING.exec(observation) ?? [];
    this.handle(to, step, (place) => {
      place.seen.add(put);
      place.put.add(put);
      this.carried = null;
    });
    this.handle(USING.exec(observation)?.[2] ?? '', step);
    this.carried = CARRYING.exec(observation)?.[1] ?? this.carried;
  }

  private handle(name: string, step: number, learn?: (place: Knowledge) => void): void {
    const place = this.places.get(name);
    if (place === undefined) return;
    learn?.(place);
    if (place.visits.at(-1) !== step) place.visits.push(step);
    if (this.locationOf(this.path.at(-1)?.place) !== this.locationOf(name)) {
      this.path.push({ step, place: name });
    }
  }
}

/**
 * The house as the agent of this lane knows it after `step` steps: only the observations tell what
 * it has seen, only takes and moves change what is there.
 */
export function houseAt(trace: Trace, lane: number, step: number): HouseView {
  const { places, start } = trace.house;
  const first = places.find((place) => place.location === start);
  const memory = new Memory(places, first?.name ?? null);
  const steps = trace.lanes[lane]?.steps.slice(0, step) ?? [];
  for (const [index, { observation }] of steps.entries()) memory.read(observation, index + 1);

  const words = new Set(trace.task.toLowerCase().match(/[a-z]+/g));
  const object = (name: string, moved: boolean): ObjectView => ({
    name,
    wanted: words.has(classOf(name)),
    moved,
  });
  const stood = memory.path.map(({ place }) => memory.locationOf(place));
  const beside = group(places, ({ location }) => location);
  return {
    places: places.map(({ name, type, location }) => {
      const known = memory.get(name);
      const seen = [...(known?.seen ?? [])];
      const left = [...(known?.left ?? [])];
      return {
        name,
        type,
        location,
        wanted: words.has(type),
        door: known?.door ?? 'unknown',
        searched: known?.searched ?? false,
        seen: seen.map((inside) => object(inside, known?.put.has(inside) ?? false)),
        unseen: left
          .filter((inside) => !seen.includes(inside))
          .map((inside) => object(inside, false)),
        here: stood.at(-1) === location,
        visited: stood.includes(location),
        beside: (beside.get(location) ?? []).flatMap((other) =>
          other.name === name ? [] : [other.name],
        ),
        visits: known?.visits ?? [],
      };
    }),
    path: memory.path,
    carried: memory.carried === null ? null : object(memory.carried, true),
  };
}
