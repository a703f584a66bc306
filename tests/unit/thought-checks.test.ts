import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { parseGameName, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { sightingsOf } from '../../src/lab/sender-views';
import { checkThought, withoutPlaces } from '../../src/lab/thought-checks';
import { trainingEpisode } from '../../src/lab/training-episodes';

function example(seed: number) {
  const episode = trainingEpisode(splitGame('train', seed));
  const generated = generateGame(parseGameName(episode.name));
  return { episode, design: generated.design, truth: sightingsOf(new Game(generated)) };
}

const EXAMPLES = Array.from({ length: 150 }, (_, seed) => example(seed));

describe('checkThought', () => {
  it('finds every training thought correct, unless its game is stale', () => {
    for (const { episode, design, truth } of EXAMPLES) {
      for (const thought of episode.thoughts) {
        const { correct } = checkThought(thought, design, truth);
        expect(correct, `${episode.stale} ${thought}`).toBe(!episode.stale);
      }
    }
  });

  it('finds a thought wrong whose objects stand elsewhere, or that names too few', () => {
    for (const { episode, design, truth } of EXAMPLES) {
      const thought = episode.thoughts[0] ?? '';
      const moved = truth.map(({ object }) => ({ object, place: 'nowhere 1' }));
      expect(checkThought(thought, design, moved).correct).toBe(false);
      expect(checkThought('The task is easy.', design, truth).correct).toBe(false);
    }
  });
});

describe('withoutPlaces', () => {
  it('leaves no place of a target, but the rest of the thought', () => {
    for (const { episode, design, truth } of EXAMPLES) {
      const thought = episode.thoughts[0] ?? '';
      const { named } = checkThought(thought, design, truth);
      const rest = withoutPlaces(thought, named);
      for (const { place } of named) expect(`${rest} `).not.toMatch(new RegExp(`${place}\\b`));
      expect(rest.length).toBeGreaterThan(thought.length / 4);
      expect(thought.startsWith(rest.split('.')[0] ?? '')).toBe(true);
    }
  });
});
