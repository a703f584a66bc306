import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { scoutPrompt, sightingsOf } from '../../src/lab/sender-views';
import { TRAINING_OPTIONS, trainingEpisode } from '../../src/lab/training-episodes';

const SEEDS = Array.from({ length: 120 }, (_, seed) => seed);

describe('training episodes', () => {
  it('replay in the engine, and end in a win', () => {
    for (const seed of SEEDS) {
      const name = splitGame('train', seed);
      const episode = trainingEpisode(name);
      for (const steps of [episode.informed, episode.explorer]) {
        if (!steps) continue;
        const game = new Game(generateGame(name));
        expect(game.reset().observation).toBe(episode.intro);
        let won = false;
        for (const { command, observation } of steps) {
          const turn = game.step(command);
          expect(turn.observation).toBe(observation);
          won = turn.won;
        }
        expect(won).toBe(true);
      }
    }
  });

  it('name the place of every target in every thought, as the sightings have it', () => {
    for (const seed of SEEDS) {
      const { targets, sightings, thoughts } = trainingEpisode(splitGame('train', seed));
      for (const target of targets) {
        const sighting = sightings.find((text) => text.startsWith(`${target} in `));
        const place = sighting?.slice(`${target} in `.length, -1) ?? 'missing';
        for (const thought of thoughts) {
          expect(thought).toContain(target);
          expect(thought).toContain(place);
        }
      }
    }
  });

  it('tell the truth unless stale, and about one in eight is stale', () => {
    const stale = SEEDS.filter((seed) => {
      const name = splitGame('train', seed);
      const episode = trainingEpisode(name);
      const truth = sightingsOf(new Game(generateGame(name))).map(
        ({ object, place }) => `${object} in ${place}.`,
      );
      expect(new Set(episode.sightings).size).toBe(truth.length);
      const lies = episode.sightings.filter((sighting) => !truth.includes(sighting));
      if (!episode.stale) expect(lies).toEqual([]);
      else expect(lies.length).toBeGreaterThan(0);
      return episode.stale;
    });
    expect(stale.length / SEEDS.length).toBeGreaterThan(0.04);
    expect(stale.length / SEEDS.length).toBeLessThan(0.25);
  });

  it('draw random commands of every kind but help', () => {
    const drawn = SEEDS.flatMap((seed) => {
      const options = { ...TRAINING_OPTIONS, randomShare: 0.5 };
      const { informed, explorer } = trainingEpisode(splitGame('train', seed), options);
      return [...(informed ?? []), ...(explorer ?? [])].filter(({ expert }) => !expert);
    });
    const verbs = new Set(drawn.map(({ command }) => command.split(' ')[0]));
    expect(drawn.length).toBeGreaterThan(1000);
    expect([...verbs]).toEqual(expect.arrayContaining(['go', 'take', 'look', 'inventory']));
    expect(verbs).not.toContain('help');
  });

  it('word the same game in many ways', () => {
    const openings = SEEDS.map((seed) => {
      const [first, second] = trainingEpisode(splitGame('train', seed)).thoughts;
      expect(first).not.toBe(second);
      return first?.split(' ').slice(0, 6).join(' ');
    });
    expect(new Set(openings).size).toBeGreaterThan(60);
  });

  it('show the scout everything, in an order that the seed decides', () => {
    const generated = generateGame(splitGame('unseen', 3));
    const game = new Game(generated);
    const prompt = scoutPrompt(generated, game, 'a');
    expect(prompt).toBe(scoutPrompt(generated, game, 'a'));
    expect(prompt).not.toBe(scoutPrompt(generated, game, 'b'));
    for (const { object, place } of sightingsOf(game)) {
      expect(prompt).toContain(`${object} in ${place}.`);
    }
    expect(prompt.startsWith(`Your task is to: ${generated.task}. `)).toBe(true);
  });
});
