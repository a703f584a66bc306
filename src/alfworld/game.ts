import { type Change, type Command, CommandBook, type CommandList } from './commands';
import { compileGoal, type GoalTest } from './goal';
import type { Problem } from './problem';
import { GameState, type ObjectState } from './state';
import {
  HELP_TEXT,
  introText,
  lookText,
  NOTHING_HAPPENS,
  objectText,
  receptacleText,
} from './texts';
import { buildWorld, type ObjectEntity, type ReceptacleEntity, type World } from './world';

/** What the engine says after a command. */
export interface Turn {
  readonly observation: string;
  /** Whether the goal holds now; it can be lost again. */
  readonly won: boolean;
  readonly score: 0 | 1;
  /** In the engine's order; these commands and no others do something. */
  readonly admissibleCommands: readonly string[];
}

/**
 * The ALFWorld text game by the rules of alfworld 0.4.2 and textworld 1.7.0. It never ends by itself:
 * step limits and stopping at a win are the caller's.
 */
export class Game {
  /** In ascending id order. */
  readonly receptacles: readonly {
    readonly name: string;
    readonly type: string;
    readonly openable: boolean;
    readonly location: string;
  }[];
  /** In ascending id order. */
  readonly objects: readonly { readonly name: string; readonly type: string }[];

  private readonly world: World;
  private readonly initial: GameState;
  private readonly state: GameState;
  private readonly book: CommandBook;
  private readonly goal: GoalTest;
  private readonly receptacleByName: ReadonlyMap<string, ReceptacleEntity>;
  private readonly objectByName: ReadonlyMap<string, ObjectEntity>;
  private admissible: CommandList;
  private won: boolean;
  /** What one sees of a receptacle, by its index, as long as nothing changes at its location. */
  private readonly sights = new Map<number, string>();
  /** Locations where something changed since the start. */
  private readonly touched = new Set<number>();

  /** @throws LabError 'unplayable-game' for a goal that takes too long to test. */
  constructor(problem: Problem) {
    const world = buildWorld(problem);
    this.world = world;
    this.initial = new GameState(world);
    this.state = new GameState(world);
    this.book = new CommandBook(world);
    this.goal = compileGoal(world, this.initial);
    this.receptacles = world.receptacles.map(({ name, type, openable, location }) => ({
      name,
      type,
      openable,
      location: world.locations[location]?.id ?? '',
    }));
    this.objects = world.objects.map(({ name, type }) => ({ name, type }));
    this.receptacleByName = new Map(world.receptacles.map((entity) => [entity.name, entity]));
    this.objectByName = new Map(world.objects.map((entity) => [entity.name, entity]));
    this.admissible = this.book.admissible(this.state);
    this.won = this.goal.test(this.state);
  }

  /** Back to the start; the observation is the intro with the task. */
  reset(): Turn {
    this.state.copyFrom(this.initial);
    for (const location of this.touched) this.forget(location);
    this.touched.clear();
    this.admissible = this.book.admissible(this.state);
    this.won = this.goal.test(this.state);
    return this.turn(introText(this.world));
  }

  /** Plays one command as typed; what is not admissible changes nothing. */
  step(command: string): Turn {
    const meaning = this.admissible.meaning(strip(command));
    return this.turn(meaning ? this.perform(meaning) : NOTHING_HAPPENS);
  }

  /** Names of the receptacles at the agent's location, in ascending id order. */
  receptaclesHere(): string[] {
    return (this.world.locations[this.state.location]?.receptacles ?? []).map(({ name }) => name);
  }

  /** True where it is opened or cannot be closed. @throws RangeError for an unknown receptacle. */
  isOpen(receptacle: string): boolean {
    return this.state.isOpen(this.findReceptacle(receptacle));
  }

  /** Names of the objects in it, open or not, in ascending id order. @throws RangeError for an unknown receptacle. */
  contents(receptacle: string): string[] {
    const entity = this.findReceptacle(receptacle);
    return this.world.objects
      .filter((object) => this.state.contains(entity, object))
      .map(({ name }) => name);
  }

  /** Name of the held object. */
  held(): string | null {
    return this.world.objects[this.state.held]?.name ?? null;
  }

  /** @throws RangeError for an unknown object. */
  has(object: string, state: ObjectState): boolean {
    const entity = this.objectByName.get(object);
    if (!entity) throw new RangeError(`no object "${object}" in this game`);
    return this.state.has(entity, state);
  }

  private findReceptacle(name: string): ReceptacleEntity {
    const entity = this.receptacleByName.get(name);
    if (!entity) throw new RangeError(`no receptacle "${name}" in this game`);
    return entity;
  }

  private turn(observation: string): Turn {
    return {
      observation,
      won: this.won,
      score: this.won ? 1 : 0,
      admissibleCommands: this.admissible.texts,
    };
  }

  /** What is remembered of the agent's location is no longer so. */
  private touch(): void {
    this.touched.add(this.state.location);
    this.forget(this.state.location);
  }

  private forget(location: number): void {
    this.book.forget(location);
    for (const { index } of this.world.locations[location]?.receptacles ?? []) {
      this.sights.delete(index);
    }
  }

  private sightOf(receptacle: ReceptacleEntity): string {
    let sight = this.sights.get(receptacle.index);
    if (sight === undefined) {
      sight = receptacleText(this.world, this.state, receptacle);
      this.sights.set(receptacle.index, sight);
    }
    return sight;
  }

  private perform(command: Command): string {
    switch (command.kind) {
      case 'look':
        return lookText(this.world, this.state);
      case 'inventory': {
        const held = this.held();
        return held === null ? 'You are not carrying anything.' : `You are carrying: a ${held}.`;
      }
      case 'help':
        return HELP_TEXT;
      case 'examineReceptacle':
        return this.sightOf(command.receptacle);
      case 'examineObject':
        return objectText(this.state, command.object);
      default: {
        const observation = this.change(command);
        this.admissible = this.book.admissible(this.state);
        if (this.goal.watches(command.kind)) this.won = this.goal.test(this.state);
        return observation;
      }
    }
  }

  private change(command: Change): string {
    const { world, state } = this;
    switch (command.kind) {
      case 'goto': {
        const { receptacle } = command;
        state.location = receptacle.location;
        const place = world.problem.dialect.arrivalNamesLocation
          ? (world.locations[receptacle.location]?.name ?? receptacle.name)
          : receptacle.name;
        return `You arrive at ${place}. ${this.sightOf(receptacle)}`;
      }
      case 'open':
        state.opened[command.receptacle.index] = 1;
        this.touch();
        return `You open the ${command.receptacle.name}. ${this.sightOf(command.receptacle)}`;
      case 'close':
        state.opened[command.receptacle.index] = 0;
        this.touch();
        return `You close the ${command.receptacle.name}.`;
      case 'take':
        state.take(command.object, command.receptacle);
        this.touch();
        return `You pick up the ${command.object.name} from the ${command.receptacle.name}.`;
      case 'move':
        state.put(command.object, command.receptacle);
        this.touch();
        return world.problem.dialect.putInOn
          ? `You put the ${command.object.name} in/on the ${command.receptacle.name}.`
          : `You move the ${command.object.name} to the ${command.receptacle.name}.`;
      case 'clean':
        state.flags.clean[command.object.index] = 1;
        return `You clean the ${command.object.name} using the ${command.receptacle.name}.`;
      case 'heat':
        state.heat(command.object);
        return `You heat the ${command.object.name} using the ${command.receptacle.name}.`;
      case 'cool':
        state.cool(command.object);
        return `You cool the ${command.object.name} using the ${command.receptacle.name}.`;
      case 'use':
        state.flags.toggled[command.object.index] = 1;
        return `You turn on the ${command.object.name}.`;
      case 'slice':
        state.flags.sliced[command.object.index] = 1;
        return `You sliced the ${command.object.name} with the ${command.knife.name}.`;
    }
  }
}

/** Control characters that Python's `str.strip` takes for white space and `String.trim` does not. */
const PYTHON_SPACES = new Set(['\x1c', '\x1d', '\x1e', '\x1f', '\x85']);

function isSpace(character: string | undefined): boolean {
  if (character === undefined || character === '\uFEFF') return false;
  return PYTHON_SPACES.has(character) || character.trim() === '';
}

/** The real engine's only tolerance: `str.strip`. */
function strip(command: string): string {
  let from = 0;
  let to = command.length;
  while (from < to && isSpace(command[from])) from++;
  while (to > from && isSpace(command[to - 1])) to--;
  return command.slice(from, to);
}
