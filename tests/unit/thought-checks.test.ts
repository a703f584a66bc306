import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { parseGameName, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { SENDER_VIEWS, type SenderView, tellSender } from '../../src/lab/sender-views';
import { checkThought, withoutPlaces } from '../../src/lab/thought-checks';
import { trainingEpisode } from '../../src/lab/training-episodes';

function example(seed: number, view: SenderView) {
  const episode = trainingEpisode(splitGame('train', seed), view);
  const { design, ...problem } = generateGame(parseGameName(episode.name));
  const told = tellSender(new Game(problem), design, view, episode.name);
  return { episode, design, told };
}

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);
const EXAMPLES = Object.fromEntries(
  SENDER_VIEWS.map((view) => [view, SEEDS.map((seed) => example(seed, view))]),
) as Record<SenderView, ReturnType<typeof example>[]>;

describe.each(SENDER_VIEWS)('checkThought in the %s view', (view) => {
  it('finds every training thought correct, unless it goes by what is out of date', () => {
    for (const { episode, design, told } of EXAMPLES[view]) {
      const { correct, ranks } = checkThought(episode.thought, design, told);
      const committed = told.targets.map(({ candidates }, index) =>
        candidates.indexOf(episode.committed[index] ?? ''),
      );
      // A thought of the uncertain view may settle on a report that is not the one out of date.
      const isStale = view === 'uncertain' ? committed.includes(-1) : episode.stale;
      expect(correct, episode.thought).toBe(!isStale);
      if (view === 'uncertain' && !isStale) expect(ranks).toEqual(committed);
      if (view === 'scout' && !isStale) expect(ranks).toEqual(told.targets.map(() => 0));
      if (view === 'planner') expect(ranks).toEqual(told.targets.map(() => null));
    }
  });

  it('finds a thought wrong that says nothing', () => {
    for (const { design, told } of EXAMPLES[view]) {
      expect(checkThought('The task is easy.', design, told).correct).toBe(false);
    }
  });
});

describe.each(['scout', 'uncertain', 'hedging'] as const)('a thought of the %s view', (view) => {
  it('is wrong where its objects were not reported', () => {
    for (const { episode, design, told } of EXAMPLES[view]) {
      const sightings = told.sightings.map((sighting) => ({ ...sighting, place: 'nowhere 1' }));
      expect(checkThought(episode.thought, design, { ...told, sightings }).correct).toBe(false);
    }
  });

  it('is no plan without sightings, as the planner’s', () => {
    for (const { episode, design, told } of EXAMPLES[view]) {
      const { correct } = checkThought(episode.thought, design, { ...told, view: 'planner' });
      expect(correct).toBe(false);
    }
  });
});

describe('the one place of the uncertain view', () => {
  const design = {
    task: 'pick_and_place_simple',
    object: 'Mug',
    destination: 'Shelf',
    lamp: null,
  } as const;
  const places = ['drawer 1', 'cabinet 2', 'desk 1'];
  const told = {
    view: 'uncertain',
    sightings: places.map((place) => ({ object: 'mug 1', place })),
    targets: [{ object: 'mug 1', place: 'desk 1', candidates: places }],
    lamp: null,
  } as const;
  const check = (text: string) => checkThought(text, design, told);

  it.each([
    ['I settle on mug 1 being in drawer 1.', true, 0],
    ['mug 1 should be in cabinet 2, I think. Go to cabinet 2 and take mug 1.', true, 1],
    ['My guess is mug 1 in desk 1.', true, 2],
    ['mug 1 may well be in drawer 1. Go to desk 1 and take mug 1.', false, null],
    ['mug 1 should be in shelf 1.', false, null],
    ['mug 2 should be in drawer 1.', false, null],
    ['For mug 1, three places are named.', false, null],
  ])('%s', (text, correct, rank) => {
    expect(check(text)).toMatchObject({ correct, ranks: [rank] });
  });
});

describe('the three places of the hedging view', () => {
  const { design, told } = EXAMPLES.hedging.find(
    ({ told: { targets } }) => targets.length === 1,
  ) as ReturnType<typeof example>;
  const [target] = told.targets;
  const [first, second, third] = target?.candidates ?? [];
  const lamp = told.lamp ? ` ${told.lamp.object} is in ${told.lamp.place}.` : '';
  const check = (text: string) =>
    checkThought(`${target?.object} is ${text}.${lamp}`, design, told);

  it('are all to be named, each with its reliability', () => {
    expect(check(`likely in ${first}, maybe in ${second}, perhaps in ${third}`).correct).toBe(true);
    expect(check(`likely in ${second}, maybe in ${first}, perhaps in ${third}`).correct).toBe(
      false,
    );
    expect(check(`likely in ${first}`).correct).toBe(false);
    expect(check(`in ${first}`).correct).toBe(false);
  });
});

describe('withoutPlaces', () => {
  it.each(['scout', 'uncertain', 'hedging'] as const)(
    'leaves no place of a target, but the rest of the thought: %s',
    (view) => {
      for (const { episode, design, told } of EXAMPLES[view]) {
        const { thought } = episode;
        const { named } = checkThought(thought, design, told);
        const rest = withoutPlaces(thought, named);
        expect(named.length).toBeGreaterThan(0);
        for (const { place } of named) expect(`${rest} `).not.toMatch(new RegExp(`${place}\\b`));
        expect(rest.length).toBeGreaterThan(thought.length / 4);
        expect(thought.startsWith(rest.split('.')[0] ?? '')).toBe(true);
      }
    },
  );

  it('leaves the planner’s thought as it is', () => {
    for (const { episode, design, told } of EXAMPLES.planner) {
      const { named } = checkThought(episode.thought, design, told);
      expect(withoutPlaces(episode.thought, named)).toBe(episode.thought);
    }
  });
});
