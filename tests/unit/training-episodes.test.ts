import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { parseGameName, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { classOf } from '../../src/alfworld/names';
import {
  RELIABILITIES,
  SENDER_VIEWS,
  type SenderView,
  senderPromptText,
  sightingsOf,
  tellSender,
  wordSighting,
} from '../../src/lab/sender-views';
import {
  TRAINING_OPTIONS,
  type TrainingEpisode,
  type TrainingStep,
  trainingEpisode,
  trainingView,
} from '../../src/lab/training-episodes';
import { HubTokenizer } from '../../src/runtime/tokenizer';

const SEEDS = Array.from({ length: 120 }, (_, seed) => seed);
const MANY = Array.from({ length: 360 }, (_, seed) => seed);
/** Nothing is out of date and no command is random. */
const CALM = { ...TRAINING_OPTIONS, staleShare: 0, randomShare: 0, strayShare: 0 };

const episodeOf = (seed: number, view: SenderView, options = TRAINING_OPTIONS): TrainingEpisode =>
  trainingEpisode(splitGame('train', seed), view, options);

const designOf = ({ name }: TrainingEpisode) => generateGame(parseGameName(name)).design;

/** Names such as "mug 1". */
const namesIn = (text: string): string[] => text.match(/\b[a-z]+ \d+/g) ?? [];

/** Places in the order of the walk, each as often as it was walked to. */
const walk = (steps: readonly TrainingStep[]): string[] =>
  steps.flatMap(({ command }) => /^go to (.*)/.exec(command)?.[1] ?? []);

function shares(ranks: readonly number[]): number[] {
  return RELIABILITIES.map((_, rank) => ranks.filter((one) => one === rank).length / ranks.length);
}

describe.each(SENDER_VIEWS)('training episodes of the %s view', (view) => {
  it('replay in the engine, and end in a win', () => {
    let played = 0;
    for (const seed of SEEDS) {
      const episode = episodeOf(seed, view);
      for (const steps of [episode.informed, episode.named, episode.explorer]) {
        if (!steps) continue;
        played++;
        const game = new Game(generateGame(parseGameName(episode.name)));
        expect(game.reset().observation).toBe(episode.intro);
        let won = false;
        for (const { command, observation } of steps) {
          const turn = game.step(command);
          expect(turn.observation).toBe(observation);
          won = turn.won;
        }
        expect(won).toBe(true);
      }
      expect(episode.named === null || view === 'uncertain').toBe(true);
    }
    expect(played).toBeGreaterThan(SEEDS.length);
  });

  it('have the prompt that the lab gives the sender, unless they are stale', () => {
    let stale = 0;
    for (const seed of SEEDS) {
      const episode = episodeOf(seed, view);
      const generated = generateGame(parseGameName(episode.name));
      const told = tellSender(new Game(generated), generated.design, view, episode.name);
      const prompt = [episode.opening, ...episode.sightings].join(' ');
      const same = prompt === senderPromptText(generated.task, told);
      expect(same, episode.name).toBe(!episode.stale);
      stale += Number(episode.stale);
    }
    if (view === 'planner') expect(stale).toBe(0);
    else {
      expect(stale / SEEDS.length).toBeGreaterThan(0.03);
      expect(stale / SEEDS.length).toBeLessThan(0.25);
    }
  });

  it('are always the same for a name', () => {
    expect(episodeOf(5, view)).toEqual(episodeOf(5, view));
  });

  it('have thoughts of a length that the models are made for', () => {
    const folder = 'public/models/tiny';
    const tokenizer = existsSync(`${folder}/tokenizer.json`)
      ? new HubTokenizer(
          readFileSync(`${folder}/tokenizer.json`),
          readFileSync(`${folder}/tokenizer_config.json`),
        )
      : null;
    // A tokenizer from before the views spells their words.
    const knows = tokenizer?.encode(' perhaps').length === 1 || view === 'scout';
    for (const seed of SEEDS) {
      const { thought } = episodeOf(seed, view);
      const words = thought.split(' ').length;
      expect(words, thought).toBeGreaterThanOrEqual(105);
      expect(words, thought).toBeLessThanOrEqual(225);
      if (!tokenizer || !knows) continue;
      const tokens = tokenizer.encode(thought).length;
      expect(tokens, thought).toBeGreaterThanOrEqual(120);
      expect(tokens, thought).toBeLessThanOrEqual(250);
    }
  });

  it('word the games in many ways', () => {
    const openings = SEEDS.map((seed) =>
      episodeOf(seed, view).thought.split(' ').slice(0, 6).join(' '),
    );
    expect(new Set(openings).size).toBeGreaterThan(60);
    for (const seed of SEEDS) expect(episodeOf(seed, view).thought).not.toMatch(/[${}|]| {2}/);
  });
});

describe('scout episodes', () => {
  it('name the place of every target, as the sightings have it', () => {
    for (const seed of SEEDS) {
      const { targets, committed, sightings, thought } = episodeOf(seed, 'scout');
      for (const [index, { object, candidates }] of targets.entries()) {
        const place = committed[index] ?? 'missing';
        expect(candidates).toEqual([place]);
        expect(sightings).toContain(wordSighting({ object, place }));
        expect(thought).toContain(object);
        expect(thought).toContain(place);
      }
    }
  });

  it('tell everything, and the truth unless they are stale', () => {
    for (const seed of SEEDS) {
      const episode = episodeOf(seed, 'scout');
      const game = new Game(generateGame(parseGameName(episode.name)));
      const truth = sightingsOf(game).map(wordSighting);
      expect(new Set(episode.sightings).size).toBe(truth.length);
      const lies = episode.sightings.filter((sighting) => !truth.includes(sighting));
      expect(lies.length > 0).toBe(episode.stale);
    }
  });
});

describe('uncertain episodes', () => {
  const episodes = MANY.map((seed) => episodeOf(seed, 'uncertain', CALM));

  it('name the place that the thought settles on, by the shares of the reliabilities', () => {
    const ranks = episodes.flatMap(({ targets, committed }) =>
      targets.map(({ candidates }, index) => candidates.indexOf(committed[index] ?? '')),
    );
    expect(ranks).not.toContain(-1);
    for (const [rank, share] of shares(ranks).entries()) {
      expect(Math.abs(share - (RELIABILITIES[rank]?.share ?? 0))).toBeLessThan(0.08);
    }
  });

  it('name no other candidate of a target, unless it has another part in the plan', () => {
    for (const episode of episodes) {
      const { targets, committed, thought, sightings } = episode;
      const { destination, lamp } = designOf(episode);
      const lampPlaces = sightings
        .filter((text) => lamp && text.startsWith(`${lamp.toLowerCase()} `))
        .flatMap((text) => namesIn(text).slice(1));
      // What the thought says of a thing that is not needed.
      const elsewhere = thought
        .split('. ')
        .filter((sentence) => /There is also|I also s|Also noted|Then there is/.test(sentence))
        .flatMap(namesIn);
      const others = new Set([
        ...committed,
        ...lampPlaces,
        ...elsewhere,
        `${destination?.toLowerCase()} 1`,
        'sinkbasin 1',
        'microwave 1',
        'fridge 1',
      ]);
      const named = new Set(namesIn(thought));
      for (const { candidates, object } of targets) {
        expect(named).toContain(object);
        for (const place of candidates) {
          if (!others.has(place)) expect(named, thought).not.toContain(place);
        }
      }
      for (const place of committed) expect(named).toContain(place);
      expect(thought).not.toMatch(/likely in|maybe in|perhaps in/);
    }
  });

  it('are played to the named place first', () => {
    for (const { named, committed } of episodes) {
      expect(walk(named ?? [])[0] ?? committed[0]).toBe(committed[0]);
    }
    expect(episodes.filter(({ named }) => named).length).toBeGreaterThan(340);
  });

  it('are played with all reports by trying them in order until the object is there', () => {
    for (const { informed, targets } of episodes) {
      const [target] = targets;
      if (!target || targets.length > 1) continue;
      const taken = informed?.findIndex(({ command }) => command.startsWith('take ')) ?? -1;
      const tried = walk(informed?.slice(0, taken) ?? []);
      expect(tried).toEqual(target.candidates.slice(0, tried.length));
      // Two places can stand together: then the second is not walked to.
      expect(informed?.[taken]?.command).toBe(`take ${target.object} from ${target.place}`);
    }
  });

  it('are out of date by moving the true report only', () => {
    const stale = MANY.map((seed) =>
      episodeOf(seed, 'uncertain', { ...CALM, staleShare: 1 }),
    ).filter((episode) => episode.stale);
    expect(stale).toHaveLength(MANY.length);
    for (const { targets, sightings } of stale) {
      for (const { object, place, candidates } of targets) {
        expect(candidates).not.toContain(place);
        expect(new Set(candidates).size).toBe(3);
        for (const [rank, other] of candidates.entries()) {
          const reliability = RELIABILITIES[rank]?.word ?? 'likely';
          expect(sightings).toContain(wordSighting({ object, place: other, reliability }));
        }
      }
    }
  });
});

describe('hedging episodes', () => {
  it('name all three places of every target, the most reliable first', () => {
    for (const seed of MANY) {
      const { targets, committed, thought, opening } = episodeOf(seed, 'hedging');
      expect(opening).toMatch(/ Name every place\.$/);
      for (const [index, { object, candidates }] of targets.entries()) {
        expect(committed[index]).toBe(candidates[0]);
        const [first, second, third] = candidates;
        expect(thought).toMatch(
          new RegExp(
            `${object} is (most )?likely in ${first}, (else )?maybe in ${second}, (or )?perhaps in ${third}`,
          ),
        );
      }
    }
  });
});

describe('planner episodes', () => {
  it('name no single object of the class and no lamp, and are told of none', () => {
    for (const seed of MANY) {
      const episode = episodeOf(seed, 'planner');
      const { object, lamp } = designOf(episode);
      const wanted = [object, ...(lamp ? [lamp] : [])].map((name) => name.toLowerCase());
      expect(namesIn(episode.thought).filter((name) => wanted.includes(classOf(name)))).toEqual([]);
      expect(episode.thought).toContain(object.toLowerCase());
      expect(episode).toMatchObject({ sightings: [], committed: [], named: null, stale: false });
    }
  });

  it('are played by searching', () => {
    for (const seed of SEEDS) {
      const { informed, explorer } = episodeOf(seed, 'planner', CALM);
      expect(informed).toEqual(explorer);
    }
  });
});

describe('training games', () => {
  it('draw random commands of every kind but help', () => {
    const drawn = SEEDS.flatMap((seed) => {
      const options = { ...TRAINING_OPTIONS, randomShare: 0.5 };
      const { informed, explorer } = episodeOf(seed, 'scout', options);
      return [...(informed ?? []), ...(explorer ?? [])].filter(({ expert }) => !expert);
    });
    const verbs = new Set(drawn.map(({ command }) => command.split(' ')[0]));
    expect(drawn.length).toBeGreaterThan(1000);
    expect([...verbs]).toEqual(expect.arrayContaining(['go', 'take', 'look', 'inventory']));
    expect(verbs).not.toContain('help');
  });

  it('are mixed of all views', () => {
    const views = Array.from({ length: 2000 }, (_, seed) => trainingView(splitGame('train', seed)));
    const share = (view: SenderView): number =>
      views.filter((one) => one === view).length / views.length;
    expect(share('uncertain')).toBeGreaterThan(share('scout'));
    expect(share('scout')).toBeGreaterThan(share('hedging'));
    for (const view of SENDER_VIEWS) expect(share(view)).toBeGreaterThan(0.09);
  });
});
