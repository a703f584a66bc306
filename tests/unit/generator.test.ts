import { describe, expect, it } from 'vitest';
import { CAN_CONTAIN, ROOMS, TASK_TYPES, type TaskType } from '../../src/alfworld/domain';
import { Game } from '../../src/alfworld/game';
import { type GameName, parseGameName, roomsOf, splitGames } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { presetOf } from '../../src/alfworld/presets';
import { makeScene } from '../../src/alfworld/scene';
import { playExpert } from '../../src/lab/training-episodes';
import { Rng } from '../../src/shared/rng';

const CALM = { randomShare: 0, maxSteps: 60 };

function everyKind(seed: number): GameName[] {
  return TASK_TYPES.flatMap((task: TaskType) =>
    roomsOf(task).flatMap((room) =>
      (['train', 'dev', 'seen', 'unseen'] as const).map(
        (split): GameName => parseGameName(`g1/${split}/${room}/${task}/${seed}/standard`),
      ),
    ),
  );
}

describe('generator', () => {
  it('makes games that are unsolved at the start and that the expert solves unaided', () => {
    for (const name of [...everyKind(1), ...everyKind(2)]) {
      const generated = generateGame(name);
      expect(new Game(generated).reset().won).toBe(false);
      const steps = playExpert(generated, new Map(), new Rng('walk'), CALM);
      expect(steps, JSON.stringify(name)).not.toBeNull();
    }
  });

  it('is a function of the name', () => {
    const [first, second] = splitGames('unseen', 7, 2);
    if (!first || !second) throw new Error('no games');
    expect(generateGame(first)).toEqual(generateGame(first));
    expect(generateGame(first).facts).not.toEqual(generateGame(second).facts);
  });

  it('gives every object, place and agent an id of its own', () => {
    for (const name of splitGames('train', 0, 60)) {
      const ids = generateGame(name).objects.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('makes standard rooms of 18 to 28 receptacles and keeps scenes of splits apart', () => {
    for (const room of ROOMS) {
      for (let number = 1; number <= 30; number++) {
        const name = { version: 'g1', room, difficulty: 'standard', knobs: {} } as const;
        const { places } = makeScene(name, presetOf('g1', 'standard'), number);
        expect(places.length).toBeGreaterThanOrEqual(18);
        expect(places.length).toBeLessThanOrEqual(28);
      }
    }
    const scenes = (split: GameName['split']): number[] =>
      splitGames(split, 0, 200).map((name) => generateGame(name).scene.number);
    expect(Math.max(...scenes('train'))).toBeLessThanOrEqual(20);
    expect(Math.max(...scenes('seen'))).toBeLessThanOrEqual(20);
    expect(Math.min(...scenes('dev'))).toBeGreaterThan(20);
    expect(Math.max(...scenes('dev'))).toBeLessThanOrEqual(24);
    expect(Math.min(...scenes('unseen'))).toBeGreaterThan(24);
  });

  it('asks only for destinations that can hold the object and exist in the scene', () => {
    for (const name of splitGames('unseen', 0, 200)) {
      const { design, scene } = generateGame(name);
      if (design.destination === null) continue;
      expect(CAN_CONTAIN[design.destination]).toContain(design.object);
      expect(scene.places.map((place) => place.className)).toContain(design.destination);
    }
  });

  it('is hard to search: the unaided expert wins less than 60% of games in 20 steps', () => {
    const games = splitGames('unseen', 0, 200);
    const lengths = games.map(
      (name) => playExpert(generateGame(name), new Map(), new Rng('x'), CALM)?.length ?? Infinity,
    );
    const share = lengths.filter((steps) => steps <= 20).length / games.length;
    expect(share).toBeLessThan(0.6);
    expect(share).toBeGreaterThan(0.3);
  });
});
