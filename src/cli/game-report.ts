import {
  CAN_CONTAIN,
  LAMP_PLACES,
  OPENABLE_CLASSES,
  ROOMS,
  type Room,
  TASK_TYPES,
  TOGGLEABLE,
} from '../alfworld/domain';
import type { GeneratedGame, TaskDesign } from '../alfworld/generator';
import { isMovable } from '../alfworld/placement';
import { MOST_COPIES, REAL_GAME, ROOM_FACTS } from '../alfworld/room-facts';
import type { Scene, ScenePlace } from '../alfworld/scene';
import { SHARED_LOCATIONS } from '../alfworld/shared-locations';
import { walkthrough } from '../alfworld/walkthrough';

/** Numbers by what they are: `share`, `p10`, `p50`, `p90`, `mean`, `most`, `of`: how many were counted. */
export type Figures = Readonly<Record<string, number>>;

export interface ReportRow {
  readonly room: Room | 'all rooms';
  readonly what: string;
  readonly measured: Figures;
  /** What is known of ALFWorld, under the same names; a figure nobody counted is left out. */
  readonly fact: Figures;
}

export interface ReportSection {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly ReportRow[];
}

interface Lying {
  readonly className: string;
  readonly place: ScenePlace;
}

interface Counted {
  readonly game: GeneratedGame;
  readonly objects: readonly Lying[];
}

/** Compares generated games with the facts. Scenes are counted once, however many games they have. */
export function reportOn(games: readonly GeneratedGame[]): ReportSection[] {
  const counted = games.map((game) => ({ game, objects: objectsOf(game) }));
  const rooms = ROOMS.map((room) => ({
    room,
    games: counted.filter(({ game }) => game.name.room === room),
  })).filter((one) => one.games.length > 0);
  const scenes = rooms.map(({ room, games: own }) => ({
    room,
    scenes: [...new Map(own.map(({ game }) => [game.scene.number, game.scene])).values()],
  }));
  const perRoom = (rows: (room: Room, own: readonly Counted[]) => ReportRow[]): ReportRow[] =>
    rooms.flatMap(({ room, games: own }) => rows(room, own));
  return [
    {
      title: 'Receptacles of a scene',
      note: 'Share of scenes with the class, and how many there are where it is.',
      rows: scenes.flatMap(({ room, scenes: own }) => receptacleRows(room, own)),
    },
    {
      title: 'Receptacles at the location of another',
      note: 'Facts: of the floor plans, which list what opens or is flat; classes of ten or more.',
      rows: scenes.flatMap(({ room, scenes: own }) => sharingRows(room, own)),
    },
    {
      title: 'Receptacles that open',
      note: 'Facts: one real game with 8 cabinets. Fridge, microwave and safe “nearly always” open.',
      rows: openableRows(scenes.flatMap(({ scenes: own }) => own)),
    },
    {
      title: 'Objects of a game',
      note: 'Facts: one real kitchen; of other rooms nobody counted.',
      rows: perRoom(objectRows),
    },
    {
      title: 'Objects of one class',
      note: 'Facts: the mean of one real kitchen, the most that ALFWorld places.',
      rows: copyRows(counted),
    },
    {
      title: 'Games with an object class',
      note: 'Without games that ask for it or for a lamp; g2 has only what can lie there. Facts: of scenes.',
      rows: perRoom(presenceRows),
    },
    {
      title: 'Objects where their class belongs',
      note: 'Facts: ALFWorld places them nowhere else.',
      rows: perRoom(belongingRows),
    },
    {
      title: 'Where objects lie',
      note: 'Share of all objects of a room. Facts: nobody counted.',
      rows: perRoom(placementRows),
    },
    {
      title: 'Task types',
      note: 'Share of a room’s games. Facts: which there are, not how often.',
      rows: perRoom(taskRows),
    },
    {
      title: 'Walkthrough length',
      note: 'Commands of the expert that knows where things are. Facts: facts.json has no lengths.',
      rows: walkthroughRows(games),
    },
  ];
}

function objectsOf(game: GeneratedGame): Lying[] {
  const places = new Map(game.scene.places.map((place) => [place.id, place]));
  const classes = new Map(
    Object.keys(ROOM_FACTS[game.name.room].objects)
      .concat(game.design.lamp ?? [])
      .map((className) => [`${className.toLowerCase()}type`, className]),
  );
  const types = new Map(
    game.facts.flatMap(([predicate, id = '', type = '']) =>
      predicate === 'objecttype' ? [[id, classes.get(type) ?? type]] : [],
    ),
  );
  return game.facts.flatMap(([predicate, id = '', at = '']) => {
    const place = places.get(at);
    if (predicate !== 'inreceptacle' || !place) return [];
    return [{ className: types.get(id) ?? '', place }];
  });
}

function receptacleRows(room: Room, scenes: readonly Scene[]): ReportRow[] {
  const row = (className: string, { share, low, median, high }: Fact): ReportRow => {
    const counts = scenes
      .map(({ places }) => places.filter((place) => place.className === className).length)
      .filter((count) => count > 0);
    const present = counts.length / scenes.length;
    return {
      room,
      what: className,
      measured: { share: present, ...spread(counts) },
      fact: { share, p10: low, p50: median, p90: high },
    };
  };
  const totals = scenes.map(({ places }) => places.length);
  return [
    { room, what: 'all', measured: { share: 1, ...spread(totals) }, fact: {} },
    ...Object.entries(ROOM_FACTS[room].receptacles).map(([name, fact]) => row(name, fact)),
  ];
}

type Fact = (typeof ROOM_FACTS)[Room]['receptacles'][string];

function sharingRows(room: Room, scenes: readonly Scene[]): ReportRow[] {
  const places = scenes.flatMap((scene) =>
    scene.places.map((place) => ({
      className: place.className,
      shared: scene.places.some((other) => other !== place && other.location === place.location),
    })),
  );
  const row = (what: string, own: typeof places, fact: Figures): ReportRow[] =>
    own.length === 0 ? [] : [{ room, what, measured: shareOf(own, ({ shared }) => shared), fact }];
  return [
    ...row('all', places, {}),
    ...Object.entries(SHARED_LOCATIONS[room].shares).flatMap(([name, share]) =>
      row(
        name,
        places.filter(({ className }) => className === name),
        { share },
      ),
    ),
  ];
}

function openableRows(scenes: readonly Scene[]): ReportRow[] {
  const places = scenes.flatMap((scene) => scene.places);
  return OPENABLE_CLASSES.flatMap((what): ReportRow[] => {
    const own = places.filter(({ className }) => className === what);
    if (own.length === 0) return [];
    const measured = shareOf(own, ({ openable }) => openable);
    const fact = what === 'Cabinet' ? { share: REAL_GAME.openable.Cabinet.share } : {};
    return [{ room: 'all rooms', what, measured, fact }];
  });
}

function objectRows(room: Room, games: readonly Counted[]): ReportRow[] {
  const sizes = games.map(({ objects }) => objects.length);
  const classes = games.map(({ objects }) => distinct(objects).length);
  const real = room === 'kitchen' ? REAL_GAME : null;
  const fact = (p50: number | undefined): Figures => (p50 === undefined ? {} : { p50 });
  return [
    { room, what: 'objects', measured: spread(sizes), fact: fact(real?.objects) },
    { room, what: 'classes', measured: spread(classes), fact: fact(real?.objectClasses) },
  ];
}

function copyRows(games: readonly Counted[]): ReportRow[] {
  const copies = (isTarget: boolean): number[] =>
    games.flatMap(({ game, objects }) =>
      distinct(objects)
        .filter((className) => (className === game.design.object) === isTarget)
        .map((className) => objects.filter((one) => one.className === className).length),
    );
  const row = (what: string, counts: readonly number[], fact: Figures): ReportRow => ({
    room: 'all rooms',
    what,
    measured: counts.length === 0 ? {} : { mean: mean(counts), most: Math.max(...counts) },
    fact,
  });
  return [
    row('target', copies(true), { most: MOST_COPIES.target }),
    row('other classes', copies(false), {
      mean: REAL_GAME.objects / REAL_GAME.objectClasses,
      most: MOST_COPIES.other,
    }),
  ];
}

function presenceRows(room: Room, games: readonly Counted[]): ReportRow[] {
  return Object.entries(ROOM_FACTS[room].objects)
    .filter(([what]) => isMovable(what) || TOGGLEABLE.includes(what))
    .flatMap(([what, share]): ReportRow[] => {
      const asks = ({ object, lamp }: TaskDesign): boolean =>
        TOGGLEABLE.includes(what) ? lamp !== null : object === what;
      const own = games.filter(({ game }) => !asks(game.design));
      if (own.length === 0) return [];
      const there = ({ objects }: Counted): boolean =>
        objects.some(({ className }) => className === what);
      return [{ room, what, measured: shareOf(own, there), fact: { share } }];
    });
}

function belongingRows(room: Room, games: readonly Counted[]): ReportRow[] {
  const lying = games.flatMap(({ game, objects }) =>
    objects.map(({ className, place }) => ({
      isTarget: className === game.design.object,
      belongs: className.endsWith('Lamp')
        ? LAMP_PLACES.includes(place.className)
        : (CAN_CONTAIN[place.className] ?? []).includes(className),
    })),
  );
  return [true, false].flatMap((target): ReportRow[] => {
    const own = lying.filter(({ isTarget }) => isTarget === target);
    if (own.length === 0) return [];
    const measured = shareOf(own, ({ belongs }) => belongs);
    return [{ room, what: target ? 'targets' : 'others', measured, fact: { share: 1 } }];
  });
}

function placementRows(room: Room, games: readonly Counted[]): ReportRow[] {
  const objects = games.flatMap((one) => one.objects);
  return Object.keys(ROOM_FACTS[room].receptacles).map((what) => ({
    room,
    what,
    measured: shareOf(objects, ({ place }) => place.className === what),
    fact: {},
  }));
}

function taskRows(room: Room, games: readonly Counted[]): ReportRow[] {
  return ROOM_FACTS[room].tasks.map((what) => ({
    room,
    what,
    measured: shareOf(games, ({ game }) => game.name.task === what),
    fact: {},
  }));
}

function walkthroughRows(games: readonly GeneratedGame[]): ReportRow[] {
  return TASK_TYPES.flatMap((what): ReportRow[] => {
    const own = games.filter(({ name }) => name.task === what);
    if (own.length === 0) return [];
    const lengths = own.map((game) => walkthrough(game).length);
    return [{ room: 'all rooms', what, measured: spread(lengths), fact: {} }];
  });
}

function distinct(objects: readonly Lying[]): string[] {
  return [...new Set(objects.map(({ className }) => className))];
}

/** How large a share of the items, and of how many. */
function shareOf<Item>(items: readonly Item[], holds: (item: Item) => boolean): Figures {
  return { share: items.filter(holds).length / items.length, of: items.length };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** As facts.json counts them: the value with a tenth, a half, nine tenths of the others below it. */
function spread(values: readonly number[]): Figures {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number): number | undefined => sorted[Math.floor(share * sorted.length)];
  const [p10, p50, p90] = [at(0.1), at(0.5), at(0.9)];
  if (p10 === undefined || p50 === undefined || p90 === undefined) return {};
  return { p10, p50, p90 };
}
