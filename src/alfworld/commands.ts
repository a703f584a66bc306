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

/**
 * The commands of one world. Each text is remembered with its meaning; the list of a state is
 * put together in the engine's order without sorting: verbs in alphabetical order, and
 * within a verb the arguments in the order of their names.
 */
export class CommandBook {
  private readonly commands = new Map<string, Command>();
  /** For each location, "go to" every receptacle elsewhere; the last entry is for no location. */
  private readonly journeys: (readonly string[])[] = [];

  constructor(private readonly world: World) {
    this.write('look', { kind: 'look' });
    this.write('inventory', { kind: 'inventory' });
    if (world.problem.dialect.help) this.write('help', { kind: 'help' });
  }

  /** The meaning of a text that some list of this book held. */
  command(text: string): Command | undefined {
    return this.commands.get(text);
  }

  /** All admissible commands of a state, in the engine's order. */
  admissible(state: GameState): string[] {
    const location = this.world.locations[state.location];
    const here = location?.receptaclesByName ?? [];
    const held = this.world.objects[state.held];
    const list: string[] = [];
    if (held?.cleanable) this.pushTool(list, 'clean', held, here, 'washes');
    this.pushHatch(list, 'close', state, here);
    if (held?.coolable) this.pushTool(list, 'cool', held, here, 'cools');
    this.pushExamine(list, state, here, held);
    for (const text of this.journeysFrom(state.location)) list.push(text);
    if (held?.heatable) this.pushTool(list, 'heat', held, here, 'heats');
    if (this.world.problem.dialect.help) list.push('help');
    list.push('inventory', 'look');
    if (this.world.problem.dialect.putInOn) {
      this.pushHatch(list, 'open', state, here);
      if (held) this.pushMove(list, state, held, here);
    } else {
      if (held) this.pushMove(list, state, held, here);
      this.pushHatch(list, 'open', state, here);
    }
    if (held?.isKnife) this.pushSlice(list, state, held);
    if (!held) this.pushTake(list, state, here);
    this.pushUse(list, state, here);
    return list;
  }

  private write(text: string, command: Command): string {
    this.commands.set(text, command);
    return text;
  }

  private journeysFrom(location: number): readonly string[] {
    const slot = location < 0 ? this.world.locations.length : location;
    let texts = this.journeys[slot];
    if (!texts) {
      texts = this.world.receptaclesByName
        .filter((receptacle) => receptacle.location >= 0 && receptacle.location !== location)
        .map((receptacle) => this.write(`go to ${receptacle.name}`, { kind: 'goto', receptacle }));
      this.journeys[slot] = texts;
    }
    return texts;
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
