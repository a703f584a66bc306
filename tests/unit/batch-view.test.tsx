import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { compareResults } from '../../src/lab/batch-compare';
import { baselineOf } from '../../src/lab/batch-figures';
import { presetConditions } from '../../src/lab/batch-presets';
import { RateLinesPlot } from '../../src/plots/rate-lines-plot';
import { nextAt, placeNames, SuccessScatterPlot } from '../../src/plots/success-scatter-plot';
import {
  mostOftenWon,
  paretoFront,
  pointsOf,
  stepCurve,
  sweepName,
  sweepsOf,
} from '../../src/state/batch-view';
import { batchReport as words } from '../../src/words/english/batch-report';
import { batchSettings, inventedLines } from './batch-fixtures';

const settings = batchSettings({ conditions: presetConditions('strengths', 'scout', []) });
const lines = inventedLines(
  settings,
  (condition, game) => condition !== 'scout/none' && game % 2 === 0,
);
const results = { settings, lines };
const points = pointsOf(results, 'scout', 'dev', words.conditions);

describe('what the Batch tab draws', () => {
  it('has a point for each condition of a view that was played', () => {
    expect(points).toHaveLength(settings.conditions.length);
    expect(points[1]).toMatchObject({ id: 'scout/latent', name: 'Latent, full', disturbed: false });
    expect(points[2]?.disturbed).toBe(true);
    expect(pointsOf(results, 'planner', 'dev', words.conditions)).toEqual([]);
    expect(pointsOf(results, 'scout', 'seen', words.conditions)).toEqual([]);
  });

  it('finds who is not beaten in both', () => {
    const all = [
      { x: 3, y: 0.5 },
      { x: 1, y: 0.2 },
      { x: 2, y: 0.6 },
      { x: 2, y: 0.4 },
      { x: 9, y: 0.6 },
      { x: 9, y: 0.9 },
    ];
    const front = paretoFront(all);
    expect(front).toEqual([all[1], all[2], all[5]]);
    // By the definition: nobody on it is beaten, everybody else is.
    const beaten = (one: { x: number; y: number }) =>
      all.some((o) => o.x <= one.x && o.y >= one.y && (o.x < one.x || o.y > one.y));
    for (const one of all) expect(front.includes(one)).toBe(!beaten(one));
  });

  it('finds all that were won most often, the shortest first', () => {
    const placed = points.map((point, place) => ({ point, x: place === 3 ? 1 : 10 * place }));
    const [first, ...tied] = mostOftenWon(placed);
    expect(first?.x).toBe(1);
    // All but no message win every second game.
    expect(tied).toHaveLength(points.length - 2);
    expect(mostOftenWon(placed.slice(0, 1))).toHaveLength(1);
    expect(mostOftenWon([])).toEqual([]);
  });

  it('sweeps strengths from the undisturbed message on', () => {
    const sweeps = sweepsOf(points);
    expect(sweeps.map(({ key }) => key)).toEqual([
      'latent white-noise  1',
      'latent cov-noise message 1',
      'latent cov-gauss-zero message 1',
      'latent cov-gauss-mean message 1',
      'latent random-rotation message 1',
    ]);
    expect(sweeps[0]?.points.map(({ x }) => x)).toEqual([0, 0.25, 0.5, 1, 2, 4]);
    expect(sweeps[0]?.points[0]).toMatchObject({
      value: 0.5,
      opens: { key: 'scout/latent', name: 'Latent, full' },
    });
    // As in the tables, without the strength.
    expect(sweeps.map((sweep) => sweepName(sweep, words.conditions))).toEqual([
      'WhiteNoise',
      'CovNoise, own statistics',
      'CovGauss (0 mean), own statistics',
      'CovGauss (mean), own statistics',
      'RandomRot, own statistics',
    ]);
  });

  it('draws success by step with intervals around it', () => {
    const [, latent] = points;
    if (!latent) throw new Error('No point.');
    const curve = stepCurve(latent, 12);
    expect(curve.map(({ value }) => value)).toEqual([
      0, 0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5,
    ]);
    for (const { value, low, high } of curve) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it('keeps a chosen baseline only where the table has it', () => {
    expect(baselineOf(results, 'scout', 'channels', 'latent')).toBe('scout/latent');
    expect(baselineOf(results, 'scout', 'channels', 'k8')).toBe('scout/none');
    expect(baselineOf(results, 'scout', 'compression', null)).toBe('scout/latent');
  });
});

describe('two results', () => {
  it('are compared over the games that both played, game by game', () => {
    const other = lines
      .filter(({ condition }) => condition !== 'scout/none')
      .map((one, place) => ({ ...one, outcome: place === 0 ? 'lost' : one.outcome }) as const);
    const compared = compareResults(results, { settings, lines: other })[0]?.rows ?? [];
    expect(compared).toHaveLength(settings.conditions.length - 1);
    const [latent, next] = compared;
    expect(latent).toMatchObject({
      id: 'scout/latent',
      difference: { games: 4, firstOnly: 1, secondOnly: 0, difference: 0.25 },
      pHolm: 1,
    });
    expect(latent?.disagreements.map(({ game }) => game)).toEqual([lines[1]?.game]);
    expect(next?.disagreements).toEqual([]);
    expect(compareResults(results, { settings, lines: [] })).toEqual([]);
  });
});

describe('plots of a batch', () => {
  const drawn = points.map((point, place) => ({
    key: point.id,
    name: point.name,
    channel: point.channel,
    disturbed: point.disturbed,
    x: 10 * place + 1,
    y: point.figures.success ?? 0,
    low: point.figures.ci95[0],
    high: point.figures.ci95[1],
  }));

  it('name points where there is room, and overlap nothing', () => {
    const placed = drawn.map((point, place) => ({ point, x: 100 + place, y: 100 }));
    const names = placeNames(placed, 600);
    expect(names.length).toBeGreaterThan(1);
    expect(names.length).toBeLessThan(drawn.length);
    const rows = names.map(({ y, anchor }) => `${y} ${anchor}`);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('reach every one of the points that lie on each other', () => {
    const at = (place: number, x: number) => ({
      point: drawn[place] as (typeof drawn)[0],
      x,
      y: 9,
    });
    const placed = [at(0, 100), at(1, 104), at(2, 101), at(3, 300)];
    const keys = placed.map(({ point }) => point.key);
    const pressed = [0, 1, 2].reduce<string[]>(
      (before) => [...before, nextAt(placed, keys[2] ?? '', before.at(-1) ?? null)],
      [],
    );
    expect(new Set(pressed)).toEqual(new Set(keys.slice(0, 3)));
    expect(nextAt(placed, keys[3] ?? '', keys[3] ?? '')).toBe(keys[3]);
    expect(nextAt(placed, keys[3] ?? '', keys[0] ?? '')).toBe(keys[3]);
  });

  it('draw every point as something that can be pressed and is named', () => {
    const markup = renderToStaticMarkup(
      <SuccessScatterPlot
        width={480}
        points={drawn}
        scale="log"
        formatX={String}
        unit="ms"
        front={{ keys: ['scout/none', 'scout/latent'], name: 'Front' }}
        selected="scout/latent"
        onSelect={() => {}}
        label="Plot"
      />,
    );
    expect(markup.match(/role="button"/g)).toHaveLength(drawn.length);
    expect(markup).toContain('aria-label="Latent, full: 50.0% [15.0, 85.0], 11 ms"');
    expect(markup.match(/aria-pressed="true"/g)).toHaveLength(1);
    expect(markup).toContain('scatter-front');
    expect(markup).not.toContain('NaN');
  });

  it('draw lines with bands, dots only where values do not hold', () => {
    const rateLines = sweepsOf(points).map(({ key, points: values }, pattern) => ({
      key,
      name: key,
      channel: 'latent' as const,
      pattern,
      points: values,
    }));
    const plot = (steps: boolean) =>
      renderToStaticMarkup(
        <RateLinesPlot
          width={400}
          lines={rateLines}
          steps={steps}
          unit="strength"
          reference={{ value: 0.3, name: 'none' }}
          label="Plot"
        />,
      );
    expect(plot(true).match(/<circle/g)).toBeNull();
    expect(plot(false).match(/<circle/g)?.length).toBe(
      rateLines.flatMap((one) => one.points).length,
    );
    expect(plot(false)).not.toContain('NaN');
    expect(plot(false)).toContain('>none</text>');
    // Five bands over each other would be mud: none until one is pointed at.
    expect(plot(false)).not.toContain('plot-band');
    const pressed = renderToStaticMarkup(
      <RateLinesPlot
        width={900}
        lines={rateLines}
        steps={false}
        unit="strength"
        onSelect={() => {}}
        label="Plot"
      />,
    );
    // The undisturbed message is every line’s first point, and one button.
    const played = rateLines.flatMap((one) => one.points.map(({ opens }) => opens.key));
    expect(pressed.match(/role="button"/g)).toHaveLength(new Set(played).size);
  });

  it('stand empty without anything to draw', () => {
    const scatter = renderToStaticMarkup(
      <SuccessScatterPlot
        width={300}
        points={[]}
        scale="root"
        formatX={String}
        unit="x"
        label="l"
      />,
    );
    expect(scatter).not.toContain('NaN');
    expect(
      renderToStaticMarkup(<RateLinesPlot width={300} lines={[]} steps unit="x" label="l" />),
    ).not.toContain('NaN');
  });
});
