import { describe, expect, it } from 'vitest';
import { tableRows } from '../../src/lab/batch-figures';
import {
  allTables,
  batchAsLatex,
  batchAsMarkdown,
  latexText,
  linesAsCsv,
  tableAsLatex,
  tableAsMarkdown,
} from '../../src/lab/batch-formats';
import { groupedTable } from '../../src/lab/batch-group-tables';
import { methodsParagraph } from '../../src/lab/batch-methods';
import { messageName } from '../../src/lab/batch-names';
import { messageOf, presetConditions } from '../../src/lab/batch-presets';
import { channelsTable, compressionTable } from '../../src/lab/batch-report';
import type { BatchSettings } from '../../src/lab/batch-settings';
import { tablesAsCsv } from '../../src/lab/batch-table-csv';
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
      /no difference to “No message” is shown for CoT text; .*not the same as none/,
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
    expect(compressionTable(shared, choice, words).notes).toContain(words.notes.shared('8', '1'));
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
    expect(tableAsMarkdown(odd, words)).toContain('| a\\|b | c |\n| --- | --- |\n| −1 <2 | “x” |');
    const latex = tableAsLatex(odd, words);
    expect(latex).toContain('\\caption{A\\_b: 50\\% \\& more.}');
    expect(latex.indexOf('    \\#1\\par')).toBeGreaterThan(latex.indexOf('\\end{tabular}}'));
    expect(latex).toContain('\\resizebox{');
    expect(latex).toContain("$-$1 $<$2 & ``x'' \\\\");
    expect(latexText('\\{}^~')).toBe('\\textbackslash{}\\{\\}\\^{}\\~{}');
  });

  it('writes a line an episode, the failed ones too', () => {
    const rows = linesAsCsv(batch).trimEnd().split('\r\n');
    expect(rows).toHaveLength(lines.length + 1);
    expect(rows[1]).toContain('"broken: It, “broke”."');
    expect(new Set(rows.slice(2).map((row) => row.split(',').length))).toEqual(new Set([22]));
  });

  it('says how it was made', () => {
    const text = methodsParagraph(batch, words, { link: 'https://x/#batch=1' });
    expect(text).toContain(
      'We played 10 games of each of the splits seen and unseen (Pick two and Look in light; seeds from 0)',
    );
    expect(text).toContain('the same games in each of 10 conditions, for at most 20 steps each');
    expect(text).toContain('planner view');
    expect(text).toContain('Perturbations used seed 1.');
    expect(text).toContain(
      'fake (sha256 actor aaaaaaaa and sender bbbbbbbb); backend fake; lab 0.0.0; 1 game in flight.',
    );
    expect(text).toContain('Played from 2026-11-26 00:00 to 2026-11-26 01:00 UTC.');
    expect(text).toContain('Differences are against “No message” (channels and perturbations).');
    expect(text).toContain('those not won counting the whole budget of 20');
    expect(text).not.toMatch(/from 1000 games on|compressed sender/);
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

describe('what a reader is told', () => {
  const asked = settingsOf('table-3', 'planner');
  // Enough for the test corrected over the table.
  const planner = { ...asked, games: { ...asked.games, games: 30 } } as BatchSettings;
  const onlyFull = (condition: string) => condition.endsWith('/latent');
  const results = { settings: planner, lines: inventedLines(planner, onlyFull) };
  const batch = batchFile(planner, results.lines);

  it('names lengths of one kind together, names apart by semicolons', () => {
    const { notes } = compressionTable(
      results,
      { view: 'planner', baseline: 'planner/latent' },
      words,
    );
    const [worse] = notes;
    expect(worse).toMatch(
      /^seen: worse than “Latent, full”: No message; First 90%, 80%, .*5%; .*Trained K = 64, 8; .* \(−100\.0 to −100\.0 points; each with its interval in the table\)\.$/,
    );
    expect(worse?.match(/Untrained/g)).toHaveLength(1);
    const table = channelsTable(
      { settings: first, lines },
      { view: 'planner', baseline: 'planner/none' },
      words,
    );
    expect(table.notes.join('\n')).toContain('CovNoise, 1×, own statistics; WhiteNoise, 1×;');
  });

  it('methods follow the settings and the chosen baseline', () => {
    const text = methodsParagraph(batch, words, { baseline: 'none' });
    expect(text).toContain('“No message” (compression)');
    expect(text).toContain('loses less than 5 points');
    expect(text).toContain('from 1000 games on');
    expect(text).toContain('compressed sender, all others by the sender');
    const dev = batchSettings({
      conditions: (['uncertain', 'planner'] as const).map((view) => ({
        view,
        message: messageOf({}),
      })),
    });
    const machine = {
      commit: 'abc',
      host: 'Node 24',
      processor: null,
      cores: 1,
      workers: 2,
      concurrency: 8,
    };
    const source = { ...batch.source, concurrency: 8, machines: [machine] };
    const short = methodsParagraph(batchFile(dev, [], { source }), words);
    expect(short).toContain('4 games of the split dev (');
    expect(short).toContain('what the views uncertain and planner tell it');
    expect(short).toContain('8 games in flight in each of 2 processes or workers.');
    expect(short).toContain('Played on: Node 24, 1 core, code at commit abc.');
    const zh = methodsParagraph(batch, chinese);
    expect(zh).toContain('行动者 aaaaaaaa、发送者 bbbbbbbb');
  });

  it('tables and files follow the chosen baseline', () => {
    const titles = allTables(batch, words, 'none')[0]?.columns.join();
    expect(titles).toContain('Points against “No message”');
    expect(batchAsMarkdown(batch, words, { baseline: 'none' })).toContain('against “No message”');
    expect(batchAsLatex(batch, words, { baseline: 'k8' })).toContain("``Trained K = 8''");
    expect(batchAsLatex(batch, words)).toContain("Points against ``Latent, full''");
  });

  it('LaTeX says what it needs and has its link as one', () => {
    const link = 'https://x/#batch=1&on=a%20b';
    const latex = batchAsLatex(batch, words, { link });
    expect(latex.split('\n')[1]).toBe('% \\usepackage{booktabs,graphicx,url}');
    expect(latex).toContain(`The settings: \\url{${link}}`);
    expect(batchAsLatex(batch, chinese)).toContain('% \\usepackage{booktabs,graphicx,url,ctex}');
  });

  it('ends Chinese subtitles as Chinese does', () => {
    expect(batchAsMarkdown(batch, chinese)).toMatch(/未获胜的计 20 步。\n/);
    expect(batchAsLatex(batch, chinese)).not.toMatch(/步\./);
  });

  it('has no column of the paper where it has no figures', () => {
    const dev = batchSettings({ conditions: presetConditions('table-1', 'planner', LENGTHS) });
    const played = { settings: dev, lines: inventedLines(dev, won) };
    const choice = { view: 'planner', baseline: null } as const;
    const table = channelsTable(played, choice, words);
    expect(table.columns.join()).not.toContain('Paper');
    expect(table.notes).toContain(words.notes.plannerAlone);
    const lengths = batchSettings({ conditions: presetConditions('table-3', 'planner', LENGTHS) });
    const shares = compressionTable(
      { settings: lengths, lines: inventedLines(lengths, won) },
      choice,
      words,
    );
    expect(shares.columns.join()).not.toContain('Paper');
    expect(new Set(shares.rows.map(({ length }) => length))).toEqual(new Set([7]));
  });

  it('says why imported games have no table by room', () => {
    const games = { kind: 'files', names: ['file/a/0', 'file/b/1'] } as const;
    const imported = batchSettings({ games });
    const files = games.names.map((game) => line({ game, split: null, room: null }));
    const tables = allTables({ settings: imported, lines: files }, words);
    expect(tables.map(({ title }) => title)).not.toContain('By room, scout view');
    const tasks = tables.find(({ title }) => title === 'By task type, scout view');
    expect(tasks?.notes).toContain(words.notes.roomless);
    expect(groupedTable({ settings: first, lines }, 'planner', 'tasks', words)?.notes).toEqual([
      words.notes.complete,
    ]);
  });
});

describe('tables as CSV', () => {
  const settings = settingsOf('table-3', 'planner');
  const results = { settings, lines: inventedLines(settings, won) };
  const [head = [], ...rows] = tablesAsCsv(results, words)
    .trimEnd()
    .split('\r\n')
    .map((row) => row.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? []);
  const cell = (row: readonly string[], name: string) => row[head.indexOf(name)];
  const numeric = head.slice(6).filter((name) => !/^(baseline|loses)/.test(name));

  it('have one number a cell, or nothing', () => {
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      for (const name of numeric)
        expect(cell(row, name), name).toMatch(/^(-?\d+(\.\d+)?(e-\d+)?)?$/);
    }
  });

  it('have the figures of the tables', () => {
    const row = rows.find(
      (one) => cell(one, 'condition') === 'planner/k8' && cell(one, 'scenes') === 'seen',
    );
    if (!row) throw new Error('No row.');
    const of = (name: string) => Number(cell(row, name));
    const [own] = tableRows(results, {
      conditions: [{ view: 'planner', message: messageOf({ compression: 'trained', k: 8 }) }],
      baseline: 'planner/latent',
    });
    expect(cell(row, 'baseline')).toBe('planner/latent');
    expect(of('success')).toBe(own?.figures.success);
    expect([of('difference_low'), of('difference_high')]).toEqual(own?.comparison?.ci95);
    expect(of('difference')).toBeLessThan(0);
    expect(tablesAsCsv(results, words, 'none')).toContain(',planner/none,');
    const groups = rows.filter((one) => cell(one, 'table') === 'tasks');
    expect(new Set(groups.map((one) => cell(one, 'group')))).toEqual(
      new Set(['pick_two_obj_and_place', 'look_at_obj_in_light']),
    );
    expect(groups.every((one) => cell(one, 'p') === '')).toBe(true);
  });
});
