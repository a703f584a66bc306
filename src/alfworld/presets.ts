import { LabError } from '../shared/errors';
import type { Rng } from '../shared/rng';
import type { Difficulty, GeneratorVersion } from './game-name';
import { MOST_COPIES, REAL_GAME } from './room-facts';

/**
 * What one generator version makes of one preset. The random draws behind a game name are these
 * settings' in their order, so a preset that has names is never changed: a new version is added.
 */
export interface Preset {
  /**
   * `independent`: every scene draws its furniture for itself, every light task its lamp.
   * `stratified`: the 30 scenes of a room have together what the facts count over 30 floor plans:
   * furniture, lamps, shared locations.
   */
  readonly furniture: 'independent' | 'stratified';
  /** Furniture is drawn again until the number of receptacles lies within. */
  readonly places: { readonly least: number; readonly most: number } | null;
  /** Class → share of its instances that open; 1 where absent. The others stand open. */
  readonly openable: Readonly<Record<string, number>>;
  /** Share of receptacles at the previous one's location, where scenes are independent. */
  readonly sharedLocations: number;
  /** Whether an object lies only in scenes with a receptacle, other than its destination, for it. */
  readonly needsUsualPlace: boolean;
  /** Objects of the target's class; at least two in the task of two. */
  readonly targetCopies: (two: boolean, rng: Rng) => number;
  /** At most this many other classes. */
  readonly otherClasses: (rng: Rng) => number;
  /** Objects of each other class that is there. */
  readonly otherCopies: (rng: Rng) => number;
  /** How often an object that is no target lies where its class belongs. */
  readonly usualShareOfOthers: number;
}

const G1 = {
  furniture: 'independent',
  sharedLocations: 0.05,
  needsUsualPlace: false,
  targetCopies: (two, rng) => (two ? 2 : rng.next() < 0.8 ? 1 : 2),
  otherCopies: (rng) => (rng.next() < 0.75 ? 1 : 2),
} as const satisfies Partial<Preset>;

const upTo = (most: number, least: number, rng: Rng): number =>
  least + rng.integer(most - least + 1);

const PRESETS: Readonly<Record<GeneratorVersion, Readonly<Partial<Record<Difficulty, Preset>>>>> = {
  g1: {
    /** Searching blindly takes longer than 20 steps; guessing from the class fails (findings.md, training, 3). */
    standard: {
      ...G1,
      places: { least: 18, most: 28 },
      openable: { Cabinet: 0.9, Drawer: 0.95 },
      otherClasses: (rng) => 7 + rng.integer(5),
      usualShareOfOthers: 0.5,
    },
    realistic: {
      ...G1,
      places: null,
      openable: { Cabinet: 0.6, Drawer: 0.85 },
      otherClasses: () => Number.POSITIVE_INFINITY,
      usualShareOfOthers: 1,
    },
  },
  g2: {
    realistic: {
      furniture: 'stratified',
      places: null,
      // Of drawers nothing was counted: as in g1.
      openable: { Cabinet: REAL_GAME.openable.Cabinet.share, Drawer: 0.85 },
      sharedLocations: 0,
      needsUsualPlace: true,
      targetCopies: (two, rng) => upTo(MOST_COPIES.target, two ? 2 : 1, rng),
      otherClasses: () => Number.POSITIVE_INFINITY,
      otherCopies: (rng) => upTo(MOST_COPIES.other, 1, rng),
      usualShareOfOthers: 1,
    },
  },
};

/** Throws a LabError 'bad-game-name' where the version does not make the preset. */
export function presetOf(version: GeneratorVersion, difficulty: Difficulty): Preset {
  const preset = PRESETS[version][difficulty];
  if (preset) return preset;
  const made = Object.keys(PRESETS[version]).join(', ');
  throw new LabError(
    'bad-game-name',
    `Generator ${version} makes ${made} games only. Write g1 for ${difficulty} ones.`,
  );
}
