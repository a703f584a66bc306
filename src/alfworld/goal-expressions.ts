import type { TaskType } from './domain';
import type { Expression } from './problem';

interface GoalDesign {
  readonly task: TaskType;
  readonly object: string;
  readonly destination: string | null;
  readonly lamp: string | null;
}

const fact = (predicate: string, ...args: string[]): Expression => ({
  kind: 'fact',
  predicate,
  args,
});
const and = (...of: Expression[]): Expression => ({ kind: 'and', of });
const exists = (variables: Readonly<Record<string, string>>, body: Expression): Expression => ({
  kind: 'exists',
  variables: Object.entries(variables).map(([name, type]) => ({ name, type })),
  body,
});

/** The predicates that make an object cleaned, heated or cooled for its goal. */
const TREATED: Partial<Record<TaskType, readonly [able: string, done: string]>> = {
  pick_clean_then_place_in_recep: ['cleanable', 'isclean'],
  pick_heat_then_place_in_recep: ['heatable', 'ishot'],
  pick_cool_then_place_in_recep: ['coolable', 'iscool'],
};

/** A task's goal condition (alfworld 0.4.2, gen/goal_library.py; facts.json, goal_pddl). */
export function goalOf({ task, object, destination, lamp }: GoalDesign): Expression {
  const objectType = `${object}type`.toLowerCase();
  if (task === 'look_at_obj_in_light') {
    const lit = exists(
      { '?ot': 'object', '?r': 'receptacle', '?a': 'agent', '?l': 'location' },
      and(
        fact('objecttype', '?ot', `${lamp}type`.toLowerCase()),
        fact('toggleable', '?ot'),
        fact('istoggled', '?ot'),
        fact('receptacleatlocation', '?r', '?l'),
        fact('atlocation', '?a', '?l'),
        fact('inreceptacle', '?ot', '?r'),
      ),
    );
    const held = exists(
      { '?o': 'object', '?a': 'agent' },
      and(fact('objecttype', '?o', objectType), fact('holds', '?a', '?o')),
    );
    return and(lit, held);
  }
  const receptacleType = `${destination}type`.toLowerCase();
  const placed = (variable: string): Expression[] => [
    fact('objecttype', variable, objectType),
    fact('receptacletype', '?r', receptacleType),
    fact('inreceptacle', variable, '?r'),
  ];
  if (task === 'pick_two_obj_and_place') {
    const second = exists(
      { '?o2': 'object' },
      and({ kind: 'not', of: { kind: 'equal', left: '?o1', right: '?o2' } }, ...placed('?o2')),
    );
    return exists(
      { '?r': 'receptacle' },
      exists({ '?o1': 'object' }, and(...placed('?o1'), second)),
    );
  }
  const [able, done] = TREATED[task] ?? [];
  const treated = able && done ? [fact(able, '?o'), fact(done, '?o')] : [];
  return exists(
    { '?r': 'receptacle' },
    exists({ '?o': 'object' }, and(...treated, ...placed('?o'))),
  );
}

/** The task type of a goal condition, by what it asks for; null where it is none of the six. */
export function taskTypeOf(goal: Expression): TaskType | null {
  const asked = new Set<string>();
  collectPredicates(goal, asked);
  // Upstream's seventh task type moves an object inside another one.
  if (asked.has('inreceptacleobject')) return null;
  if (asked.has('istoggled')) return asked.has('holds') ? 'look_at_obj_in_light' : null;
  if (!asked.has('inreceptacle') || !asked.has('receptacletype')) return null;
  const treated = Object.entries(TREATED).filter(([, [, done]]) => asked.has(done));
  if (treated.length > 1) return null;
  if (treated[0]) return treated[0][0] as TaskType;
  return asked.has(DISTINCT) ? 'pick_two_obj_and_place' : 'pick_and_place_simple';
}

/** Stands for "not equal" among the predicates of a goal. */
const DISTINCT = 'not =';

function collectPredicates(goal: Expression, into: Set<string>): void {
  switch (goal.kind) {
    case 'and':
    case 'or':
      for (const part of goal.of) collectPredicates(part, into);
      break;
    case 'not':
      if (goal.of.kind === 'equal') into.add(DISTINCT);
      else collectPredicates(goal.of, into);
      break;
    case 'exists':
      collectPredicates(goal.body, into);
      break;
    case 'fact':
      into.add(goal.predicate);
      break;
    case 'equal':
      break;
  }
}
