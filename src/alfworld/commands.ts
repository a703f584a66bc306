import type { GameState } from './state';
import type { ObjectEntity, ReceptacleEntity, World } from './world';

/** A command that only tells something. */
type Query =
  | { readonly kind: 'look' | 'inventory' | 'help' }
  | { readonly kind: 'examineReceptacle'; readonly receptacle: ReceptacleEntity }
  | { readonly kind: 'examineObject'; readonly object: ObjectEntity };

/** A command that changes the state. */
export type Change =
  | { readonly kind: 'goto' | 'open' | 'close'; readonly receptacle: ReceptacleEntity }
  | { readonly kind: 'use'; readonly object: ObjectEntity }
  | {
      readonly kind: 'take' | 'move' | 'clean' | 'heat' | 'cool';
      readonly object: ObjectEntity;
      readonly receptacle: ReceptacleEntity;
    }
  | { readonly kind: 'slice'; readonly object: ObjectEntity; readonly knife: ObjectEntity };

export type Command = Query | Change;

/** The admissible commands of a state. */
export interface CommandList {
  /** In the engine's order. */
  readonly texts: readonly string[];
  /** What a text means; undefined where it is not admissible. */
  readonly meaning: (text: string) => Command | undefined;
}

type Meanings = Map<string, Command>;

/**
 * The commands of one world. The list of a state is put together in the engine's order without
 * sorting: verbs in alphabetical order, and within a verb the arguments in the order of their names.
 * It depends on where the agent is, what it holds, and what is open and where things lie at that
 * location; so it is made once for each of these and kept until something there changes.
 */
export class CommandBook {
  /** By location, the last entry being for no location, then by the held object's index. */
  private readonly lists: Map<number, CommandList>[];
  /** By location, "go to" every receptacle elsewhere. */
  private readonly journeys: Meanings[] = [];
  /** Those of the list being made, but for journeys. */
  private meanings: Meanings = new Map();

  constructor(private readonly world: World) {
    this.lists = Array.from({ length: world.locations.length + 1 }, () => new Map());
  }

  /** All admissible commands of a state. */
  admissible(state: GameState): CommandList {
    const lists = this.lists[this.slot(state.location)];
    let list = lists?.get(state.held);
    if (!list) {
      list = this.make(state);
      lists?.set(state.held, list);
    }
    return list;
  }

  /** To be called when something is opened, closed, taken or put at a location. */
  forget(location: number): void {
    this.lists[this.slot(location)]?.clear();
  }

  private slot(location: number): number {
    return location < 0 ? this.world.locations.length : location;
  }

  private make(state: GameState): CommandList {
    const { dialect } = this.world.problem;
    const location = this.world.locations[state.location];
    const here = location?.receptaclesByName ?? [];
    const held = this.world.objects[state.held];
    const meanings: Meanings = new Map();
    this.meanings = meanings;
    const list: string[] = [];
    if (held?.cleanable) this.pushTool(list, 'clean', held, here, 'washes');
    this.pushHatch(list, 'close', state, here);
    if (held?.coolable) this.pushTool(list, 'cool', held, here, 'cools');
    this.pushExamine(list, state, here, held);
    const journeys = this.journeysFrom(state.location);
    for (const text of journeys.keys()) list.push(text);
    if (held?.heatable) this.pushTool(list, 'heat', held, here, 'heats');
    if (dialect.help) list.push(this.write('help', { kind: 'help' }));
    list.push(this.write('inventory', { kind: 'inventory' }));
    list.push(this.write('look', { kind: 'look' }));
    if (dialect.putInOn) {
      this.pushHatch(list, 'open', state, here);
      if (held) this.pushMove(list, state, held, here);
    } else {
      if (held) this.pushMove(list, state, held, here);
      this.pushHatch(list, 'open', state, here);
    }
    if (held?.isKnife) this.pushSlice(list, state, held);
    if (!held) this.pushTake(list, state, here);
    this.pushUse(list, state, here);
    return { texts: list, meaning: (text) => meanings.get(text) ?? journeys.get(text) };
  }

  private write(text: string, command: Command): string {
    this.meanings.set(text, command);
    return text;
  }

  private journeysFrom(location: number): Meanings {
    const slot = this.slot(location);
    let journeys = this.journeys[slot];
    if (!journeys) {
      const elsewhere = this.world.receptaclesByName.filter(
        (receptacle) => receptacle.location >= 0 && receptacle.location !== location,
      );
      journeys = new Map(
        elsewhere.map((receptacle) => [`go to ${receptacle.name}`, { kind: 'goto', receptacle }]),
      );
      this.journeys[slot] = journeys;
    }
    return journeys;
  }

  private pushTool(
    list: string[],
    kind: 'clean' | 'heat' | 'cool',
    object: ObjectEntity,
    here: readonly ReceptacleEntity[],
    ability: 'washes' | 'heats' | 'cools',
  ): void {
    for (const receptacle of here) {
      if (!receptacle[ability]) continue;
      list.push(
        this.write(`${kind} ${object.name} with ${receptacle.name}`, { kind, object, receptacle }),
      );
    }
  }

  private pushHatch(
    list: string[],
    kind: 'open' | 'close',
    state: GameState,
    here: readonly ReceptacleEntity[],
  ): void {
    for (const receptacle of here) {
      if (!receptacle.openable || state.isOpen(receptacle) === (kind === 'open')) continue;
      list.push(this.write(`${kind} ${receptacle.name}`, { kind, receptacle }));
    }
  }

  /** Objects and receptacles share the verb, so their names are merged into one order. */
  private pushExamine(
    list: string[],
    state: GameState,
    here: readonly ReceptacleEntity[],
    held: ObjectEntity | undefined,
  ): void {
    const texts: string[] = [];
    for (const receptacle of here) {
      const text = `examine ${receptacle.name}`;
      texts.push(this.write(text, { kind: 'examineReceptacle', receptacle }));
    }
    const examineObject = (object: ObjectEntity) => {
      texts.push(this.write(`examine ${object.name}`, { kind: 'examineObject', object }));
    };
    if (held) examineObject(held);
    if (!this.world.problem.dialect.examineHeldOnly) {
      for (const object of this.world.objectsByName) {
        const visible = (receptacle: ReceptacleEntity) =>
          state.isOpen(receptacle) && state.contains(receptacle, object);
        if (object !== held && here.some(visible)) examineObject(object);
      }
    }
    if (texts.length > here.length) texts.sort();
    for (const text of texts) list.push(text);
  }

  private pushMove(
    list: string[],
    state: GameState,
    object: ObjectEntity,
    here: readonly ReceptacleEntity[],
  ): void {
    for (const receptacle of here) {
      if (!state.isOpen(receptacle) || !this.world.canContain(receptacle, object)) continue;
      const text = this.world.problem.dialect.putInOn
        ? `put ${object.name} in/on ${receptacle.name}`
        : `move ${object.name} to ${receptacle.name}`;
      list.push(this.write(text, { kind: 'move', object, receptacle }));
    }
  }

  private pushSlice(list: string[], state: GameState, knife: ObjectEntity): void {
    for (const object of this.world.objectsByName) {
      if (!object.sliceable || !state.isAt(state.location, object)) continue;
      const text = `slice ${object.name} with ${knife.name}`;
      list.push(this.write(text, { kind: 'slice', object, knife }));
    }
  }

  private pushTake(list: string[], state: GameState, here: readonly ReceptacleEntity[]): void {
    const open = here.filter((receptacle) => state.isOpen(receptacle));
    if (open.length === 0) return;
    for (const object of this.world.objectsByName) {
      if (!object.pickupable) continue;
      for (const receptacle of open) {
        if (!state.contains(receptacle, object)) continue;
        const text = `take ${object.name} from ${receptacle.name}`;
        list.push(this.write(text, { kind: 'take', object, receptacle }));
      }
    }
  }

  private pushUse(list: string[], state: GameState, here: readonly ReceptacleEntity[]): void {
    for (const object of this.world.objectsByName) {
      if (!object.toggleable) continue;
      if (here.some((receptacle) => state.contains(receptacle, object))) {
        list.push(this.write(`use ${object.name}`, { kind: 'use', object }));
      }
    }
  }
}
