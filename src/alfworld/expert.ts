import { CAN_CONTAIN, LAMP_PLACES, TOOL_CLASS } from './domain';
import type { Game } from './game';
import { type TaskDesign, toolVerb } from './generator';
import { classOf, numberOf } from './names';

/** Object name → the receptacles it may be in, in the order to try them, as far as the player was told. */
export type Knowledge = ReadonlyMap<string, readonly string[]>;

const DONE = { clean: 'clean', heat: 'hot', cool: 'cool' } as const;

/**
 * A player who knows the task, believes what it was told, remembers what it saw, and searches where
 * it knows nothing: first where the class belongs, then everywhere, by class and number.
 */
export class Expert {
  private readonly seen = new Map<string, string>();
  private readonly searched = new Set<string>();
  private readonly object: string;

  constructor(
    private readonly game: Game,
    private readonly design: TaskDesign,
    private readonly told: Knowledge,
  ) {
    this.object = design.object.toLowerCase();
  }

  /** The next command; null where everything has been searched in vain. Call after every step. */
  next(): string | null {
    this.look();
    const held = this.game.held();
    if (held && classOf(held) === this.object) return this.bring(held);
    if (held) return this.putAway(held);
    return this.fetch();
  }

  private look(): void {
    for (const place of this.game.receptaclesHere()) {
      if (!this.game.isOpen(place)) continue;
      this.searched.add(place);
      for (const [object, where] of this.seen) if (where === place) this.seen.delete(object);
      for (const object of this.game.contents(place)) this.seen.set(object, place);
    }
  }

  /** Walk to a place, open it where needed, then act. */
  private at(place: string, act: string | null): string | null {
    if (!this.game.receptaclesHere().includes(place)) return `go to ${place}`;
    if (!this.game.isOpen(place)) return `open ${place}`;
    return act;
  }

  private first(className: string): string {
    return `${className.toLowerCase()} 1`;
  }

  private bring(held: string): string | null {
    const verb = toolVerb(this.design.task);
    if (verb && !this.game.has(held, DONE[verb])) {
      const tool = this.first(TOOL_CLASS[verb]);
      if (!this.game.receptaclesHere().includes(tool)) return `go to ${tool}`;
      return `${verb} ${held} with ${tool}`;
    }
    if (this.design.lamp) return this.light(this.design.lamp.toLowerCase());
    const destination = this.first(this.design.destination ?? '');
    return this.at(destination, `move ${held} to ${destination}`);
  }

  private light(lampClass: string): string | null {
    const lamp = this.believed(lampClass);
    if (!lamp) return this.search(lampClass);
    const [name, place] = lamp;
    return this.game.receptaclesHere().includes(place) && this.seen.has(name)
      ? `use ${name}`
      : this.at(place, null);
  }

  /** Something else is in hand: a random action picked it up. */
  private putAway(held: string): string | null {
    const fitting = this.game.receptacles.filter(({ type }) => canHold(type, classOf(held)));
    const place = fitting.find(({ name }) => this.searched.has(name)) ?? fitting[0];
    return place ? this.at(place.name, `move ${held} to ${place.name}`) : null;
  }

  private fetch(): string | null {
    const target = this.believed(this.object);
    if (!target) return this.search(this.object);
    const [object, place] = target;
    return this.at(place, `take ${object} from ${place}`);
  }

  /** An object of the class and where it is: told first unless found wrong, then seen; nearest number. */
  private believed(className: string): [string, string] | null {
    const destination = this.design.destination?.toLowerCase();
    const open = ([object, place]: [string, string]): boolean =>
      classOf(object) === className && classOf(place) !== destination;
    const here = this.game.receptaclesHere();
    const seen = [...this.seen].filter(open).sort(([a], [b]) => numberOf(a) - numberOf(b));
    const told = [...this.told].flatMap(([object, places]) =>
      places.map((place): [string, string] => [object, place]),
    );
    const trusted = told
      .filter(open)
      .filter(([object, place]) =>
        this.seen.has(object) ? this.seen.get(object) === place : !this.searched.has(place),
      );
    const nearby = seen.find(([, place]) => here.includes(place));
    const isTold = (object: string): boolean => this.told.has(object);
    if (nearby && (isTold(nearby[0]) || trusted.length === 0)) return nearby;
    return trusted[0] ?? seen.find(([object]) => isTold(object)) ?? seen[0] ?? null;
  }

  private search(className: string): string | null {
    const unsearched = this.game.receptacles.filter(({ name }) => !this.searched.has(name));
    const ranked = unsearched.sort(
      (a, b) =>
        Number(isLikely(b.type, className)) - Number(isLikely(a.type, className)) ||
        (a.type < b.type ? -1 : a.type > b.type ? 1 : numberOf(a.name) - numberOf(b.name)),
    );
    const place = ranked[0];
    return place ? this.at(place.name, null) : null;
  }
}

const HOLDERS = new Map(
  Object.entries(CAN_CONTAIN).map(([holder, objects]) => [
    holder.toLowerCase(),
    new Set(objects.map((object) => object.toLowerCase())),
  ]),
);

const LAMP_STANDS = new Set(LAMP_PLACES.map((place) => place.toLowerCase()));

function isLikely(receptacleClass: string, objectClass: string): boolean {
  if (objectClass.endsWith('lamp')) return LAMP_STANDS.has(receptacleClass);
  return canHold(receptacleClass, objectClass);
}

/** Both in lower case. */
function canHold(receptacleClass: string, objectClass: string): boolean {
  return HOLDERS.get(receptacleClass)?.has(objectClass) ?? false;
}
