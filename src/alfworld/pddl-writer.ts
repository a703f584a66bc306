import type { Expression, Problem } from './problem';

/**
 * The game's rules for Fast Downward, in the project's own writing (spec.md, sections 3 and 7).
 * Names of types, predicates and actions are upstream's, because its tools look for them. What only
 * tells something still needs an effect, or the planner drops the action: `noticed`.
 */
export const DOMAIN_TEXT = `; Interlat Lab: household tasks in the manner of ALFWorld
(define (domain alfred)
  (:requirements :adl :typing)
  (:types agent location receptacle object rtype otype)

  (:predicates
    ; where things are
    (atLocation ?a - agent ?l - location)
    (receptacleAtLocation ?r - receptacle ?l - location)
    (objectAtLocation ?o - object ?l - location)
    (inReceptacle ?o - object ?r - receptacle)
    (inReceptacleObject ?x - object ?o - object)
    (holds ?a - agent ?o - object)
    (holdsAny ?a - agent)
    ; what they are
    (receptacleType ?r - receptacle ?t - rtype)
    (objectType ?o - object ?t - otype)
    (canContain ?t - rtype ?u - otype)
    (openable ?r - receptacle)
    (pickupable ?o - object)
    (isReceptacleObject ?o - object)
    (cleanable ?o - object)
    (heatable ?o - object)
    (coolable ?o - object)
    (toggleable ?o - object)
    (sliceable ?o - object)
    ; what was done to them
    (opened ?r - receptacle)
    (isClean ?o - object)
    (isHot ?o - object)
    (isCool ?o - object)
    (isToggled ?o - object)
    (isSliced ?o - object)
    (noticed ?x)
  )

  (:action look
    :parameters (?a - agent ?l - location)
    :precondition (atLocation ?a ?l)
    :effect (noticed ?l))

  (:action inventory
    :parameters (?a - agent)
    :precondition (and)
    :effect (noticed ?a))

  (:action help
    :parameters (?a - agent)
    :precondition (and)
    :effect (noticed ?a))

  (:action examineReceptacle
    :parameters (?a - agent ?r - receptacle ?l - location)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l))
    :effect (noticed ?r))

  (:action examineObject
    :parameters (?a - agent ?o - object)
    :precondition (holds ?a ?o)
    :effect (noticed ?o))

  (:action GotoLocation
    :parameters (?a - agent ?from - location ?to - location ?r - receptacle)
    :precondition (and (atLocation ?a ?from) (receptacleAtLocation ?r ?to) (not (= ?from ?to)))
    :effect (and (atLocation ?a ?to) (not (atLocation ?a ?from))))

  (:action OpenObject
    :parameters (?a - agent ?l - location ?r - receptacle)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l)
                       (openable ?r) (not (opened ?r)))
    :effect (opened ?r))

  (:action CloseObject
    :parameters (?a - agent ?l - location ?r - receptacle)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l)
                       (openable ?r) (opened ?r))
    :effect (not (opened ?r)))

  (:action PickupObject
    :parameters (?a - agent ?l - location ?o - object ?r - receptacle)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l)
                       (inReceptacle ?o ?r) (pickupable ?o) (not (holdsAny ?a))
                       (or (opened ?r) (not (openable ?r))))
    :effect (and (holds ?a ?o) (holdsAny ?a)
                 (not (inReceptacle ?o ?r)) (not (objectAtLocation ?o ?l))))

  (:action PutObject
    :parameters (?a - agent ?l - location ?o - object ?r - receptacle ?u - otype ?t - rtype)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (holds ?a ?o)
                       (objectType ?o ?u) (receptacleType ?r ?t) (canContain ?t ?u)
                       (or (opened ?r) (not (openable ?r))))
    :effect (and (inReceptacle ?o ?r) (objectAtLocation ?o ?l)
                 (not (holds ?a ?o)) (not (holdsAny ?a))))

  (:action CleanObject
    :parameters (?a - agent ?l - location ?o - object ?r - receptacle)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (holds ?a ?o)
                       (cleanable ?o) (receptacleType ?r SinkBasinType))
    :effect (isClean ?o))

  (:action HeatObject
    :parameters (?a - agent ?l - location ?o - object ?r - receptacle)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (holds ?a ?o)
                       (heatable ?o) (receptacleType ?r MicrowaveType))
    :effect (and (isHot ?o) (not (isCool ?o))))

  (:action CoolObject
    :parameters (?a - agent ?l - location ?o - object ?r - receptacle)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (holds ?a ?o)
                       (coolable ?o) (receptacleType ?r FridgeType))
    :effect (and (isCool ?o) (not (isHot ?o))))

  (:action ToggleObject
    :parameters (?a - agent ?l - location ?o - object ?r - receptacle)
    :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l)
                       (inReceptacle ?o ?r) (toggleable ?o))
    :effect (isToggled ?o))

  (:action SliceObject
    :parameters (?a - agent ?l - location ?o - object ?k - object)
    :precondition (and (atLocation ?a ?l) (objectAtLocation ?o ?l) (sliceable ?o) (holds ?a ?k)
                       (or (objectType ?k KnifeType) (objectType ?k ButterKnifeType)))
    :effect (isSliced ?o))
)
`;

/** Types that the rules name; a problem must declare them even where nothing is of them. */
const TYPES_IN_RULES: readonly { readonly id: string; readonly type: string }[] = [
  { id: 'sinkbasintype', type: 'rtype' },
  { id: 'microwavetype', type: 'rtype' },
  { id: 'fridgetype', type: 'rtype' },
  { id: 'knifetype', type: 'otype' },
  { id: 'butterknifetype', type: 'otype' },
];

/** A problem in PDDL, for `DOMAIN_TEXT` as well as for upstream's domain. */
export function problemText(problem: Problem, title: string): string {
  const declared = new Set(problem.objects.map(({ id }) => id));
  const objects = [...problem.objects, ...TYPES_IN_RULES.filter(({ id }) => !declared.has(id))].map(
    ({ id, type }) => `    ${id} - ${type}`,
  );
  const facts = problem.facts.map((fact) => `    (${fact.join(' ')})`);
  return [
    `(define (problem ${title})`,
    '  (:domain alfred)',
    '  (:objects',
    ...objects,
    '  )',
    '  (:init',
    ...facts,
    '  )',
    `  (:goal ${expressionText(problem.goal)})`,
    ')',
    '',
  ].join('\n');
}

function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return `(${[expression.kind, ...expression.of.map(expressionText)].join(' ')})`;
    case 'not':
      return `(not ${expressionText(expression.of)})`;
    case 'exists': {
      const variables = expression.variables.map(({ name, type }) => `${name} - ${type}`).join(' ');
      return `(exists (${variables}) ${expressionText(expression.body)})`;
    }
    case 'fact':
      return `(${[expression.predicate, ...expression.args].join(' ')})`;
    case 'equal':
      return `(= ${expression.left} ${expression.right})`;
  }
}
