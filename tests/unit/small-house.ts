import { expect } from 'vitest';
import { Game, type Turn } from '../../src/alfworld/game';
import {
  CURRENT_DIALECT,
  type Dialect,
  type Expression,
  type Fact,
  type Problem,
} from '../../src/alfworld/problem';

/** Goal that holds where `object` is in `receptacle`. */
export function inside(object: string, receptacle: string): Expression {
  return { kind: 'fact', predicate: 'inreceptacle', args: [object, receptacle] };
}

const RECEPTACLES: readonly (readonly [id: string, type: string, location: string])[] = [
  // Ascending ids count down: this is cabinet 2.
  ['cabinet_bar_1', 'cabinettype', 'loc_bar_1'],
  ['cabinet_bar_2', 'cabinettype', 'loc_bar_2'],
  ['countertop_bar_1', 'countertoptype', 'loc_bar_2'],
  ['fridge_bar_1', 'fridgetype', 'loc_bar_3'],
  ['microwave_bar_1', 'microwavetype', 'loc_bar_4'],
  ['sink_bar_1_bar_sinkbasin', 'sinkbasintype', 'loc_bar_5'],
  ['sidetable_bar_1', 'sidetabletype', 'loc_bar_6'],
];

const OBJECTS: readonly (readonly [id: string, type: string, place: string, location: string])[] = [
  ['apple_bar_1', 'appletype', 'countertop_bar_1', 'loc_bar_2'],
  ['knife_bar_1', 'knifetype', 'countertop_bar_1', 'loc_bar_2'],
  ['mug_bar_1', 'mugtype', 'cabinet_bar_2', 'loc_bar_2'],
  ['spoon_bar_1', 'spoontype', 'sidetable_bar_1', 'loc_bar_6'],
  ['desklamp_bar_1', 'desklamptype', 'sidetable_bar_1', 'loc_bar_6'],
];

const OPENABLE = ['cabinet_bar_1', 'cabinet_bar_2', 'fridge_bar_1', 'microwave_bar_1'];

/** Which object types fit: cabinets hold only mugs here. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  cabinettype: ['mugtype'],
  countertoptype: ['appletype', 'knifetype', 'mugtype', 'spoontype'],
  fridgetype: ['appletype', 'mugtype'],
  microwavetype: ['appletype'],
  sinkbasintype: ['appletype', 'mugtype', 'knifetype'],
  sidetabletype: ['mugtype', 'spoontype'],
};

export interface HouseOptions {
  readonly dialect?: Partial<Dialect>;
  readonly goal?: Expression;
  readonly moreFacts?: readonly Fact[];
  /** Where the agent starts: no receptacle is at the default. */
  readonly start?: string;
}

/** A kitchen of seven receptacles and five objects, small enough to know by heart. */
export function smallHouse(options: HouseOptions = {}): Problem {
  const declare = (ids: Iterable<string>, type: string) => [...ids].map((id) => ({ id, type }));
  const facts: Fact[] = [
    ['atlocation', 'agent1', options.start ?? 'loc_bar_0'],
    ...RECEPTACLES.flatMap(([id, type, location]): Fact[] => [
      ['receptacletype', id, type],
      ['receptacleatlocation', id, location],
    ]),
    ...OPENABLE.map((id): Fact => ['openable', id]),
    ...OBJECTS.flatMap(([id, type, place, location]): Fact[] => [
      ['objecttype', id, type],
      ['inreceptacle', id, place],
      ['objectatlocation', id, location],
    ]),
    ...['apple', 'knife', 'mug', 'spoon'].map((name): Fact => ['pickupable', `${name}_bar_1`]),
    ...Object.entries(FITS).flatMap(([outer, inner]) =>
      inner.map((type): Fact => ['cancontain', outer, type]),
    ),
    ['heatable', 'apple_bar_1'],
    ['coolable', 'apple_bar_1'],
    ['cleanable', 'apple_bar_1'],
    ['sliceable', 'apple_bar_1'],
    ['toggleable', 'desklamp_bar_1'],
    ['isreceptacleobject', 'mug_bar_1'],
    ['inreceptacleobject', 'spoon_bar_1', 'mug_bar_1'],
    ...(options.moreFacts ?? []),
  ];
  return {
    objects: [
      { id: 'agent1', type: 'agent' },
      ...declare(['loc_bar_0', ...new Set(RECEPTACLES.map(([, , place]) => place))], 'location'),
      ...declare(new Set(RECEPTACLES.map(([, type]) => type)), 'rtype'),
      ...declare(new Set(OBJECTS.map(([, type]) => type)), 'otype'),
      ...declare(
        RECEPTACLES.map(([id]) => id),
        'receptacle',
      ),
      ...declare(
        OBJECTS.map(([id]) => id),
        'object',
      ),
    ],
    facts,
    goal: options.goal ?? inside('apple_bar_1', 'fridge_bar_1'),
    task: 'put some apple on fridge',
    dialect: { ...CURRENT_DIALECT, ...options.dialect },
    walkthrough: null,
  };
}

/** A small house after some commands, every one of which must do something. */
export function played(
  commands: readonly string[],
  options: HouseOptions = {},
): { game: Game; turn: Turn } {
  const game = new Game(smallHouse(options));
  let turn = game.reset();
  for (const command of commands) {
    turn = game.step(command);
    expect(turn.observation, command).not.toBe('Nothing happens.');
  }
  return { game, turn };
}

/** The last observation after some commands. */
export function said(commands: readonly string[], options: HouseOptions = {}): string {
  return played(commands, options).turn.observation;
}

/** The commands with this verb that are admissible after some commands. */
export function offered(
  commands: readonly string[],
  verb: string,
  options: HouseOptions = {},
): string[] {
  const { turn } = played(commands, options);
  return turn.admissibleCommands.filter((command) => command.split(' ')[0] === verb);
}

export const TAKE_APPLE = ['go to countertop 1', 'take apple 1 from countertop 1'];
export const TAKE_KNIFE = ['go to countertop 1', 'take knife 1 from countertop 1'];
