/** What a task asks to be fetched, read from its sentence. */
import { GOAL_TEMPLATES } from '../alfworld/domain';
import { classOf } from '../alfworld/names';
import type { House } from '../lab/house';

const PATTERNS = Object.entries(GOAL_TEMPLATES).flatMap(([task, templates]) =>
  templates.map((template) => ({
    two: task === 'pick_two_obj_and_place',
    pattern: new RegExp(`^${template.replace('{obj}', '([a-z]+)').replace(/\{\w+\}/, '[a-z]+')}$`),
  })),
);

export interface TaskObject {
  /** Its lower-case class, such as `potato`. */
  readonly object: string;
  /** Two of them are to be fetched. */
  readonly two: boolean;
}

/** `Your task is to: put a hot potato in sinkbasin.` → potato; null for a task in other words. */
export function taskObject(task: string): TaskObject | null {
  const goal = task
    .trim()
    .replace(/^Your task is to: /, '')
    .replace(/\.$/, '');
  for (const { pattern, two } of PATTERNS) {
    const object = pattern.exec(goal)?.[1];
    if (object !== undefined) return { object, two };
  }
  return null;
}

/** The places that hold an object of this class at the start, in the order of the intro. */
export function placesHolding({ places }: House, object: string): string[] {
  return places
    .filter(({ contents }) => contents.some((name) => classOf(name) === object))
    .map(({ name }) => name);
}
