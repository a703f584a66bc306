import type { Rng } from '../shared/rng';
import { CAN_CONTAIN, LAMP_PLACES, NOT_PICKUPABLE } from './domain';
import { knobValue } from './game-knobs';
import type { GameName } from './game-name';
import type { TaskDesign } from './generator';
import type { Preset } from './presets';
import { ROOM_FACTS } from './room-facts';
import { isHidingPlace, type Scene, type ScenePlace, spellId } from './scene';

/** An object and where it lies at the start. */
export interface Placed {
  readonly id: string;
  readonly className: string;
  readonly place: ScenePlace;
}

/** Whether objects of the class can be carried about, and put somewhere. */
export function isMovable(className: string): boolean {
  return !NOT_PICKUPABLE.includes(className) && holdersOf(className).length > 0;
}

/** Receptacle classes that can hold an object class. */
export function holdersOf(className: string): string[] {
  return Object.keys(CAN_CONTAIN).filter((holder) => CAN_CONTAIN[holder]?.includes(className));
}

/** Whether the scene has a receptacle for the class, other than of the banned class. */
export function isAtHome(
  object: string,
  banned: string | null,
  here: ReadonlySet<string>,
): boolean {
  return holdersOf(object).some((holder) => here.has(holder) && holder !== banned);
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

/** What lies where at the start: the targets, never at their destination, the others, the lamps. */
export function placeObjects(
  name: GameName,
  preset: Preset,
  scene: Scene,
  design: TaskDesign,
  rng: Rng,
): Placed[] {
  const placed: Placed[] = [];
  const put = (className: string, place: ScenePlace): void => {
    placed.push({ id: spellId(className, rng), className, place });
  };
  const { knobs, room, task } = name;
  const targets = preset.targetCopies(task === 'pick_two_obj_and_place', rng);
  const targetShare = knobValue('usual', name) ?? 0;
  for (let i = 0; i < targets; i++) {
    put(design.object, choosePlace(design.object, scene, design.destination, targetShare, rng));
  }
  const here = new Set(scene.places.map((place) => place.className));
  const others = Object.entries(ROOM_FACTS[room].objects).filter(
    ([className]) =>
      className !== design.object &&
      isMovable(className) &&
      (!preset.needsUsualPlace || isAtHome(className, null, here)),
  );
  const putOther = (className: string): void =>
    put(className, choosePlace(className, scene, null, preset.usualShareOfOthers, rng));
  if (knobs.others === undefined) {
    const most = preset.otherClasses(rng);
    let types = 0;
    for (const [className, share] of rng.shuffle(others)) {
      if (types >= most || rng.next() >= share) continue;
      types += 1;
      const copies = preset.otherCopies(rng);
      for (let i = 0; i < copies; i++) putOther(className);
    }
  } else {
    for (const className of exactly(knobs.others, others, rng)) putOther(className);
  }
  const stands = scene.places.filter((place) => LAMP_PLACES.includes(place.className));
  if (design.lamp) put(design.lamp, rng.pick(stands));
  if (knobs.others === undefined && stands.length > 0) {
    const others = scene.lamps.filter((lamp) => lamp !== design.lamp);
    for (const lamp of others) put(lamp, rng.pick(stands));
  }
  return placed;
}

/** So many objects: first one of each class, those that the room often has before the others. */
function exactly(
  wanted: number,
  shares: readonly (readonly [className: string, share: number])[],
  rng: Rng,
): string[] {
  const drawn = rng.shuffle(shares).map(([name, share]) => ({ name, there: rng.next() < share }));
  const names = [...drawn.filter(({ there }) => there), ...drawn.filter(({ there }) => !there)];
  const objects: string[] = [];
  while (objects.length < wanted) {
    objects.push(...names.slice(0, wanted - objects.length).map(({ name }) => name));
  }
  return objects;
}
