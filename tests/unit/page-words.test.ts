import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Knob } from '../../src/alfworld/game-knobs';
import { formatGameName, parseGameName } from '../../src/alfworld/game-name';
import { SENDER_VIEWS } from '../../src/lab/sender-views';
import type { Edit, MessageSettings, Perturbation } from '../../src/lab/settings';
import {
  formatMegabytes,
  formatNats,
  formatProbability,
  formatRatio,
  showToken,
  wrapText,
} from '../../src/plots/format';
import {
  changeDifficulty,
  changeGame,
  changeKnob,
  DIFFICULTY_KNOBS,
  describeGame,
  fileToDrop,
  presetValue,
  gameProblem as problemOfGame,
  knobProblem as problemOfKnob,
  seedProblem as problemOfSeed,
  readGame,
  resetKnobs,
  tidyGame,
  tidyKnob,
} from '../../src/state/game-choice';
import {
  countPositions,
  describeCompression,
  isPerturbed,
  laneTitles,
  laneNames as namesOfLanes,
} from '../../src/state/lane-settings';
import { resultSentence, stepAnnouncement } from '../../src/state/run-status';
import { VIEW_OPTIONS, viewOf } from '../../src/state/view-choice';
import { CHINESE } from '../../src/words/chinese/chinese';
import { ENGLISH } from '../../src/words/english/english';
import { lane, message } from './run-fixtures';

const { lanes: laneWords, gamePicker, errors, rail } = ENGLISH;
const laneNames = (lanes: readonly MessageSettings[]): string[] => namesOfLanes(lanes, laneWords);
const knobProblem = (knob: Knob, text: string) => problemOfKnob(knob, text, gamePicker);
const gameProblem = (text: string) => problemOfGame(text, errors);
const seedProblem = (text: string) => problemOfSeed(text, gamePicker);

describe('lane names', () => {
  it('are the channels’ names, and longer where two lanes share a channel', () => {
    const lanes = [message('latent'), message('text'), message('none')];
    expect(laneNames(lanes)).toEqual(['Latent', 'CoT text', 'No message']);
    const k8 = message('latent', { compression: 'trained', k: 8 });
    expect(laneNames([message('latent'), k8, message('none')])).toEqual([
      'Latent full',
      'Latent K = 8',
      'No message',
    ]);
    expect(new Set(laneNames([k8, k8, k8])).size).toBe(3);
  });

  it('name the perturbation, and stay apart', () => {
    const rotated = { kind: 'random-rotation', scope: 'corpus', strength: 1, seed: 1 } as const;
    const noisy = { kind: 'cov-noise', scope: 'message', strength: 0.5, seed: 1 } as const;
    const k8 = message('latent', { compression: 'trained', k: 8 });
    const lanes = [
      { ...k8, perturbation: rotated },
      { ...k8, perturbation: noisy },
      message('text', { perturbation: { kind: 'cross-task', seed: 1 } }),
      message('none'),
    ];
    expect(laneNames(lanes)).toEqual([
      'Latent K = 8, RandomRot',
      'Latent K = 8, CovNoise 0.5',
      'CoT text, CrossTask',
      'No message',
    ]);
    const other = { ...k8, perturbation: { ...rotated, seed: 2 } };
    expect(new Set(laneNames([...lanes.slice(0, 1), other, k8, k8])).size).toBe(4);
    expect(lanes.map(isPerturbed)).toEqual([true, true, true, false]);
    for (const byHand of [{ words: 'x' }, { senderGame: 'g' }]) {
      expect(isPerturbed(message('latent', byHand))).toBe(true);
    }
    // What cannot reach an actor is no perturbation.
    expect(isPerturbed(message('none', { perturbation: rotated }))).toBe(false);
  });

  it('say which change by hand it was, so that edited lanes are told apart', () => {
    const full = message('latent');
    const edits = [
      { kind: 'remove', from: 88, to: 89 },
      { kind: 'zero', from: 2, to: 9 },
      { kind: 'certain', at: 'places' },
    ] as const;
    const lanes = [full, ...edits.map((edit) => message('latent', { edits: [edit] }))];
    expect(laneNames(lanes)).toEqual([
      'Latent full',
      'Latent full, step 89 removed',
      'Latent full, steps 3–9 zeroed',
      'Latent full, certain at the places',
    ]);
    expect(laneTitles(lanes, laneWords).map(({ short }) => short)).toEqual([
      'full',
      'step 89 removed',
      'steps 3–9 zeroed',
      'certain at the places',
    ]);
    expect(laneNames([message('latent', { edits, words: 'x' })])).toEqual(['Latent, 4 changes']);
    expect(laneNames([message('text', { words: 'x' })])).toEqual(['CoT text, words by hand']);
  });

  it('say what a disturbance was done with only where two would be called the same', () => {
    const rotated = { kind: 'random-rotation', scope: 'corpus', strength: 1, seed: 1 } as const;
    const lanes = (...changes: Partial<typeof rotated | { scope: 'message'; seed: number }>[]) =>
      changes.map((change) =>
        message('latent', { perturbation: { ...rotated, ...change } as Perturbation }),
      );
    expect(laneNames(lanes({}, { seed: 2 }))).toEqual([
      'Latent full, RandomRot, seed 1',
      'Latent full, RandomRot, seed 2',
    ]);
    expect(laneNames(lanes({}, { scope: 'message' }))).toEqual([
      'Latent full, RandomRot, corpus statistics',
      'Latent full, RandomRot, own statistics',
    ]);
    expect(laneNames(lanes({}, {}, { seed: 2 }))).toEqual([
      'Latent full, RandomRot, seed 1, lane 1',
      'Latent full, RandomRot, seed 1, lane 2',
      'Latent full, RandomRot, seed 2',
    ]);
    const noise = { kind: 'white-noise', strength: 1, seed: 1, steps: [2, 3, 4] } as const;
    const titles = laneTitles([message('latent', { perturbation: noise })], laneWords);
    expect(titles[0]).toEqual({
      name: 'Latent, WhiteNoise 1 at steps 3–5',
      detail: 'full, WhiteNoise 1 at steps 3–5',
      short: 'WhiteNoise 1 at steps 3–5',
    });
  });

  it('are never equal, in both languages', () => {
    const perturbation: fc.Arbitrary<Perturbation> = fc.oneof(
      fc.constant({ kind: 'none' } as const),
      fc.record({ kind: fc.constantFrom('cross-task', 'same-type'), seed: fc.nat(2) }),
      fc.record({
        kind: fc.constantFrom('cov-noise', 'random-rotation'),
        scope: fc.constantFrom('corpus', 'message'),
        strength: fc.constantFrom(0.5, 1),
        seed: fc.nat(1),
      }),
    );
    const edit: fc.Arbitrary<Edit> = fc.oneof(
      fc.record({
        kind: fc.constant('remove'),
        from: fc.nat(2),
        to: fc.integer({ min: 3, max: 4 }),
      }),
      fc.record({ kind: fc.constant('certain'), at: fc.constantFrom('places', 'rest') }),
    );
    const settings = fc
      .record({
        channel: fc.constantFrom('latent', 'text', 'none', 'human'),
        compression: fc.constantFrom('full', 'trained', 'kept'),
        k: fc.constantFrom(4, 8),
        perturbation,
        edits: fc.array(edit, { maxLength: 3 }),
      })
      .map(({ channel, ...rest }) => message(channel, channel === 'latent' ? rest : {}));
    fc.assert(
      fc.property(fc.array(settings, { minLength: 1, maxLength: 4 }), (lanes) => {
        for (const { lanes: words } of [ENGLISH, CHINESE]) {
          const titles = laneTitles(lanes, words);
          for (const key of ['name', 'short'] as const) {
            expect(new Set(titles.map((title) => title[key])).size).toBe(lanes.length);
          }
        }
      }),
    );
  });

  it('say how the message is shortened', () => {
    expect(
      describeCompression(message('latent', { compression: 'truncated', ratio: 0.25 }), laneWords),
    ).toBe('first 25%');
    expect(describeCompression(message('text'), laneWords)).toBe('');
    expect(countPositions('latent', 1, laneWords)).toBe('1 vector');
    expect(countPositions('text', 168, laneWords)).toBe('168 tokens');
  });
});

describe('wrapText', () => {
  it('cuts at spaces, and says where it left something out', () => {
    expect(wrapText('full, RandomRot', 17, 2)).toEqual(['full, RandomRot']);
    expect(wrapText('full, step 89 removed', 17, 2)).toEqual(['full, step 89', 'removed']);
    expect(wrapText('one two three four five', 8, 2)).toEqual(['one two', 'three f…']);
    expect(wrapText('incomprehensible', 8, 2)).toEqual(['incompr…']);
    expect(wrapText('', 8, 2)).toEqual([]);
  });

  it('counts a Chinese character as two letters, and keeps its marks with it', () => {
    expect(wrapText('全长，删去第 89 步', 10, 2)).toEqual(['全长，删去', '第 89 步']);
    expect(wrapText('一二三四，五', 8, 2)).toEqual(['一二三', '四，五']);
  });
});

describe('numbers', () => {
  it('never round a token to impossible or certain that is not', () => {
    expect(formatProbability(0.92149)).toBe('0.921');
    expect(formatProbability(0.0004)).toBe('<0.001');
    expect(formatProbability(0)).toBe('0.000');
    expect(formatProbability(0.9996)).toBe('>0.999');
    expect(formatProbability(1)).toBe('1.000');
    expect(formatNats(0.314)).toBe('0.31');
    expect(formatNats(0.0004)).toBe('<0.01');
  });

  it('are short', () => {
    expect(formatRatio(21.04)).toBe('21');
    expect(formatRatio(2)).toBe('2');
    expect(formatRatio(9.97)).toBe('10');
    expect(formatMegabytes(2_100_000)).toBe('2.1');
    expect(showToken(' fridge 1')).toBe('␣fridge 1');
    expect(showToken('.\n')).toBe('.↵');
  });
});

describe('what happened, in words', () => {
  const lanes = [
    lane(['open fridge 1', 'look'], { outcome: 'won' }),
    lane(['look'], { settings: message('text'), outcome: 'context-full' }),
    lane([], { settings: message('none'), outcome: 'lost' }),
    lane([], { settings: message('latent', { compression: 'trained' }), outcome: 'failed' }),
  ];

  it('tells how each lane ended', () => {
    expect(resultSentence(lanes, ENGLISH)).toBe(
      'Latent full won in 2 steps. CoT text ran out of context after 1 step. No message lost after 0 steps. Latent K = 8 could not be played.',
    );
  });

  it('announces a step of the lanes that took it', () => {
    expect(stepAnnouncement(lanes, 2, ENGLISH)).toBe('Step 2. Latent full: look.');
    expect(stepAnnouncement(lanes, 3, ENGLISH)).toBe('');
  });
});

describe('the game picker', () => {
  const heat = parseGameName('g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard');

  it('changes one part of a name', () => {
    expect(changeGame(heat, { seed: 9, split: 'dev' })).toBe(
      'g1/dev/kitchen/pick_heat_then_place_in_recep/9/standard',
    );
    expect(describeGame({ kind: 'game', name: heat }, gamePicker)).toBe(
      'Unseen kitchen game 7: heat, then place',
    );
  });

  it('never names a game that does not exist', () => {
    const moved = changeGame(heat, { room: 'bathroom' });
    expect(moved).toMatch(/^g1\/unseen\/bathroom\//);
    expect(readGame(moved).kind).toBe('game');
    const bedroom = parseGameName('g1/unseen/bedroom/pick_and_place_simple/1/standard');
    const cooked = changeGame(bedroom, { task: 'pick_heat_then_place_in_recep' });
    expect(cooked).toBe('g1/unseen/kitchen/pick_heat_then_place_in_recep/1/standard');
  });

  it('says what is wrong with a name', () => {
    const reading = readGame('g1/unseen/kitchen');
    expect(reading).toMatchObject({ kind: 'wrong', error: { code: 'bad-game-name' } });
    const later = readGame('g9/unseen/kitchen/pick_heat_then_place_in_recep/7/standard');
    expect(later).toMatchObject({
      kind: 'wrong',
      error: { message: expect.stringContaining('g9') },
    });
  });

  it('changes the difficulty, in the one way a name says it', () => {
    const usual = DIFFICULTY_KNOBS.find(({ key }) => key === 'usual') as Knob;
    const turned = changeKnob(heat, 'usual', '0.50');
    expect(turned).toBe('g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard+usual=0.5');
    const both = changeKnob(parseGameName(turned), 'places', '30');
    expect(both).toMatch(/\/standard\+places=30\+usual=0\.5$/);
    expect(changeKnob(parseGameName(turned), 'usual', '')).toBe(formatGameName(heat));
    expect(resetKnobs(parseGameName(both))).toBe(formatGameName(heat));
    expect(changeDifficulty(heat, 'realistic')).toMatch(/\/7\/realistic$/);
    expect(changeDifficulty(parseGameName(both), 'realistic')).toBe(
      'g2/unseen/kitchen/pick_heat_then_place_in_recep/7/realistic+places=30+usual=0.5',
    );
    const always = parseGameName(changeKnob(heat, 'usual', '1'));
    expect(changeDifficulty(always, 'realistic')).toMatch(/\/realistic$/);
    expect(knobProblem(usual, '0.5')).toBeNull();
    expect(knobProblem(usual, '')).toBeNull();
    expect(knobProblem(usual, '2')).toMatch(/^Target in its usual place is a number from 0 to 1/);
    expect(knobProblem(usual, 'often')).not.toBeNull();
    expect(knobProblem(usual, '0,5')).toContain('use a point, 0.5');
    expect(knobProblem(usual, '.5')).toBeNull();
    const places = DIFFICULTY_KNOBS.find(({ key }) => key === 'places') as Knob;
    expect(knobProblem(places, '30')).toBeNull();
    for (const text of ['0x10', '1e1', '12.0', '7', '41', '-9', 'Infinity', '1,5']) {
      expect(knobProblem(places, text), text).toContain('a whole number from 8 to 40');
    }
    for (const text of ['1e0', '0x1', '5e-1', '.', '1.']) {
      expect(knobProblem(usual, text), text).toContain('a number from 0 to 1');
    }
    expect(['0.50', '.5', '0.0', ''].map((text) => tidyKnob(usual, text, heat))).toEqual([
      '0.5',
      '0.5',
      '',
      '',
    ]);
    expect(presetValue(usual, heat, gamePicker)).toBe('0');
  });

  it('writes a name in one way, and leaves what is no name', () => {
    const tidy = 'g1/dev/kitchen/pick_heat_then_place_in_recep/4/standard';
    for (const end of ['0004/standard', '4/standard+usual=0', '4/standard+usual=0.00']) {
      expect(tidyGame(tidy.replace('4/standard', end))).toBe(tidy);
    }
    expect(tidyGame(`${tidy} places=12`)).toBe(`${tidy}+places=12`);
    expect(tidyGame('file/x/0123456789abcdef')).toBe('file/x/0123456789abcdef');
    expect(tidyGame('g1/nowhere 4')).toBe('g1/nowhere 4');
    expect(gameProblem('g1/nowhere')).toContain('not a game name');
    expect(gameProblem(tidy)).toBeNull();
    expect(seedProblem('0004')).toBeNull();
    for (const text of ['0x10', '1e1', '1.5', '', '4/standard', '99999999999']) {
      expect(seedProblem(text), text).toContain('not a whole number');
    }
  });

  it('knows a game from a file, and says which file to drop', () => {
    const reading = readGame('file/pick_x-28/0123456789abcdef/alice');
    expect(reading).toEqual({
      kind: 'file',
      title: 'pick_x-28',
      hash: '0123456789abcdef',
      agent: 'alice',
    });
    expect(describeGame(reading, gamePicker)).toBe('pick_x-28');
    expect(reading.kind === 'file' && fileToDrop(reading, gamePicker)).toContain(
      'game.tw-pddl of pick_x-28',
    );
    const short = readGame('file/pick_x-28');
    expect(short.kind === 'file' && fileToDrop(short, gamePicker)).toMatch(
      /of pick_x-28 on the page\.$/,
    );
    for (const wrong of ['file/', 'file//0123456789abcdef', 'file/x/0123', 'file/x/../y']) {
      expect(readGame(wrong), wrong).toMatchObject({ kind: 'wrong' });
    }
  });
});

describe('the sender’s view', () => {
  it('has a button and one line that names it, for each', () => {
    expect([...VIEW_OPTIONS].sort()).toEqual([...SENDER_VIEWS].sort());
    for (const view of VIEW_OPTIONS) {
      expect(rail.viewNotes[view].toLowerCase().startsWith(`${rail.views[view]}: `)).toBe(true);
    }
  });

  it('is the scout’s in settings from before the views', () => {
    const settings = { game: 'g1/dev/x', stepBudget: 20, lanes: [] };
    expect(viewOf(settings)).toBe('scout');
    expect(viewOf({ ...settings, view: 'planner' })).toBe('planner');
  });
});
