import { LabError } from '../shared/errors';
import { Rng } from '../shared/rng';
import {
  CAN_CONTAIN,
  CLEANABLE,
  COOLABLE,
  GOAL_TEMPLATES,
  HEATABLE,
  LAMP_PLACES,
  MOVABLE_RECEPTACLES,
  NOT_PICKUPABLE,
  SLICEABLE,
  type TaskType,
  TOGGLEABLE,
  TOOL_CLASS,
  type ToolVerb,
} from './domain';
import { formatGameName, type GameName } from './game-name';
import { goalOf } from './goal-expressions';
import { CURRENT_DIALECT, type Fact, type Problem } from './problem';
import { ROOM_FACTS } from './room-facts';
import {
  isHidingPlace,
  makeScene,
  type Scene,
  type ScenePlace,
  sceneNumber,
  spellId,
} from './scene';

/** What the player has to do, in upstream's class names. */
export interface TaskDesign {
  readonly task: TaskType;
  readonly object: string;
  /** Where it must end up; null for the light task. */
  readonly destination: string | null;
  /** The lamp's class in the light task, else null. */
  readonly lamp: string | null;
}

export interface GeneratedGame extends Problem {
  readonly name: GameName;
  readonly scene: Scene;
  readonly design: TaskDesign;
}

/** How a task changes its object on the way, if at all. */
export function toolVerb(task: TaskType): ToolVerb | null {
  if (task === 'pick_clean_then_place_in_recep') return 'clean';
  if (task === 'pick_heat_then_place_in_recep') return 'heat';
  if (task === 'pick_cool_then_place_in_recep') return 'cool';
  return null;
}

const ABILITIES = { clean: CLEANABLE, heat: HEATABLE, cool: COOLABLE } as const;

interface Placed {
  readonly id: string;
  readonly className: string;
  readonly place: ScenePlace;
}

/**
 * How often an object of a `standard` game lies where its class belongs. Guessing from the class is
 * to fail: findings.md, training, 3.
 */
const USUAL_SHARE = { target: 0, other: 0.5 };

function isMovable(className: string): boolean {
  return !NOT_PICKUPABLE.includes(className) && holdersOf(className).length > 0;
}

/** Receptacle classes that can hold an object class. */
function holdersOf(className: string): string[] {
  return Object.keys(CAN_CONTAIN).filter((holder) => CAN_CONTAIN[holder]?.includes(className));
}

function designTask(name: GameName, scene: Scene, rng: Rng): TaskDesign | null {
  const here = new Set(scene.places.map((place) => place.className));
  const verb = toolVerb(name.task);
  if (verb && !here.has(TOOL_CLASS[verb])) return null;
  const candidates = Object.keys(ROOM_FACTS[name.room].objects)
    .filter(isMovable)
    .filter((object) => !verb || ABILITIES[verb].includes(object));
  if (name.task === 'look_at_obj_in_light') {
    if (!LAMP_PLACES.some((place) => here.has(place))) return null;
    const lamp = name.room === 'bedroom' || rng.next() < 0.4 ? 'DeskLamp' : 'FloorLamp';
    return { task: name.task, object: rng.pick(candidates), destination: null, lamp };
  }
  const object = rng.pick(candidates);
  const destinations = holdersOf(object).filter(
    (holder) => here.has(holder) && (!verb || TOOL_CLASS[verb] !== holder),
  );
  if (destinations.length === 0) return null;
  return { task: name.task, object, destination: rng.pick(destinations), lamp: null };
}

/** Where its class belongs with probability `usualShare`, else anywhere that is worth searching. */
function choosePlace(
  className: string,
  scene: Scene,
  banned: string | null,
  usualShare: number,
  rng: Rng,
): ScenePlace {
  const allowed = scene.places.filter((place) => place.className !== banned);
  const usual = allowed.filter((place) => CAN_CONTAIN[place.className]?.includes(className));
  const anywhere = allowed.filter((place) => isHidingPlace(place.className));
  const useUsual = usual.length > 0 && (rng.next() < usualShare || anywhere.length === 0);
  if (!useUsual) return rng.pick(anywhere.length > 0 ? anywhere : allowed);
  const holder = rng.pick([...new Set(usual.map((place) => place.className))]);
  return rng.pick(usual.filter((place) => place.className === holder));
}

function placeObjects(name: GameName, scene: Scene, design: TaskDesign, rng: Rng): Placed[] {
  const placed: Placed[] = [];
  const put = (className: string, place: ScenePlace): void => {
    placed.push({ id: spellId(className, rng), className, place });
  };
  const standard = name.difficulty === 'standard';
  const targets = name.task === 'pick_two_obj_and_place' ? 2 : rng.next() < 0.8 ? 1 : 2;
  for (let i = 0; i < targets; i++) {
    const share = standard ? USUAL_SHARE.target : 1;
    put(design.object, choosePlace(design.object, scene, design.destination, share, rng));
  }
  const others = Object.entries(ROOM_FACTS[name.room].objects).filter(
    ([className]) => className !== design.object && isMovable(className),
  );
  const most = standard ? 7 + rng.integer(5) : others.length;
  let types = 0;
  for (const [className, share] of rng.shuffle(others)) {
    if (types >= most || rng.next() >= share) continue;
    types += 1;
    const copies = rng.next() < 0.75 ? 1 : 2;
    const usual = standard ? USUAL_SHARE.other : 1;
    for (let i = 0; i < copies; i++)
      put(className, choosePlace(className, scene, null, usual, rng));
  }
  if (design.lamp) {
    const stands = scene.places.filter((place) => LAMP_PLACES.includes(place.className));
    put(design.lamp, rng.pick(stands));
  }
  return placed;
}

const typeOf = (className: string): string => `${className.toLowerCase()}type`;

function objectFacts({ id, className, place }: Placed): Fact[] {
  const facts: Fact[] = [
    ['objecttype', id, typeOf(className)],
    ['inreceptacle', id, place.id],
    ['objectatlocation', id, place.location],
  ];
  const ability = (predicate: string, classes: readonly string[]): void => {
    if (classes.includes(className)) facts.push([predicate, id]);
  };
  if (!NOT_PICKUPABLE.includes(className)) facts.push(['pickupable', id]);
  ability('cleanable', CLEANABLE);
  ability('heatable', HEATABLE);
  ability('coolable', COOLABLE);
  ability('sliceable', SLICEABLE);
  ability('toggleable', TOGGLEABLE);
  ability('isreceptacleobject', MOVABLE_RECEPTACLES);
  return facts;
}

function placeFacts(place: ScenePlace): Fact[] {
  const facts: Fact[] = [
    ['receptacletype', place.id, typeOf(place.className)],
    ['receptacleatlocation', place.id, place.location],
  ];
  if (place.openable) facts.push(['openable', place.id]);
  return facts;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/**
 * The game of this name. Every game can be solved and none is solved at the start.
 * Throws a LabError 'no-such-game' where a scene of the split cannot host the task.
 */
export function generateGame(name: GameName): GeneratedGame {
  const rng = new Rng(formatGameName(name));
  for (let attempt = 0; attempt < 200; attempt++) {
    const scene = makeScene(name.room, sceneNumber(name.split, rng), name.difficulty);
    const design = designTask(name, scene, rng);
    if (design) return assemble(name, scene, design, rng);
  }
  const text = formatGameName(name);
  throw new LabError('no-such-game', `No scene can host ${text}. Choose another seed or task.`);
}

function assemble(name: GameName, scene: Scene, design: TaskDesign, rng: Rng): GeneratedGame {
  const placed = placeObjects(name, scene, design, rng);
  const start = 'loc_bar_0_bar_0';
  const receptacleClasses = unique(scene.places.map((place) => place.className));
  const objectClasses = unique(placed.map((object) => object.className));
  const contains = receptacleClasses.flatMap((holder) =>
    objectClasses
      .filter((object) => CAN_CONTAIN[holder]?.includes(object))
      .map((object): Fact => ['cancontain', typeOf(holder), typeOf(object)]),
  );
  const declare = (ids: readonly string[], type: string): { id: string; type: string }[] =>
    ids.map((id) => ({ id, type }));
  const template = rng.pick(GOAL_TEMPLATES[design.task]);
  const fill = (key: string, value: string | null, text: string): string =>
    text.replace(`{${key}}`, (value ?? '').toLowerCase());
  return {
    name,
    scene,
    design,
    objects: [
      ...declare(['agent1'], 'agent'),
      ...declare(unique([start, ...scene.places.map((place) => place.location)]), 'location'),
      ...declare(receptacleClasses.map(typeOf), 'rtype'),
      ...declare(objectClasses.map(typeOf), 'otype'),
      ...declare(
        scene.places.map((place) => place.id),
        'receptacle',
      ),
      ...declare(
        placed.map((object) => object.id),
        'object',
      ),
    ],
    facts: [
      ['atlocation', 'agent1', start],
      ...scene.places.flatMap(placeFacts),
      ...placed.flatMap(objectFacts),
      ...contains,
    ],
    goal: goalOf(design),
    task: fill(
      'toggle',
      design.lamp,
      fill('recep', design.destination, fill('obj', design.object, template)),
    ),
    dialect: CURRENT_DIALECT,
    walkthrough: null,
  };
}
