import { describe, expect, it } from 'vitest';
import { compareResults } from '../../src/lab/batch-compare';
import {
  comparedTable,
  comparisonAsCsv,
  comparisonAsJson,
  comparisonAsMarkdown,
} from '../../src/lab/batch-compare-report';
import { differencesBetween, differenceTexts } from '../../src/lab/batch-differences';
import { holm } from '../../src/shared/paired';
import { batchReport as chinese } from '../../src/words/chinese/batch-report';
import { batchReport as words } from '../../src/words/english/batch-report';
import { batchFile, batchSettings, inventedLines, LATENT, NONE, SOURCE } from './batch-fixtures';

const settings = batchSettings({
  games: {
    kind: 'splits',
    splits: ['seen', 'unseen'],
    taskTypes: ['pick_two_obj_and_place'],
    games: 10,
    firstSeed: 0,
  },
  stepBudget: 20,
  conditions: (['scout', 'planner'] as const).flatMap((view) =>
    [NONE, LATENT].map((message) => ({ view, message })),
  ),
});
const one = batchFile(
  settings,
  inventedLines(settings, (condition) => condition.endsWith('/latent')),
);
/** Without a message as before; with the latents it never wins. */
const other = batchFile(
  settings,
  inventedLines(settings, () => false),
);
const names = { here: 'runs/one.json', there: 'runs/other.json', name: 'other.json' };

describe('two results side by side', () => {
  const views = compareResults(one, other);

  it('have a table a view with rows of each split, corrected over the view alone', () => {
    expect(views.map(({ view, rows }) => [view, rows.length])).toEqual([
      ['scout', 4],
      ['planner', 4],
    ]);
    const [first] = views;
    expect(first?.rows.map(({ split, id }) => `${split} ${id}`)).toEqual([
      'seen scout/none',
      'seen scout/latent',
      'unseen scout/none',
      'unseen scout/latent',
    ]);
    const p = first?.rows.map((row) => row.difference.p) ?? [];
    expect(first?.rows.map(({ pHolm }) => pHolm)).toEqual(holm(p));
    expect(first?.rows[1]).toMatchObject({ difference: { games: 10, firstOnly: 10 }, steps: -14 });
    expect(first?.rows[1]?.disagreements).toHaveLength(10);
    expect(first?.rows[0]).toMatchObject({ steps: 0, disagreements: [] });
  });

  it('count the games not won with the budget of their own', () => {
    const longer = batchFile({ ...settings, stepBudget: 30 }, other.lines);
    expect(compareResults(one, longer)[0]?.rows[0]?.steps).toBe(-10);
  });

  it('say what is shown and what is not', () => {
    const [scout] = views;
    if (!scout) throw new Error('No view.');
    const { columns, rows, notes } = comparedTable(scout, 'other.json', words);
    expect(columns).toContain('Steps');
    expect(columns.join()).not.toContain('%:');
    expect(rows[1]?.slice(0, 3)).toEqual(['Latent, full', 'seen', '10']);
    expect(rows[1]?.slice(-2)).toEqual(['−14.0', '10']);
    expect(notes[0]).toMatch(/^seen: better than “other.json”: Latent, full \(\+100\.0 points/);
    expect(notes[1]).toContain('no difference to “other.json” is shown for No message;');
    expect(notes.at(-1)).toBe('In 2 of 4 rows they agree on every game.');
  });

  it('are written as Markdown, CSV and JSON', () => {
    const markdown = comparisonAsMarkdown(one, other, names, words);
    expect(markdown).toContain('Here: runs/one.json. There: runs/other.json.');
    expect(markdown).toContain('### Beside another result, planner view');
    expect(markdown).toMatch(/ {2}- `g1\/seen\/.*`: here won after 6 · there lost after 20/);
    expect(comparisonAsMarkdown(one, other, names, chinese)).toContain('此处获胜（6 步）');
    const csv = comparisonAsCsv(one, other).trimEnd().split('\r\n');
    expect(csv).toHaveLength(9);
    expect(csv[2]).toMatch(/^scout\/latent,seen,10,1,0\.\d+,1,0,0,0\.\d+,1,/);
    expect(csv.join()).not.toMatch(/[−–]/);
    const json = JSON.parse(comparisonAsJson(one, other, words));
    expect(json).toMatchObject({ differences: [], views: [{ view: 'scout' }, {}] });
    expect(json.views[0].rows[1].disagreements[0]).toMatchObject({
      here: { outcome: 'won', steps: 6 },
      there: { outcome: 'lost', steps: 20 },
    });
  });

  it('may share nothing', () => {
    const nothing = batchFile(settings, []);
    expect(comparisonAsMarkdown(one, nothing, names, words)).toContain(words.compare.none);
  });
});

describe('what differs', () => {
  it('is nothing where nothing does', () => {
    expect(differencesBetween(one, other, words)).toEqual([]);
    expect(differenceTexts(one, other, words)).toEqual({
      warning: null,
      rest: [words.compare.same],
    });
  });

  it('may be the conditions: those of both are compared', () => {
    const fewer = batchFile({ ...settings, conditions: settings.conditions.slice(0, 3) }, []);
    expect(differenceTexts(one, fewer, words)).toEqual({
      warning: null,
      rest: ['Conditions, of which those of both are compared: here 4, there 3.'],
    });
  });

  it('is first how the games were played, then all that is recorded', () => {
    const sampling = { temperature: 0.7, topP: 0.9, seed: 3 };
    const machines = [
      { commit: 'abc', host: 'Node 24', processor: null, cores: 2, workers: 2, concurrency: 3 },
    ];
    const made = batchFile(
      { ...settings, stepBudget: 30, sampling, games: { kind: 'files', names: ['a', 'b'] } },
      [],
      {
        source: {
          ...SOURCE,
          machines,
          concurrency: 3,
          backend: 'webgpu',
          models: { ...SOURCE.models, actor: 'c'.repeat(64) },
          versions: { lab: '0.2.0' },
        },
      },
    );
    const { warning, rest } = differenceTexts(one, made, words);
    expect(warning).toContain('not played alike');
    expect(warning).toContain('Step budget: here 20, there 30.');
    expect(warning).toContain('here greedy, there temperature 0.7, top-p 0.9, seed 3.');
    expect(rest).toEqual([
      'Model file (actor): here aaaaaaaa, there cccccccc.',
      'Backend: here fake, there webgpu.',
      'Version (lab): here 0.0.0, there 0.2.0.',
      'Code at commit: here not recorded, there abc.',
      'Played in: here not recorded, there Node 24.',
      'Games in flight in each process or worker: here 1, there 3.',
      'Processes or workers: here not recorded, there 2.',
      'Games planned: here 10 of each of seen and unseen from seed 0, 1 task type, there 2 imported.',
    ]);
    expect(differenceTexts(one, made, chinese).rest).toHaveLength(8);
  });
});
