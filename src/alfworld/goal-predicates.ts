import type { Change } from './commands';
import { type GameState, OBJECT_STATES, STATE_PREDICATES } from './state';
import type { World } from './world';

const PLACE = ['inreceptacle', 'objectatlocation', 'holds', 'holdsany'];

/** The predicates that each command changes. */
export const CHANGED: Readonly<Record<Change['kind'], readonly string[]>> = {
  goto: ['atlocation'],
  open: ['opened'],
  close: ['opened'],
  take: PLACE,
  move: PLACE,
  clean: ['isclean'],
  heat: ['ishot', 'iscool'],
  cool: ['ishot', 'iscool'],
  use: ['istoggled'],
  slice: ['issliced'],
};

type DynamicTest = (state: GameState, world: World, args: readonly string[]) => boolean;

type Kind = 'object' | 'receptacle' | 'location';

/** What each argument of a predicate must be, as nothing else is ever so. */
export const ARGUMENTS: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ['opened', ['receptacle']],
  ['inreceptacle', ['object', 'receptacle']],
  ['objectatlocation', ['object', 'location']],
  ...OBJECT_STATES.map((name): [string, readonly Kind[]] => [STATE_PREDICATES[name], ['object']]),
]);

/** About an agent: only what the one who is played does changes. */
export const ABOUT_AGENT = new Set(['atlocation', 'holds', 'holdsany']);

/** Tests of the predicates that commands change, of ground facts. */
export const DYNAMIC: ReadonlyMap<string, DynamicTest> = new Map<string, DynamicTest>([
  [
    'atlocation',
    (state, world, args) => state.location === (world.locationIndex.get(args[1] ?? '') ?? -2),
  ],
  ['holds', (state, world, args) => state.held === (world.objectIndex.get(args[1] ?? '') ?? -2)],
  ['holdsany', (state) => state.held >= 0],
  [
    'opened',
    (state, world, args) => state.opened[world.receptacleIndex.get(args[0] ?? '') ?? -1] === 1,
  ],
  [
    'inreceptacle',
    (state, world, args) => {
      const object = world.objects[world.objectIndex.get(args[0] ?? '') ?? -1];
      const receptacle = world.receptacles[world.receptacleIndex.get(args[1] ?? '') ?? -1];
      return object !== undefined && receptacle !== undefined && state.contains(receptacle, object);
    },
  ],
  [
    'objectatlocation',
    (state, world, args) => {
      const object = world.objects[world.objectIndex.get(args[0] ?? '') ?? -1];
      return (
        object !== undefined && state.isAt(world.locationIndex.get(args[1] ?? '') ?? -1, object)
      );
    },
  ],
  ...OBJECT_STATES.map((name): [string, DynamicTest] => [
    STATE_PREDICATES[name],
    (state, world, args) => state.flags[name][world.objectIndex.get(args[0] ?? '') ?? -1] === 1,
  ]),
]);
