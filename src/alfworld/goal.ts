import { LabError } from '../shared/errors';
import type { Change } from './commands';
import { ANY_TYPE } from './pddl-nodes';
import type { Expression, Fact } from './problem';
import { type GameState, OBJECT_STATES, STATE_PREDICATES } from './state';
import type { World } from './world';

export interface GoalTest {
  /** Whether the goal holds in a state. */
  readonly test: (state: GameState) => boolean;
  /** Whether such a command can change that. */
  readonly watches: (kind: Change['kind']) => boolean;
}

const PLACE = ['inreceptacle', 'objectatlocation', 'holds', 'holdsany'];

/** The predicates that each command changes. */
const CHANGED: Readonly<Record<Change['kind'], readonly string[]>> = {
  goto: ['atlocation'],
  open: ['opened'],
  close: ['opened'],
  take: PLACE,
  move: PLACE,
  clean: ['isclean'],
  heat: ['ishot', 'iscool'],
  cool: ['ishot', 'iscool'],
  use: ['istoggled'],
  slice: ['issliced'],
};

/** Values of the bound variables by slot, as ids. */
type Environment = string[];
type Test = (state: GameState, environment: Environment) => boolean;
type Scope = ReadonlyMap<string, number>;

interface Conjunct {
  readonly test: Test;
  /** Slots the test reads. */
  readonly slots: ReadonlySet<number>;
  /** True where no command can change the answer. */
  readonly constant: boolean;
  /** Facts that testing it can look at, at most. */
  readonly cost: number;
}

/** Real goals cost some thousands; testing more than this at every step would stall the page. */
const MOST_COST = 200_000;

type DynamicTest = (state: GameState, world: World, args: readonly string[]) => boolean;

/** About an agent: only what the one who is played does changes. */
const ABOUT_AGENT = new Set(['atlocation', 'holds', 'holdsany']);

const DYNAMIC: ReadonlyMap<string, DynamicTest> = new Map<string, DynamicTest>([
  [
    'atlocation',
    (state, world, args) => state.location === (world.locationIndex.get(args[1] ?? '') ?? -2),
  ],
  ['holds', (state, world, args) => state.held === (world.objectIndex.get(args[1] ?? '') ?? -2)],
  ['holdsany', (state) => state.held >= 0],
  [
    'opened',
    (state, world, args) => state.opened[world.receptacleIndex.get(args[0] ?? '') ?? -1] === 1,
  ],
  [
    'inreceptacle',
    (state, world, args) => {
      const object = world.objects[world.objectIndex.get(args[0] ?? '') ?? -1];
      const receptacle = world.receptacles[world.receptacleIndex.get(args[1] ?? '') ?? -1];
      return object !== undefined && receptacle !== undefined && state.contains(receptacle, object);
    },
  ],
  [
    'objectatlocation',
    (state, world, args) => {
      const object = world.objects[world.objectIndex.get(args[0] ?? '') ?? -1];
      return (
        object !== undefined && state.isAt(world.locationIndex.get(args[1] ?? '') ?? -1, object)
      );
    },
  ],
  ...OBJECT_STATES.map((name): [string, DynamicTest] => [
    STATE_PREDICATES[name],
    (state, world, args) => state.flags[name][world.objectIndex.get(args[0] ?? '') ?? -1] === 1,
  ]),
]);

/**
 * Compiles a goal once, so that testing it costs little: what no command changes filters the
 * candidates of each variable beforehand.
 * @throws LabError 'unplayable-game' where it takes too long to test.
 */
export function compileGoal(world: World, initial: GameState): GoalTest {
  const compiler = new GoalCompiler(world, initial);
  const goal = compiler.compile(world.problem.goal, new Map());
  if (goal.cost > MOST_COST) {
    throw new LabError(
      'unplayable-game',
      'This game cannot be played here: its goal has too many combinations of things to check; choose another game.',
    );
  }
  const environment: Environment = [];
  return {
    test: (state) => goal.test(state, environment),
    watches: (kind) => CHANGED[kind].some((predicate) => compiler.dynamic.has(predicate)),
  };
}

class GoalCompiler {
  /** The predicates of the goal that commands change. */
  readonly dynamic = new Set<string>();
  private slotCount = 0;
  private readonly facts: ReadonlySet<string>;

  constructor(
    private readonly world: World,
    private readonly initial: GameState,
  ) {
    this.facts = new Set(world.problem.facts.map((fact: Fact) => fact.join(' ')));
  }

  compile(expression: Expression, scope: Scope): Conjunct {
    switch (expression.kind) {
      case 'fact':
        return this.compileFact(expression.predicate, expression.args, scope);
      case 'equal': {
        const slots = new Set<number>();
        const left = this.term(expression.left, scope, slots);
        const right = this.term(expression.right, scope, slots);
        return {
          test: (_state, environment) => left(environment) === right(environment),
          slots,
          constant: true,
          cost: 1,
        };
      }
      case 'not': {
        const { test, ...rest } = this.compile(expression.of, scope);
        return { test: (state, environment) => !test(state, environment), ...rest };
      }
      case 'and':
      case 'or': {
        const parts = expression.of.map((part) => this.compile(part, scope));
        const tests = parts.map((part) => part.test);
        return {
          test:
            expression.kind === 'and'
              ? (state, environment) => tests.every((test) => test(state, environment))
              : (state, environment) => tests.some((test) => test(state, environment)),
          slots: new Set(parts.flatMap((part) => [...part.slots])),
          constant: parts.every((part) => part.constant),
          cost: totalCost(parts),
        };
      }
      case 'exists':
        return this.compileExists(expression, scope);
    }
  }

  private compileFact(predicate: string, args: readonly string[], scope: Scope): Conjunct {
    const slots = new Set<number>();
    const terms = args.map((argument) => this.term(argument, scope, slots));
    const isFact = (values: readonly string[]) => this.facts.has([predicate, ...values].join(' '));
    const valuesIn = (environment: Environment) => terms.map((term) => term(environment));
    const dynamic = DYNAMIC.get(predicate);
    if (!dynamic) {
      const test: Test = (_state, environment) => isFact(valuesIn(environment));
      return { test, slots, constant: true, cost: 1 };
    }
    this.dynamic.add(predicate);
    const { world } = this;
    const aboutAgent = ABOUT_AGENT.has(predicate);
    const test: Test = (state, environment) => {
      const values = valuesIn(environment);
      return aboutAgent && values[0] !== world.agent
        ? isFact(values)
        : dynamic(state, world, values);
    };
    return { test, slots, constant: false, cost: 1 };
  }

  private term(
    name: string,
    scope: Scope,
    slots: Set<number>,
  ): (environment: Environment) => string {
    if (!name.startsWith('?')) return () => name;
    const slot = scope.get(name);
    if (slot === undefined) throw new RangeError(`the goal uses ${name} without binding it`);
    slots.add(slot);
    return (environment) => environment[slot] ?? '';
  }

  /** Merges directly nested `exists` into one search, testing each condition as soon as it can be. */
  private compileExists(expression: Expression & { kind: 'exists' }, scope: Scope): Conjunct {
    const variables: { slot: number; type: string }[] = [];
    const conjuncts: Conjunct[] = [];
    const gather = (part: Expression, inner: Scope): void => {
      if (part.kind === 'and') {
        for (const item of part.of) gather(item, inner);
      } else if (part.kind === 'exists') {
        const extended = new Map(inner);
        for (const { name, type } of part.variables) {
          const slot = this.slotCount++;
          variables.push({ slot, type });
          extended.set(name, slot);
        }
        gather(part.body, extended);
      } else {
        conjuncts.push(this.compile(part, inner));
      }
    };
    gather(expression, scope);

    const own = new Set(variables.map(({ slot }) => slot));
    const stages = variables.map(({ slot, type }, stage) => {
      const bound = new Set(variables.slice(0, stage + 1).map((variable) => variable.slot));
      const isOnlyOwn = (conjunct: Conjunct) =>
        conjunct.slots.size === 1 && conjunct.slots.has(slot);
      const filters = conjuncts.filter((conjunct) => conjunct.constant && isOnlyOwn(conjunct));
      const tests = conjuncts
        .filter((conjunct) => !filters.includes(conjunct) && conjunct.slots.has(slot))
        .filter((conjunct) =>
          [...conjunct.slots].every((other) => !own.has(other) || bound.has(other)),
        )
        .map((conjunct) => conjunct.test);
      const candidates = this.world.problem.objects
        .filter((declared) => type === ANY_TYPE || declared.type === type)
        .map((declared) => declared.id)
        .filter((id) => {
          const environment: Environment = [];
          environment[slot] = id;
          return filters.every((filter) => filter.test(this.initial, environment));
        });
      return { slot, tests, candidates };
    });
    const free = conjuncts.filter((conjunct) =>
      [...conjunct.slots].every((slot) => !own.has(slot)),
    );

    const search = (stage: number, state: GameState, environment: Environment): boolean => {
      const current = stages[stage];
      if (!current) return true;
      for (const candidate of current.candidates) {
        environment[current.slot] = candidate;
        if (
          current.tests.every((test) => test(state, environment)) &&
          search(stage + 1, state, environment)
        ) {
          return true;
        }
      }
      return false;
    };
    return {
      test: (state, environment) =>
        free.every((conjunct) => conjunct.test(state, environment)) &&
        search(0, state, environment),
      slots: new Set(
        conjuncts.flatMap((conjunct) => [...conjunct.slots]).filter((slot) => !own.has(slot)),
      ),
      constant: false,
      cost: stages.reduce(
        (cost, { candidates }) => cost * Math.max(1, candidates.length),
        totalCost(conjuncts),
      ),
    };
  }
}

function totalCost(conjuncts: readonly Conjunct[]): number {
  return conjuncts.reduce((sum, { cost }) => sum + cost, 1);
}
