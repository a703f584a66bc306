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
import { NO_KNOBS } from './game-knobs';
import { checkGameName, formatGameName, type GameName } from './game-name';
import { goalOf } from './goal-expressions';
import { holdersOf, isAtHome, isMovable, type Placed, placeObjects } from './placement';
import { type Preset, presetOf } from './presets';
import { CURRENT_DIALECT, type Fact, type Problem } from './problem';
import { ROOM_FACTS } from './room-facts';
import { makeScene, type Scene, type ScenePlace, sceneNumber } from './scene';

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

function designTask(name: GameName, preset: Preset, scene: Scene, rng: Rng): TaskDesign | null {
  const here = new Set(scene.places.map((place) => place.className));
  const verb = toolVerb(name.task);
  if (verb && !here.has(TOOL_CLASS[verb])) return null;
  const candidates = Object.keys(ROOM_FACTS[name.room].objects)
    .filter(isMovable)
    .filter((object) => !verb || ABILITIES[verb].includes(object))
    .filter((object) => !preset.needsUsualPlace || isAtHome(object, null, here));
  if (candidates.length === 0) return null;
  if (name.task === 'look_at_obj_in_light') {
    if (!LAMP_PLACES.some((place) => here.has(place))) return null;
    const lamp = chooseLamp(name, preset, scene, rng);
    if (!lamp) return null;
    return { task: name.task, object: rng.pick(candidates), destination: null, lamp };
  }
  const object = rng.pick(candidates);
  const destinations = holdersOf(object)
    .filter((holder) => here.has(holder) && (!verb || TOOL_CLASS[verb] !== holder))
    .filter((holder) => !preset.needsUsualPlace || isAtHome(object, holder, here));
  if (destinations.length === 0) return null;
  return { task: name.task, object, destination: rng.pick(destinations), lamp: null };
}

/** A lamp of the scene's own, where scenes have lamps; null where this one has none. */
function chooseLamp(name: GameName, preset: Preset, scene: Scene, rng: Rng): string | null {
  if (preset.furniture === 'independent') {
    return name.room === 'bedroom' || rng.next() < 0.4 ? 'DeskLamp' : 'FloorLamp';
  }
  return scene.lamps.length === 0 ? null : rng.pick(scene.lamps);
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
 * The game of this name. Every game can be solved and none is solved at the start. What is drawn
 * before a knob matters stays: with `others` or `usual` set, scene and task are those without.
 * Throws a LabError 'no-such-game' where a scene of the split cannot host the task, 'bad-game-name'
 * for a name that is none.
 */
export function generateGame(given: GameName): GeneratedGame {
  const name = checkGameName(given);
  const preset = presetOf(name.version, name.difficulty);
  const rng = new Rng(formatGameName({ ...name, knobs: NO_KNOBS }));
  for (let attempt = 0; attempt < 200; attempt++) {
    const scene = makeScene(name, preset, sceneNumber(name.split, rng));
    const design = designTask(name, preset, scene, rng);
    if (design) return assemble(name, preset, scene, design, rng);
  }
  const text = formatGameName(name);
  throw new LabError('no-such-game', `No scene can host ${text}. Choose another seed or task.`);
}

function assemble(
  name: GameName,
  preset: Preset,
  scene: Scene,
  design: TaskDesign,
  rng: Rng,
): GeneratedGame {
  const placed = placeObjects(name, preset, scene, design, rng);
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
