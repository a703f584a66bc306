import { describe, expect, it } from 'vitest';
import {
  allTables,
  batchAsLatex,
  batchAsMarkdown,
  latexText,
  linesAsCsv,
  methodsParagraph,
  tableAsLatex,
  tableAsMarkdown,
} from '../../src/lab/batch-formats';
import { groupedTable } from '../../src/lab/batch-group-tables';
import { messageName } from '../../src/lab/batch-names';
import { messageOf, presetConditions } from '../../src/lab/batch-presets';
import { channelsTable, compressionTable } from '../../src/lab/batch-report';
import type { BatchSettings } from '../../src/lab/batch-settings';
import { batchReport as chinese } from '../../src/words/chinese/batch-report';
import { batchReport as words } from '../../src/words/english/batch-report';
import { batchFile, batchSettings, inventedLines, line } from './batch-fixtures';

const LENGTHS = [64, 8];

function settingsOf(preset: 'table-1' | 'table-3', view: 'planner' | 'scout'): BatchSettings {
  return batchSettings({
    games: {
      kind: 'splits',
      splits: ['seen', 'unseen'],
      taskTypes: ['pick_two_obj_and_place', 'look_at_obj_in_light'],
      games: 10,
      firstSeed: 0,
    },
    stepBudget: 20,
    conditions: presetConditions(preset, view, LENGTHS),
  });
}

const first = settingsOf('table-1', 'planner');
/** Latents win all games, nothing wins none, all else every second one of a split. */
const won = (condition: string, game: number): boolean =>
  condition.endsWith('/latent') || (!condition.endsWith('/none') && game % 4 < 2);
const lines = inventedLines(first, won);

describe('table 1', () => {
  const table = channelsTable(
    { settings: first, lines },
    { view: 'planner', baseline: 'planner/none' },
    words,
  );
  const row = (name: string, split: string) =>
    table.rows.find(([one, other]) => one === name && other === split);

  it('has every row beside the paper’s three pairs', () => {
    expect(table.columns).toEqual([
      'Message',
      'Scenes',
      'Games',
      'Success % [95%]',
      'Steps',
      'Points against “No message” [95%]',
      'p (Holm)',
      'Paper: Qwen2.5-7B, %',
      'Paper: Qwen2.5-0.5B, %',
      'Paper: LLaMA3.1-8B, %',
    ]);
    // Ten conditions and two rows of the paper alone, of two splits.
    expect(table.rows).toHaveLength(24);
    expect(new Set(table.rows.map(({ length }) => length))).toEqual(new Set([10]));
    expect(row('Latent, full', 'seen')?.slice(-3)).toEqual(['70.48', '61.19', '70.71']);
    expect(row('Latent, full', 'unseen')?.slice(2, 5)).toEqual([
      '10',
      '100.0 [72.2, 100.0]',
      '6.0',
    ]);
    expect(row('CovGauss (0 mean), 1×, own statistics', 'seen')?.slice(-3)).toEqual([
      '60.00',
      '13.81',
      '–',
    ]);
    expect(row('No-CoT, paper only', 'unseen')?.slice(2)).toEqual([
      '–',
      '–',
      '–',
      '–',
      '–',
      '62.69',
      '50.25',
      '70.34',
    ]);
  });

  it('says what is shown and what not', () => {
    expect(row('Latent, full', 'seen')?.slice(5, 7)).toEqual(['+100.0 [+60.8, +100.0]', '0.035']);
    expect(table.notes.join('\n')).toContain(
      'seen: better than “No message”: Latent, full (+100.0 points',
    );
    expect(table.notes.join('\n')).toMatch(
      /no difference to “No message” is shown for CoT text, .*not the same as none/,
    );
    expect(table.notes).toContain(words.notes.complete);
    expect(table.notes).toContain(words.notes.planner);
  });

  it('is told apart where the sender knows more', () => {
    const scout = settingsOf('table-1', 'scout');
    const results = { settings: scout, lines: inventedLines(scout, won).slice(0, 50) };
    const other = channelsTable(results, { view: 'scout', baseline: null }, words);
    expect(other.columns.join()).not.toContain('Paper');
    expect(other.rows).toHaveLength(20);
    expect(other.notes).toContain(words.notes.knowing('scout'));
    expect(other.notes).toContain(words.notes.provisional('50', '200'));
    expect(other.notes).toContain(words.findings.noBaseline);
  });
});

describe('table 3', () => {
  const settings = settingsOf('table-3', 'planner');
  const results = { settings, lines: inventedLines(settings, won) };
  const table = compressionTable(results, { view: 'planner', baseline: 'planner/latent' }, words);
  const row = (name: string, split: string) =>
    table.rows.find(([one, other]) => one === name && other === split);

  it('has success and time beside the paper’s, 128 of the paper alone', () => {
    expect(row('Trained K = 8', 'unseen')?.slice(-2)).toEqual(['60.45', '0.20']);
    expect(row('Trained K = 128', 'seen')).toEqual([
      'Trained K = 128',
      'seen',
      ...new Array(8).fill('–'),
      '68.10',
      '2.25',
    ]);
    expect(row('First 5%', 'seen')?.slice(-2)).toEqual(['64.29', '–']);
    expect(row('First 5%', 'unseen')?.slice(-2)).toEqual(['–', '–']);
    expect(row('8 kept evenly', 'seen')?.slice(-2)).toEqual(['–', '–']);
    expect(row('Untrained K = 64', 'seen')?.[6]).toBe('28.0');
  });

  it('says where games shared the processor', () => {
    const choice = { view: 'planner', baseline: null } as const;
    const shared = { ...results, source: { concurrency: 8 } };
    expect(compressionTable(shared, choice, words).notes).toContain(words.notes.shared('8'));
    expect(table.notes.join()).not.toContain('in flight');
  });

  it('does not judge non-inferiority on few games', () => {
    expect(table.columns[9]).toBe('Loses less than 5 points?');
    expect(row('8 kept evenly', 'seen')?.[9]).toBe('too few games');
    expect(row('Latent, full', 'seen')?.[9]).toBe('–');
    const choice = { view: 'planner', baseline: 'planner/none' } as const;
    const beside = compressionTable(results, choice, words).rows;
    expect(beside.find(([name]) => name === '8 kept evenly')?.[9]).toBe('too few games');
  });
});

describe('groups', () => {
  it('are by task type, room and rank', () => {
    const results = { settings: first, lines };
    const tasks = groupedTable(results, 'planner', 'tasks', words);
    expect(tasks?.columns.slice(2)).toEqual(['Look in light', 'Pick two']);
    const counts = tasks?.rows[0]?.slice(2).map((cell) => Number(/\((\d+)\)$/.exec(cell)?.[1]));
    expect(counts?.reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(groupedTable(results, 'planner', 'ranks', words)).toBeNull();
    const ranked = { settings: first, lines: lines.map((one) => ({ ...one, truthRank: 2 })) };
    expect(groupedTable(ranked, 'planner', 'ranks', words)?.columns[2]).toBe('… as perhaps');
  });
});

describe('formats', () => {
  const failed = line({
    ...lines[0],
    outcome: 'failed',
    failure: { code: 'broken', message: 'It, “broke”.' },
    times: null,
  });
  const batch = batchFile(first, [failed, ...lines.slice(1)]);

  it('writes Markdown and LaTeX whose signs do not break them', () => {
    const odd = {
      title: 'A_b',
      subtitle: '50% & more',
      columns: ['a|b', 'c'],
      rows: [['−1 <2', '“x”']],
      notes: ['#1'],
    };
    expect(tableAsMarkdown(odd)).toContain('| a\\|b | c |\n| --- | --- |\n| −1 <2 | “x” |');
    expect(tableAsLatex(odd)).toContain('\\caption{A\\_b: 50\\% \\& more. \\#1}');
    expect(tableAsLatex(odd)).toContain("$-$1 $<$2 & ``x'' \\\\");
    expect(latexText('\\{}^~')).toBe('\\textbackslash{}\\{\\}\\^{}\\~{}');
  });

  it('writes a line an episode, the failed ones too', () => {
    const rows = linesAsCsv(batch).trimEnd().split('\r\n');
    expect(rows).toHaveLength(lines.length + 1);
    expect(rows[1]).toContain('"broken: It, “broke”."');
    expect(new Set(rows.slice(2).map((row) => row.split(',').length))).toEqual(new Set([22]));
  });

  it('says how it was made', () => {
    const text = methodsParagraph(batch, words, 'https://x/#batch=1');
    expect(text).toContain(
      'We played 10 games of each of the splits seen, unseen (Pick two, Look in light; seeds from 0)',
    );
    expect(text).toContain('the same games in each of 10 conditions, for at most 20 steps each');
    expect(text).toContain('planner view');
    expect(text).toContain('Perturbations used seed 1.');
    expect(text).toContain(
      'fake (sha256 actor aaaaaaaa, sender bbbbbbbb); backend fake; lab 0.0.0; 1 games',
    );
    expect(text).toContain('The settings: https://x/#batch=1');
    expect(text).not.toContain('provisional');
    const sampling = { temperature: 0.7, topP: 0.9, seed: 3 };
    const partial = batchFile({ ...first, sampling }, lines.slice(0, 20));
    expect(methodsParagraph(partial, words)).toContain('20 of 200 planned episodes');
    expect(methodsParagraph(partial, words)).toContain('temperature 0.7, top-p 0.9, seed 3');
  });

  it('reports in either language, every table once', () => {
    const titles = allTables(batch, words).map(({ title }) => title);
    expect(titles).toEqual([
      'Channels and perturbations, planner view',
      'By task type, planner view',
      'By room, planner view',
      'Exploration, planner view',
    ]);
    expect(batchAsMarkdown(batch, words)).toContain('| 1 episode failed'.slice(2));
    const markdown = batchAsMarkdown(batch, chinese);
    for (const title of allTables(batch, chinese)) expect(markdown).toContain(`### ${title.title}`);
    expect(markdown).toContain('论文：Qwen2.5-7B，%');
    expect(batchAsLatex(batch, words).match(/\\begin\{tabular\}/g)).toHaveLength(4);
  });
});

describe('names', () => {
  it('say what is sent and what is done to it', () => {
    const name = (change: Parameters<typeof messageOf>[0]) =>
      messageName(messageOf(change), words.conditions);
    expect(name({ compression: 'kept', k: 4 })).toBe('4 kept evenly');
    expect(name({ channel: 'text', perturbation: { kind: 'cross-task', seed: 4 } })).toBe(
      'CrossTask, seed 4, CoT text',
    );
    expect(
      name({
        compression: 'trained',
        perturbation: { kind: 'white-noise', strength: 2, seed: 1, steps: [0] },
      }),
    ).toBe('WhiteNoise, 2×, 1 steps only, Trained K = 8');
  });
});
