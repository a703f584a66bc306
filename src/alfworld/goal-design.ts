import { CAN_CONTAIN, NOT_PICKUPABLE } from './domain';
import type { TaskDesign } from './generator';
import { taskTypeOf } from './goal-expressions';
import type { Expression } from './problem';

/**
 * What a goal asks for, as the generator would have designed it; null where it is none of the six
 * tasks or leaves open which class is meant. Known classes have upstream's spelling ('SoapBar'),
 * others that of the goal, in lower case.
 */
export function designOf(goal: Expression): TaskDesign | null {
  const task = taskTypeOf(goal);
  if (task === null) return null;
  const asked = new AskedFacts(goal);
  if (task === 'look_at_obj_in_light') {
    const lamp = asked.onlyClass('objecttype', asked.argument('istoggled', 0));
    const object = asked.onlyClass('objecttype', asked.argument('holds', 1));
    return lamp && object ? { task, object, destination: null, lamp } : null;
  }
  const object = asked.onlyClass('objecttype', asked.argument('inreceptacle', 0));
  const destination = asked.onlyClass('receptacletype', asked.argument('inreceptacle', 1));
  return object && destination ? { task, object, destination, lamp: null } : null;
}

/** The facts that must all hold; the same name in two `exists` is two variables. */
class AskedFacts {
  private readonly facts: (readonly [predicate: string, ...args: string[]])[] = [];
  private variables = 0;

  constructor(goal: Expression) {
    this.collect(goal, new Map());
  }

  /** What stands in this place of the predicate's facts. */
  argument(predicate: string, position: number): string[] {
    return this.facts.flatMap(([asked, ...args]) => {
      const term = args[position];
      return asked === predicate && term !== undefined ? [term] : [];
    });
  }

  /** The one class that all of these have; null where one has none, or another. */
  onlyClass(predicate: 'objecttype' | 'receptacletype', terms: readonly string[]): string | null {
    const types = terms.map((term) =>
      this.facts.find(([asked, of]) => asked === predicate && of === term)?.at(2),
    );
    const [type] = types;
    if (type === undefined || types.some((other) => other !== type)) return null;
    const className = type.replace(/type$/, '');
    return CLASSES.get(className) ?? className;
  }

  private collect(part: Expression, scope: ReadonlyMap<string, string>): void {
    if (part.kind === 'and') {
      for (const one of part.of) this.collect(one, scope);
    } else if (part.kind === 'exists') {
      const inner = new Map(scope);
      for (const { name } of part.variables) inner.set(name, `${name} ${++this.variables}`);
      this.collect(part.body, inner);
    } else if (part.kind === 'fact') {
      this.facts.push([part.predicate, ...part.args.map((term) => scope.get(term) ?? term)]);
    }
  }
}

/** Upstream's spelling of a class in lower case. */
const CLASSES: ReadonlyMap<string, string> = new Map(
  [...Object.keys(CAN_CONTAIN), ...Object.values(CAN_CONTAIN).flat(), ...NOT_PICKUPABLE].map(
    (className) => [className.toLowerCase(), className],
  ),
);
