import { ConditionReader, PROBLEM } from './condition-reader';
import type { Domain } from './domain-reader';
import { badFile, type Position, quoted } from './file-faults';
import { type ListNode, listOf, readSections, readTyped } from './pddl-nodes';
import type { Expression, Fact } from './problem';

/** The part of a game that its PDDL problem tells. */
export interface ReadProblem {
  readonly objects: readonly { readonly id: string; readonly type: string }[];
  readonly facts: readonly Fact[];
  /** Where each fact stands in the text. */
  readonly factPlaces: readonly Position[];
  readonly goal: Expression;
}

/** @throws LabError 'bad-game-file' or 'unplayable-game', with line and column. */
export function readProblem(text: string, domain: Domain): ReadProblem {
  const sections = new Map<string, ListNode>();
  for (const { name, section } of readSections(text, PROBLEM, 'problem')) {
    if (sections.has(name)) {
      throw badFile(PROBLEM, section, `${quoted(name)} stands here a second time.`);
    }
    sections.set(name, section);
  }
  const required = (name: string): ListNode => {
    const section = sections.get(name);
    if (!section) throw badFile(PROBLEM, null, `it has no "${name}" section.`);
    return section;
  };
  const declared = readObjects(required(':objects'), domain);
  const reader = new ConditionReader(domain, declared);
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
    objects: [...declared].map(([id, type]) => ({ id, type })),
    facts,
    factPlaces,
    goal: reader.readGoal(condition),
  };
}

function readObjects(section: ListNode, domain: Domain): ReadonlyMap<string, string> {
  const declared = new Map<string, string>();
  for (const { name, type, at } of readTyped(section.items.slice(1), PROBLEM, section)) {
    if (declared.has(name)) {
      throw badFile(PROBLEM, at, `${quoted(name)} is declared a second time.`);
    }
    if (!domain.types.has(type)) {
      throw badFile(PROBLEM, at, `the domain has no type ${quoted(type)}.`);
    }
    declared.set(name, type);
  }
  return declared;
}
