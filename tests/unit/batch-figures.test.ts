import { describe, expect, it } from 'vitest';
import {
  batchFigures,
  conditionsOf,
  groupedFigures,
  pairedLines,
  partsOf,
  stepsToSuccess,
  tableRows,
  usualBaseline,
} from '../../src/lab/batch-figures';
import {
  repeatedCommands,
  secondToCandidate,
  truthRank,
  visitedPlaces,
} from '../../src/lab/batch-line';
import { batchProgress } from '../../src/lab/batch-progress';
import { holm } from '../../src/shared/paired';
import { paperFigures } from '../../src/shared/paper';
import tables from '../../src/shared/paper.json' with { type: 'json' };
import { paperTable1, paperTable3 } from '../../src/shared/paper-tables';
import {
  batchSettings,
  CROSS,
  HALF,
  inventedLines,
  LATENT,
  line,
  NONE,
  TEXT,
} from './batch-fixtures';

describe('batchFigures', () => {
  const failure = { code: 'x', message: 'x' };
  const lines = [
    line({ steps: 4, receptacles: 2, inadmissible: 1, repeated: 0, secondToCandidate: true }),
    line({ steps: 8, receptacles: 4, messageLength: 30, secondToCandidate: false }),
    line({ steps: 12, outcome: 'lost', receptacles: 9, repeated: 5 }),
    line({
      steps: 3,
      outcome: 'context-full',
      receptacles: 1,
      messageLength: null,
      times: { communication: null, play: 1 },
    }),
    line({
      steps: 0,
      outcome: 'failed',
      failure,
      receptacles: 0,
      messageLength: null,
      bytes: null,
      times: null,
      repeated: 0,
    }),
  ];
  const figures = batchFigures(lines, 20);

  it('counts what was not won, failed episodes too, as the whole budget', () => {
    expect(figures).toMatchObject({ games: 5, won: 2, success: 0.4, failed: 1, contextFull: 1 });
    expect(figures.stepsMean).toBe((4 + 8 + 20 + 20 + 20) / 5);
    expect(figures.stepsOfWins).toBe(6);
  });

  it('averages the rest over episodes that did not fail', () => {
    expect(figures.receptacles).toBe(4);
    expect(figures.positions).toBe((10 + 30 + 10) / 3);
    expect(figures.communicationMs).toBe(28);
    expect(figures.generationMs).toBe(20);
    expect(figures.repeatedShare).toBe((0 + 1 + 5 + 1) / 27);
    expect(figures.inadmissibleShare).toBe(1 / 27);
    expect(figures.secondToCandidate).toEqual({ games: 2, share: 0.5 });
  });

  it('knows nothing without games', () => {
    expect(batchFigures([], 20)).toMatchObject({ success: null, ci95: [0, 1], stepsMean: null });
  });

  it('adds up wins by step', () => {
    expect(stepsToSuccess(lines, 8)).toEqual([0, 0, 0, 0, 0.2, 0.2, 0.2, 0.2, 0.4]);
  });
});

describe('what a trace says of exploration', () => {
  const step = (command: string, observation = 'You arrive.') => ({ command, observation });

  it('visits receptacles, in a row once, and not where nothing happened', () => {
    const steps = [
      step('go to fridge 1'),
      step('open fridge 1'),
      step('go to shelf 1', 'Nothing happens.'),
      step(' go to desk 1'),
      step('look'),
      step('go to fridge 1'),
    ];
    expect(visitedPlaces(steps)).toEqual(['fridge 1', 'desk 1', 'fridge 1']);
    expect(repeatedCommands(steps)).toBe(1);
  });

  const told = {
    targets: [{ object: 'mug 1', place: 'desk 1', candidates: ['shelf 1', 'desk 1', 'bed 1'] }],
  };

  it.each([
    [['sofa 1', 'shelf 1', 'bed 1'], true],
    [['shelf 1', 'sofa 1', 'bed 1'], false],
    [['shelf 1'], false],
    [['desk 1', 'shelf 1'], null],
    [['sofa 1'], null],
  ])('the second place of %j', (places, expected) => {
    expect(secondToCandidate(places, told)).toBe(expected);
  });

  it('the rank of the truth is that of the less reliable target', () => {
    const certain = { object: 'mug 2', place: 'bed 1', candidates: ['bed 1'] };
    const [first] = told.targets;
    const second = { object: 'mug 2', place: 'bed 1', candidates: ['x 1', 'y 1', 'bed 1'] };
    expect(truthRank(told)).toBe(1);
    expect(truthRank({ targets: first ? [first, second] : [] })).toBe(2);
    expect(truthRank({ targets: [certain] })).toBeNull();
    expect(truthRank({ targets: [] })).toBeNull();
  });
});

describe('tableRows', () => {
  const conditions = [NONE, TEXT, LATENT].map((message) => ({ view: 'scout', message }) as const);
  const games = {
    kind: 'splits',
    splits: ['seen', 'unseen'],
    taskTypes: ['pick_two_obj_and_place'],
    games: 20,
    firstSeed: 0,
  } as const;
  const settings = batchSettings({ conditions, games });
  const lines = inventedLines(settings, (condition, game) => {
    if (condition === 'scout/none') return game < 4;
    return condition === 'scout/text' ? game % 2 === 0 : true;
  });
  const rows = tableRows({ settings, lines }, { conditions, baseline: 'scout/none' });

  it('has a row for each split and condition, with what is planned', () => {
    expect(rows.map(({ id, split }) => `${split} ${id}`)).toEqual([
      'seen scout/none',
      'seen scout/text',
      'seen scout/latent',
      'unseen scout/none',
      'unseen scout/text',
      'unseen scout/latent',
    ]);
    expect(rows.every(({ complete, planned }) => complete && planned === 20)).toBe(true);
  });

  it('compares over the same games and corrects over the whole table', () => {
    const compared = rows.filter(({ comparison }) => comparison !== null);
    expect(compared).toHaveLength(4);
    expect(rows[0]?.comparison).toBeNull();
    const corrected = holm(compared.map(({ comparison }) => comparison?.p ?? 1));
    expect(compared.map(({ comparison }) => comparison?.pHolm)).toEqual(corrected);
    // Games alternate between the splits: seen games are the even ones, of which text wins all.
    expect(rows[1]?.comparison).toMatchObject({ games: 20, firstOnly: 18, secondOnly: 0, both: 2 });
    expect(rows[4]?.comparison).toMatchObject({ games: 20, firstOnly: 0, secondOnly: 2 });
  });

  it('is provisional until all planned games were played, and pairs what both have', () => {
    const partial = lines.filter(
      ({ game, condition }) => condition !== 'scout/text' || !game.includes('/kitchen/'),
    );
    const [, text] = tableRows(
      { settings, lines: partial },
      { conditions, baseline: 'scout/none' },
    );
    expect(text?.complete).toBe(false);
    expect(text?.comparison?.games).toBe(text?.figures.games);
  });

  it('has no comparison where there is nothing to compare with', () => {
    expect(
      tableRows({ settings, lines: [] }, { conditions, baseline: 'scout/none' })[1]?.comparison,
    ).toBeNull();
    const none = tableRows({ settings, lines }, { conditions, baseline: null });
    expect(none.every(({ comparison }) => comparison === null)).toBe(true);
    expect(pairedLines([line({ game: 'a' })], [line({ game: 'b' })])).toBeNull();
  });

  it('groups by what a line says', () => {
    const byRoom = groupedFigures(lines, 12, ({ room }) => room);
    const total = [...byRoom.values()].reduce((sum, { games: count }) => sum + count, 0);
    expect(total).toBe(lines.length);
    expect([...byRoom.keys()]).toEqual([...byRoom.keys()].sort());
    expect(
      groupedFigures(lines, 12, ({ truthRank: rank }) => (rank === null ? null : `${rank}`)).size,
    ).toBe(0);
  });

  it('puts conditions into the paper’s tables', () => {
    expect(partsOf(LATENT)).toEqual(['channels', 'compression']);
    expect(partsOf(TEXT)).toEqual(['channels']);
    expect(partsOf(CROSS)).toEqual(['channels']);
    expect(partsOf(HALF)).toEqual(['compression']);
    const parts = {
      conditions: [NONE, TEXT, HALF].map((message) => ({ view: 'scout', message }) as const),
    };
    expect(conditionsOf(batchSettings(parts), 'scout', 'compression')).toHaveLength(2);
    expect(usualBaseline(parts.conditions, 'compression')).toBe('scout/none');
    expect(usualBaseline([], 'channels')).toBeNull();
  });
});

describe('batchProgress', () => {
  it('goes by what was played since the start', () => {
    const progress = batchProgress({ done: 30, failed: 2, before: 10, total: 50 }, 10_000);
    expect(progress).toEqual({ done: 30, total: 50, failed: 2, perMinute: 120, secondsLeft: 10 });
  });

  it('does not know before the first episode', () => {
    const progress = batchProgress({ done: 10, failed: 0, before: 10, total: 50 }, 10_000);
    expect(progress).toMatchObject({ perMinute: null, secondsLeft: null });
  });
});

describe('the paper’s tables', () => {
  it('agree with what the card has of them', () => {
    let compared = 0;
    for (const condition of Object.keys(tables)) {
      const card = paperFigures(condition) ?? [];
      const first = paperTable1(condition) ?? [];
      if (first.length > 0) {
        expect(first.slice(0, 2), condition).toEqual(card);
        compared++;
      }
      const third = paperTable3(condition);
      if (third) {
        expect({ seen: third.seen, unseen: third.unseen }, condition).toEqual(card[0]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(15);
  });

  it('have what the card leaves out', () => {
    expect(paperTable1('none')?.[2]).toEqual({ seen: 63.57, unseen: 58.4 });
    expect(paperTable1('cross-task')?.[2]).toEqual({ seen: null, unseen: null });
    expect(paperTable3('k128')).toEqual({ seen: 68.1, unseen: 62.94, seconds: 2.25 });
    expect(paperTable3('kept-8')).toBeNull();
    expect(paperTable3('untrained-16')?.seconds).toBe(0.62);
  });
});
