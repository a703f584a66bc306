import type { Change } from './commands';
import { PROBLEM } from './condition-reader';
import { quoted, unplayable } from './file-faults';
import { ABOUT_AGENT, ARGUMENTS, CHANGED, DYNAMIC } from './goal-predicates';
import { ANY_TYPE } from './pddl-nodes';
import type { Expression, Fact } from './problem';
import type { GameState } from './state';
import type { World } from './world';

export interface GoalTest {
  /** Whether the goal holds in a state. */
  readonly test: (state: GameState) => boolean;
  /** Whether such a command can change that. */
  readonly watches: (kind: Change['kind']) => boolean;
}

type Ids = ReadonlyMap<string, number>;

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
  /** Ids that alone can fulfil it, for the variables in some of the slots. */
  readonly among?: readonly { readonly slot: number; readonly ids: Ids }[];
}

/** Real goals cost some thousands; testing more than this at every step would stall the page. */
const MOST_COST = 1_000_000;

/**
 * Compiles a goal once, so that testing it costs little: what no command changes filters the
 * candidates of each variable beforehand.
 * @throws LabError 'unplayable-game' where it takes too long to test.
 */
export function compileGoal(world: World, initial: GameState): GoalTest {
  const compiler = new GoalCompiler(world, initial);
  const goal = compiler.compile(world.problem.goal, new Map());
  if (goal.cost > MOST_COST) {
    const asked = [...compiler.predicates].sort().map(quoted).join(', ');
    const problem = `its goal has too many combinations of things to check with ${asked}`;
    throw unplayable(PROBLEM, world.problem.goalPlace ?? null, problem);
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
  /** All that it asks, for messages. */
  readonly predicates = new Set<string>();
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
        this.predicates.add('=');
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
        const { test, slots, constant, cost } = this.compile(expression.of, scope);
        return { test: (state, environment) => !test(state, environment), slots, constant, cost };
      }
      case 'and':
      case 'or': {
        const parts = expression.of.map((part) => this.compile(part, scope));
        const tests = parts.map((part) => part.test);
        return {
          test:
            expression.kind === 'and'
              ? allOf(tests)
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
    this.predicates.add(predicate);
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
    const kinds = ARGUMENTS.get(predicate) ?? [];
    const among = kinds.flatMap((kind, index) => {
      const slot = scope.get(args[index] ?? '');
      return slot === undefined ? [] : [{ slot, ids: world[`${kind}Index`] }];
    });
    return { test, slots, constant: false, cost: 1, among };
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
        );
      const among = conjuncts.flatMap((conjunct) =>
        (conjunct.among ?? []).filter((limit) => limit.slot === slot),
      );
      const candidates = this.world.problem.objects
        .filter((declared) => type === ANY_TYPE || declared.type === type)
        .map((declared) => declared.id)
        .filter((id) => among.every(({ ids }) => ids.has(id)))
        .filter((id) => {
          const environment: Environment = [];
          environment[slot] = id;
          return filters.every((filter) => filter.test(this.initial, environment));
        });
      return {
        slot,
        test: allOf(tests.map(({ test }) => test)),
        candidates,
        cost: totalCost(tests),
      };
    });
    const free = conjuncts.filter((conjunct) =>
      [...conjunct.slots].every((slot) => !own.has(slot)),
    );

    const search = (stage: number, state: GameState, environment: Environment): boolean => {
      const current = stages[stage];
      if (!current) return true;
      for (const candidate of current.candidates) {
        environment[current.slot] = candidate;
        if (current.test(state, environment) && search(stage + 1, state, environment)) return true;
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
      cost: searchCost(totalCost(free), stages),
    };
  }
}

/** A loop, as this is what most of a search's time goes to. */
function allOf(tests: readonly Test[]): Test {
  return (state, environment) => {
    for (const test of tests) if (!test(state, environment)) return false;
    return true;
  };
}

/** Each stage is tried once for every combination of the candidates before it. */
function searchCost(
  free: number,
  stages: readonly { readonly candidates: readonly string[]; readonly cost: number }[],
): number {
  let combinations = 1;
  let total = free;
  for (const { candidates, cost } of stages) {
    combinations *= Math.max(1, candidates.length);
    total += combinations * cost;
  }
  return total;
}

function totalCost(conjuncts: readonly Conjunct[]): number {
  return conjuncts.reduce((sum, { cost }) => sum + cost, 1);
}
