import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { splitGame, splitGames } from '../../src/alfworld/game-name';
import { type GeneratedGame, generateGame } from '../../src/alfworld/generator';
import {
  drawRank,
  RELIABILITIES,
  SENDER_VIEWS,
  type SenderView,
  sightingsOf,
  tellSender,
  viewPrompt,
  wordSighting,
} from '../../src/lab/sender-views';
import { Rng } from '../../src/shared/rng';

const tell = (generated: GeneratedGame, view: SenderView, seed = 'a') =>
  tellSender(new Game(generated), generated.design, view, seed);

function expectShares(ranks: readonly number[]): void {
  for (const [rank, { share }] of RELIABILITIES.entries()) {
    const found = ranks.filter((one) => one === rank).length / ranks.length;
    expect(Math.abs(found - share)).toBeLessThan(0.04);
  }
}

describe('the sender’s prompt', () => {
  const generated = generateGame(splitGame('unseen', 3));
  const prompt = (view: SenderView, seed = 'a') =>
    viewPrompt(generated, new Game(generated), view, seed);

  it.each(SENDER_VIEWS)('is decided by game, view and seed: %s', (view) => {
    expect(prompt(view)).toBe(prompt(view));
    if (view !== 'planner') expect(prompt(view)).not.toBe(prompt(view, 'b'));
    expect(prompt(view).startsWith(`Your task is to: ${generated.task}.`)).toBe(true);
  });

  it('shows the scout everything', () => {
    const sightings = sightingsOf(new Game(generated));
    for (const sighting of sightings) expect(prompt('scout')).toContain(wordSighting(sighting));
    expect(prompt('scout').match(/ in [a-z]+ \d+\./g)).toHaveLength(sightings.length);
  });

  it('asks for every place in the hedging view, which has the reports of the uncertain one', () => {
    const asked = `Your task is to: ${generated.task}. Name every place.`;
    const uncertain = prompt('uncertain');
    expect(prompt('hedging')).toBe(uncertain.replace(`Your task is to: ${generated.task}.`, asked));
    for (const { word } of RELIABILITIES) expect(uncertain).toContain(` ${word} in `);
  });

  it('tells the planner the task alone', () => {
    expect(prompt('planner')).toBe(`Your task is to: ${generated.task}.`);
  });

  it('without a task of the six tells the uncertain sender what the scout is told', () => {
    const game = new Game(generated);
    const told = tellSender(game, null, 'uncertain', 'a');
    expect(told).toMatchObject({ view: 'uncertain', targets: [], lamp: null });
    expect(told.sightings).toEqual(tellSender(game, null, 'scout', 'a').sightings);
  });
});

describe('the reports of the uncertain view', () => {
  const games = splitGames('train', 0, 1500).map((name) => {
    const generated = generateGame(name);
    return { generated, told: tell(generated, 'uncertain', String(name.seed)) };
  });

  it('are true at each rank by the share of its reliability', () => {
    expectShares(
      games.flatMap(({ told }) =>
        told.targets.map(({ place, candidates }) => candidates.indexOf(place)),
      ),
    );
  });

  it('are of as many objects as the task asks for', () => {
    for (const { generated, told } of games) {
      const wanted = generated.design.task === 'pick_two_obj_and_place' ? 2 : 1;
      expect(new Set(told.targets.map(({ object }) => object)).size).toBe(wanted);
    }
  });
});

describe('the targets of an imported game', () => {
  it('are not those that stand at their destination already', () => {
    const name = splitGames('unseen', 0, 100).find(({ task }) => task === 'pick_two_obj_and_place');
    const generated = generateGame(name ?? splitGame('unseen', 0));
    const { design, scene, facts } = generated;
    const type = `${design.object.toLowerCase()}type`;
    const first = facts.find(([predicate, , of]) => predicate === 'objecttype' && of === type)?.[1];
    const goal = scene.places.find(({ className }) => className === design.destination)?.id ?? '';
    const moved = facts.map((fact): typeof fact =>
      fact[0] === 'inreceptacle' && fact[1] === first ? ['inreceptacle', first ?? '', goal] : fact,
    );
    const game = new Game({ ...generated, facts: moved });
    const away = sightingsOf(game).filter(
      ({ object, place }) =>
        object.startsWith(`${design.object.toLowerCase()} `) &&
        !place.startsWith(`${design.destination?.toLowerCase()} `),
    );
    const told = (seed: string) => tellSender(game, design, 'uncertain', seed).targets;
    expect(sightingsOf(game)).not.toEqual(sightingsOf(new Game(generated)));
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      expect(told(seed)).toHaveLength(Math.min(2, away.length));
      for (const { object, place } of told(seed)) expect(away).toContainEqual({ object, place });
    }
  });
});

describe('drawRank', () => {
  it('draws by the shares of the reliabilities', () => {
    const rng = new Rng('ranks');
    expectShares(Array.from({ length: 10_000 }, () => drawRank(rng)));
  });
});
