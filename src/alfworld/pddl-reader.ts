import { ConditionReader, PROBLEM } from './condition-reader';
import type { Domain } from './domain-reader';
import { badFile, type Position, quoted } from './file-faults';
import { type ListNode, listOf, readSections, readTyped } from './pddl-nodes';
import type { Expression, Fact } from './problem';

/** Where things stand in the text. */
export interface Places {
  /** The section of the objects, then each of them, and each fact. */
  readonly objectSection: Position;
  readonly objects: readonly Position[];
  readonly facts: readonly Position[];
  readonly goal: Position;
}

/** The part of a game that its PDDL problem tells. */
export interface ReadProblem {
  readonly objects: readonly { readonly id: string; readonly type: string }[];
  readonly facts: readonly Fact[];
  readonly goal: Expression;
  readonly places: Places;
}

/** @throws LabError 'bad-game-file' or 'unplayable-game', with line and column. */
export function readProblem(text: string, domain: Domain): ReadProblem {
  const sections = new Map<string, ListNode>();
  const definition = readSections(text, PROBLEM, 'problem');
  for (const { name, section } of definition.sections) {
    if (sections.has(name)) {
      throw badFile(PROBLEM, section, `${quoted(name)} stands here a second time.`);
    }
    sections.set(name, section);
  }
  const required = (name: string): ListNode => {
    const section = sections.get(name);
    if (!section) throw badFile(PROBLEM, definition.at, `it has no "${name}" section.`);
    return section;
  };
  const objectSection = required(':objects');
  const objects = readObjects(objectSection, domain);
  const reader = new ConditionReader(domain, new Set(objects.map(({ id }) => id)));
  const facts: Fact[] = [];
  const factPlaces: Position[] = [];
  const init = required(':init');
  for (const node of init.items.slice(1)) {
    const list = listOf(node, PROBLEM, init, 'a fact');
    const first = list.items[0];
    // `(= ...)` sets a number, which the game does not use.
    if (first?.kind === 'atom' && first.text === '=') continue;
    const { predicate, args } = reader.readAtomic(list);
    facts.push([predicate, ...args]);
    factPlaces.push(list);
  }
  const goal = required(':goal');
  const condition = goal.items[1];
  if (!condition || goal.items.length > 2) {
    throw badFile(PROBLEM, goal, '":goal" must hold exactly one condition.');
  }
  return {
    objects: objects.map(({ id, type }) => ({ id, type })),
    facts,
    goal: reader.readGoal(condition),
    places: {
      objectSection,
      objects: objects.map(({ at }) => at),
      facts: factPlaces,
      goal: condition,
    },
  };
}

function readObjects(section: ListNode, domain: Domain) {
  const declared = new Set<string>();
  const typed = readTyped(section.items.slice(1), PROBLEM, section);
  for (const { name, type, at, spelling, typeSpelling } of typed) {
    if (declared.has(name)) {
      throw badFile(PROBLEM, at, `${quoted(spelling)} is declared a second time.`);
    }
    if (!domain.types.has(type)) {
      throw badFile(PROBLEM, at, `the domain has no type ${quoted(typeSpelling)}.`);
    }
    declared.add(name);
  }
  return typed.map(({ name, type, at }) => ({ id: name, type, at }));
}
