import type { GameState, ObjectState } from './state';
import type { ObjectEntity, ReceptacleEntity, World } from './world';

export const NOTHING_HAPPENS = 'Nothing happens.';

export const HELP_TEXT = [
  'Available commands:',
  '  look:                             look around your current location',
  '  inventory:                        check your current inventory',
  '  go to (receptacle):               move to a receptacle',
  '  open (receptacle):                open a receptacle',
  '  close (receptacle):               close a receptacle',
  '  take (object) from (receptacle):  take an object from a receptacle',
  '  move (object) to (receptacle):  place an object in or on a receptacle',
  '  examine (something):              examine a receptacle or an object',
  '  use (object):                     use an object',
  '  heat (object) with (receptacle):  heat an object using a receptacle',
  '  clean (object) with (receptacle): clean an object using a receptacle',
  '  cool (object) with (receptacle):  cool an object using a receptacle',
  '  slice (object) with (object):     slice an object using a sharp object',
  '',
].join('\n');

/** "nothing", "x", "x, and y", "x, y, and z". */
function listed(items: readonly string[]): string {
  const last = items.length - 1;
  if (last < 0) return 'nothing';
  let text = items[0] ?? '';
  for (let index = 1; index < last; index++) text += `, ${items[index]}`;
  return last > 0 ? `${text}, and ${items[last]}` : text;
}

/** Always "a", also before a vowel. */
function withArticle(entity: { readonly name: string }): string {
  return `a ${entity.name}`;
}

function contentsText(world: World, state: GameState, receptacle: ReceptacleEntity): string {
  const items: string[] = [];
  for (const object of world.objects) {
    if (state.contains(receptacle, object)) items.push(withArticle(object));
  }
  return listed(items);
}

/** What one sees on arriving at a receptacle, opening it or examining it. */
export function receptacleText(
  world: World,
  state: GameState,
  receptacle: ReceptacleEntity,
): string {
  const { name } = receptacle;
  if (!receptacle.openable)
    return `On the ${name}, you see ${contentsText(world, state, receptacle)}.`;
  if (!state.isOpen(receptacle)) return `The ${name} is closed.`;
  return `The ${name} is open. In it, you see ${contentsText(world, state, receptacle)}.`;
}

/** How an object is called by its states: the first whose states all hold (spec.md, section 4). */
export const OBJECT_WORDINGS: readonly {
  readonly states: readonly ObjectState[];
  readonly words: string;
}[] = [
  { states: ['clean', 'hot', 'sliced'], words: 'hot and clean sliced' },
  { states: ['clean', 'cool', 'sliced'], words: 'cool and clean sliced' },
  { states: ['clean', 'sliced'], words: 'clean sliced' },
  { states: ['hot', 'sliced'], words: 'hot sliced' },
  { states: ['cool', 'sliced'], words: 'cool sliced' },
  { states: ['clean', 'hot'], words: 'hot and clean' },
  { states: ['clean', 'cool'], words: 'cool and clean' },
  { states: ['hot'], words: 'hot' },
  { states: ['clean'], words: 'clean' },
  { states: ['cool'], words: 'cold' },
];

/** What examining an object tells. The grammar's "is off" cannot occur, so it is not here. */
export function objectText(state: GameState, object: ObjectEntity): string {
  const { name } = object;
  if (object.isReceptacle) {
    const inside = listed(object.inside.map((inner) => `a ${inner}`));
    return `This is a normal ${name}. In it, you see ${inside}.`;
  }
  const wording = OBJECT_WORDINGS.find(({ states }) =>
    states.every((condition) => state.has(object, condition)),
  );
  if (wording) return `This is a ${wording.words} ${name}.`;
  if (object.toggleable && state.has(object, 'toggled')) return `This ${name} is on.`;
  if (object.sliceable && state.has(object, 'sliced')) return `This is a sliced ${name}.`;
  return `There's nothing special about ${name}.`;
}

/** At a receptacle: what stands here and what was moved about. Elsewhere the engine sees nothing. */
export function lookText(world: World, state: GameState): string {
  const here = world.locations[state.location]?.receptacles ?? [];
  if (here.length === 0) return middleOfRoomText([]);
  const nextTo: string[] = [];
  for (const object of world.objects) {
    if (!state.isAt(state.location, object)) continue;
    for (const receptacle of here) {
      if (state.isGone(receptacle, object)) nextTo.push(withArticle(object));
    }
  }
  return facingText(here, nextTo);
}

function facingText(receptacles: readonly ReceptacleEntity[], nextTo: readonly string[]): string {
  const facing = listed(receptacles.map((receptacle) => receptacle.name));
  return `You are facing the ${facing}. Next to it, you see ${listed(nextTo)}.`;
}

function middleOfRoomText(receptacles: readonly ReceptacleEntity[]): string {
  const seen = listed(receptacles.map(withArticle));
  return `You are in the middle of a room. Looking quickly around you, you see ${seen}.`;
}

/**
 * The first observation. Only here the whole room is seen, and only where no agent stands at a
 * receptacle: otherwise it tells what each of the agents faces.
 */
export function introText(world: World): string {
  const facing = world.startLocations.flatMap((start) => world.locations[start]?.receptacles ?? []);
  const look =
    facing.length > 0
      ? facingText(facing, [])
      : middleOfRoomText(world.receptacles.filter((receptacle) => receptacle.location >= 0));
  return `-= Welcome to TextWorld, ALFRED! =-\n\n${look}\n\nYour task is to: ${world.problem.task}.`;
}
