import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { rowsTable, tasksTable, whiskerRow, whiskerWords } from '../../src/panels/models-rows';
import { CurvePanelsPlot } from '../../src/plots/curve-panels-plot';
import { CurvePlot, spread } from '../../src/plots/curve-plot';
import { DotWhiskerPlot } from '../../src/plots/dot-whisker-plot';
import { SeedDotsPlot } from '../../src/plots/seed-dots-plot';
import { logCurve, lossNames } from '../../src/plots/training-log';
import { groupRows, rowsOf } from '../../src/state/card-view';
import { ENGLISH } from '../../src/words/english/english';
import { card, curves } from './card-fixtures';

const count = (markup: string, text: string): number => markup.split(text).length - 1;

describe('tables of the card', () => {
  it.each([
    ['games', rowsTable(ENGLISH, card.rows)],
    ['types of task', tasksTable(ENGLISH, card.rows)],
  ])('have a cell a column in every row: %s', (_, table) => {
    expect(table?.rows.length).toBe(card.rows.length);
    for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0);
  });
});

describe('DotWhiskerPlot', () => {
  const groups = groupRows(rowsOf(card, 'uncertain'));
  const rows = (key: string) =>
    (groups.find((group) => group.key === key)?.conditions ?? []).map((of) =>
      whiskerRow(ENGLISH, of),
    );
  const draw = (width: number, key: string): string =>
    renderToStaticMarkup(
      <DotWhiskerPlot
        width={width}
        rows={rows(key)}
        domain={[0, 1]}
        ticks={[0, 0.5, 1]}
        formatTick={String}
        reference={{ value: 0.5, name: 'no message' }}
        label={whiskerWords(ENGLISH.models, rows(key), '%')}
      />,
    );

  it.each([320, 700])('draws a mark and a whisker for each split of each row at %i px', (width) => {
    const markup = draw(width, 'kinds');
    expect(count(markup, '<circle class="plot-mark"')).toBe(2 * rows('kinds').length);
    expect(count(markup, 'class="plot-whisker"')).toBe(2 * rows('kinds').length);
    for (const [, x] of markup.matchAll(/c?x\d?="([\d.]+)"/g)) {
      expect(Number(x)).toBeLessThanOrEqual(width);
    }
  });

  it('fills unseen, leaves seen hollow, and hatches what is disturbed', () => {
    expect(count(draw(700, 'kinds'), 'fill:var(--surface)')).toBe(rows('kinds').length);
    const disturbed = draw(700, 'perturbed');
    expect(disturbed).not.toContain('<circle');
    expect(count(disturbed, 'fill:url(#')).toBe(rows('perturbed').length);
  });

  it('is said in words', () => {
    expect(draw(700, 'kinds')).toMatch(
      /aria-label="No message: [\d.]+ % unseen, [\d.]+ % seen; CoT/,
    );
  });
});

describe('CurvePlot', () => {
  const log = curves.stages.actor?.log ?? [];

  it('draws each loss once, to the end of its own log', () => {
    const names = lossNames(log);
    expect(names).toEqual(['full', 'mixed', 'subset', 'text', 'none', 'align']);
    const drawn = names.map((name) => logCurve(log, name, name));
    const markup = renderToStaticMarkup(
      <CurvePlot width={500} curves={drawn} format={String} label="losses" />,
    );
    expect(count(markup, 'class="plot-curve"')).toBe(names.length);
    expect(markup).not.toContain('NaN');
    expect(logCurve(log, 'align', 'align').points.length).toBeLessThan(log.length);
  });

  it('has losses apart: a panel each, named whole, and none beyond the plot', () => {
    const drawn = lossNames(log).map((name) => logCurve(log, name, name));
    for (const width of [318, 500, 1000]) {
      const markup = renderToStaticMarkup(
        <CurvePanelsPlot width={width} curves={drawn} format={String} label="losses" />,
      );
      expect(count(markup, 'class="plot-curve"')).toBe(drawn.length);
      const places = [...markup.matchAll(/data-channel="\w+" transform="translate\(([\d.]+),/g)];
      expect(places).toHaveLength(drawn.length);
      for (const [, left] of places) expect(Number(left)).toBeLessThan(width - 140);
      for (const { name } of drawn) expect(markup).toContain(`<title>${name}</title>`);
    }
  });

  it('draws nothing of nothing', () => {
    const markup = renderToStaticMarkup(
      <CurvePlot width={500} curves={[]} format={String} label="" />,
    );
    expect(markup).not.toContain('NaN');
  });

  it('keeps labels a line apart and inside', () => {
    const placed = spread([100, 101, 99, 5, 199], 14, 200).toSorted((a, b) => a - b);
    for (const [index, place] of placed.entries()) {
      if (index > 0) expect(place - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9);
    }
    expect(placed.at(-1)).toBeLessThanOrEqual(200);
    expect(spread([50, 120], 14, 200)).toEqual([50, 120]);
  });
});

it('SeedDotsPlot draws a dot a seed and one mean', () => {
  const rows = [
    { name: 'Nothing left out', values: [0.8, 0.82, 0.85] },
    { name: 'Without KL', values: [] },
  ];
  const markup = renderToStaticMarkup(
    <SeedDotsPlot
      width={400}
      channel="latent"
      rows={rows}
      domain={[0, 1]}
      format={String}
      label=""
    />,
  );
  expect(count(markup, '<circle')).toBe(3);
  expect(count(markup, 'plot-mean')).toBe(1);
});
