/** Development only: the made-up game of the scripted connection. */
import type { House } from '../../src/lab/house';
import type { Channel } from '../../src/lab/settings';

export const RECEPTACLES = [
  ...[9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => `cabinet ${n}`),
  'coffeemachine 1',
  'countertop 2',
  'countertop 1',
  ...[4, 3, 2, 1].map((n) => `drawer ${n}`),
  'fridge 1',
  'garbagecan 1',
  'microwave 1',
  'sinkbasin 1',
  ...[4, 3, 2, 1].map((n) => `stoveburner ${n}`),
  'toaster 1',
];

/** Where the scripted moves find things. */
const CONTENTS: Readonly<Record<string, readonly string[]>> = {
  'fridge 1': ['lettuce 1', 'potato 2'],
  'sinkbasin 1': ['dishsponge 2', 'lettuce 2'],
  'stoveburner 1': ['pan 1'],
};

export const HOUSE: House = {
  start: null,
  places: RECEPTACLES.map((name, index) => {
    const [type = ''] = name.split(' ');
    const openable = ['cabinet', 'drawer', 'fridge', 'microwave'].includes(type);
    const contents = CONTENTS[name] ?? (openable ? [] : ['cup 1', 'fork 2']);
    return { name, type, location: index + 1, openable, open: !openable, contents };
  }),
};

/** Enough of the engine's list for a person to choose from. */
export const COMMANDS: readonly string[] = [
  ...RECEPTACLES.map((name) => `go to ${name}`),
  'heat potato 2 with microwave 1',
  'help',
  'inventory',
  'look',
  'move potato 2 to sinkbasin 1',
  'open fridge 1',
  'take potato 2 from fridge 1',
];

export const TASK = 'Your task is to: put a hot potato in sinkbasin.';
export const INTRO = `-= Welcome to TextWorld, ALFRED! =-\n\nYou are in the middle of a room. Looking quickly around you, you see a ${RECEPTACLES.slice(0, -1).join(', a ')}, and a ${RECEPTACLES.at(-1)}.\n\n${TASK}`;

export const THOUGHT =
  'I must put a hot potato in the sinkbasin, so I need a potato, a way to heat it, and the sinkbasin. The list says there is a potato 2 in the fridge 1. Another thing to check is whether the microwave is free; nothing stands in the microwave 1, so it is. First I go to the fridge 1 and open it, since it may be closed. Then I take the potato 2 from the fridge 1. After that I go to the microwave 1 and heat the potato 2 with the microwave 1; there is no need to open it. At last I go to the sinkbasin 1 and move the potato 2 to the sinkbasin 1. That is the plan: fridge 1, take potato 2, microwave 1, heat it, sinkbasin 1, put it down.';

type Move = readonly [command: string, observation: string];

export const INFORMED: readonly Move[] = [
  ['go to fridge 1', 'You arrive at fridge 1. The fridge 1 is closed.'],
  [
    'open fridge 1',
    'You open the fridge 1. The fridge 1 is open. In it, you see a lettuce 1, and a potato 2.',
  ],
  ['take potato 2 from fridge 1', 'You pick up the potato 2 from the fridge 1.'],
  ['go to microwave 1', 'You arrive at microwave 1. The microwave 1 is closed.'],
  ['heat potato 2 with microwave 1', 'You heat the potato 2 using the microwave 1.'],
  [
    'go to sinkbasin 1',
    'You arrive at sinkbasin 1. On the sinkbasin 1, you see a dishsponge 2, and a lettuce 1.',
  ],
  ['move potato 2 to sinkbasin 1', 'You move the potato 2 to the sinkbasin 1.'],
];

const DETOUR: readonly Move[] = [
  ...INFORMED.slice(0, 3),
  ['go to stoveburner 1', 'You arrive at stoveburner 1. On the stoveburner 1, you see a pan 1.'],
  ['heat potato 2 with stoveburner 1', 'Nothing happens.'],
  ...INFORMED.slice(3),
];

const SEARCH: readonly Move[] = Array.from({ length: 50 }, (_, index): Move => {
  const place = RECEPTACLES[(index * 7 + 10) % RECEPTACLES.length] ?? '';
  if (index === 7) return ['take potato 1 from countertop 1', 'Nothing happens.'];
  if (index % 5 === 3) {
    const last = RECEPTACLES[((index - 1) * 7 + 10) % RECEPTACLES.length] ?? '';
    return [`open ${last}`, `You open the ${last}. The ${last} is open. In it, you see nothing.`];
  }
  return [
    `go to ${place}`,
    `You arrive at ${place}. On the ${place}, you see a cup 1, and a fork 2.`,
  ];
});

export const MOVES: Readonly<Record<Channel, readonly Move[]>> = {
  human: INFORMED,
  latent: INFORMED,
  text: DETOUR,
  none: SEARCH,
};
