/** What a game file's problem tells that ALFWorld's dataset writes beside it or in its path. */
import { CAN_CONTAIN, ROOMS, type Room, type TaskType, TOGGLEABLE } from './domain';
import { taskTypeOf } from './goal-expressions';
import type { Expression, Problem } from './problem';
import { ROOM_FACTS } from './room-facts';

/** What a goal is about, in upstream's class names. */
export interface GoalTargets {
  readonly task: TaskType;
  readonly object: string;
  readonly destination: string | null;
  readonly lamp: string | null;
}

/** `potatotype` → `Potato`; a class that ALFWorld does not have stays in lower case. */
function className(type: string): string {
  const name = type.replace(/type$/, '');
  return CLASS_NAMES.get(name) ?? name;
}

const CLASS_NAMES: ReadonlyMap<string, string> = new Map(
  [...Object.entries(CAN_CONTAIN).flat(2), ...TOGGLEABLE].map((name) => [name.toLowerCase(), name]),
);

/** The types that a goal asks for; null for a goal that is none of ALFWorld's six. */
export function targetsOf(goal: Expression): GoalTargets | null {
  const task = taskTypeOf(goal);
  if (task === null) return null;
  const facts = [...factsIn(goal)];
  /** The class of what stands at `place` in a condition of this predicate. */
  const typeFor = (predicate: string, place: number, kind: string): string | null => {
    const asked = facts.find((fact) => fact.predicate === predicate)?.args[place];
    const type = facts.find((fact) => fact.predicate === kind && fact.args[0] === asked)?.args[1];
    return type === undefined ? null : className(type);
  };
  if (task === 'look_at_obj_in_light') {
    const object = typeFor('holds', 1, 'objecttype');
    const lamp = typeFor('istoggled', 0, 'objecttype');
    return object === null || lamp === null ? null : { task, object, destination: null, lamp };
  }
  const object = typeFor('inreceptacle', 0, 'objecttype');
  const destination = typeFor('inreceptacle', 1, 'receptacletype');
  return object === null || destination === null ? null : { task, object, destination, lamp: null };
}

function* factsIn(goal: Expression): Generator<Extract<Expression, { kind: 'fact' }>> {
  if (goal.kind === 'fact') yield goal;
  else if (goal.kind === 'exists') yield* factsIn(goal.body);
  else if (goal.kind === 'not') yield* factsIn(goal.of);
  else if (goal.kind !== 'equal') for (const part of goal.of) yield* factsIn(part);
}

/** The room with the most receptacles of this house that no other has; null where none leads. */
export function roomOfHouse({ facts }: Pick<Problem, 'facts'>): Room | null {
  const scores = new Map<Room, number>();
  const types = new Set(
    facts.flatMap(([predicate, , type = '']) =>
      predicate === 'receptacletype' ? [className(type)] : [],
    ),
  );
  for (const type of types) {
    const [room, ...others] = ROOMS.filter((one) => type in ROOM_FACTS[one].receptacles);
    if (room !== undefined && others.length === 0) scores.set(room, (scores.get(room) ?? 0) + 1);
  }
  const [first, second] = [...scores].sort(([, one], [, other]) => other - one);
  return first !== undefined && first[1] !== second?.[1] ? first[0] : null;
}
