import type { Fact } from './problem';

/** What the texts call an id, and its class: 'cabinet 3' and 'cabinet'. */
export interface EntityName {
  readonly name: string;
  readonly type: string;
}

/**
 * The order of every list in the game: by code units, which for PDDL's ASCII ids and names is the
 * engine's order by code points ("cabinet 10" before "cabinet 2").
 */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The class of an id: 'cabinet' of 'cabinet_bar_...', 'sinkbasin' of 'sink_bar_..._sinkbasin'. */
function classOfId(id: string): string {
  const bar = id.indexOf('_bar_');
  const head = bar < 0 ? id : id.slice(0, bar);
  return bar >= 0 && id.includes('basin') ? `${head}basin` : head;
}

/** 'cabinet' of the name 'cabinet 3'. */
export function classOf(name: string): string {
  return name.slice(0, name.lastIndexOf(' '));
}

/** 3 of the name 'cabinet 3'. */
export function numberOf(name: string): number {
  return Number(name.slice(name.lastIndexOf(' ') + 1));
}

/**
 * Names every id that some initial fact mentions (spec.md, section 2). Ids with `_bar_` are numbered
 * within their class from the highest number down, in ascending id order; the others keep their id
 * and gain a trailing space, as in the real engine.
 */
export function nameEntities(facts: readonly Fact[]): Map<string, EntityName> {
  const ids = new Set<string>();
  for (const [, ...args] of facts) for (const id of args) ids.add(id);
  const sorted = [...ids].sort(compareText);
  const remaining = new Map<string, number>();
  for (const id of sorted) {
    const type = classOfId(id);
    if (id.includes('_bar_')) remaining.set(type, (remaining.get(type) ?? 0) + 1);
  }
  const names = new Map<string, EntityName>();
  for (const id of sorted) {
    const type = classOfId(id);
    if (!id.includes('_bar_')) {
      names.set(id, { name: `${id} `, type });
      continue;
    }
    const number = remaining.get(type) ?? 0;
    remaining.set(type, number - 1);
    names.set(id, { name: `${type} ${number}`, type });
  }
  return names;
}
