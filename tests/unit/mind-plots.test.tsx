import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CommandDistributionPlot } from '../../src/plots/command-distribution-plot';
import { DivergencePlot } from '../../src/plots/divergence-plot';
import { ImportancePlot } from '../../src/plots/importance-plot';
import { NextTokenPlot } from '../../src/plots/next-token-plot';

const draw = (plot: ReactElement): string => renderToStaticMarkup(plot);

/** A numeric attribute of every element whose class holds this name, in order. */
function numbers(markup: string, name: string, attribute: string): number[] {
  const tags = [...markup.matchAll(/<[a-z]+ [^>]*>/g)].map(([tag]) => tag);
  return tags
    .filter((tag) => new RegExp(`class="[^"]*\\b${name}(?![\\w-])`).test(tag))
    .map((tag) => Number(new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1]));
}

describe('CommandDistributionPlot', () => {
  const bars = [
    { name: 'go to fridge 1', probability: 0.6, taken: true, summed: false },
    { name: 'heat potato 2 with microwave 1', probability: 0.3, taken: false, summed: false },
    { name: '20 more', probability: 0.1, taken: false, summed: true },
  ];
  const plot = (width: number): string =>
    draw(
      <CommandDistributionPlot
        width={width}
        channel="latent"
        bars={bars}
        takenMark="taken"
        label="commands"
      />,
    );

  it('draws probabilities from 0 to 1 and marks the command taken, not by colour alone', () => {
    const [first = 0, second = 0, rest = 0] = numbers(plot(300), 'plot-bar', 'width');
    expect(first).toBeCloseTo(0.6 * (300 - 50), 6);
    expect(second / first).toBeCloseTo(0.5, 6);
    expect(rest / first).toBeCloseTo(1 / 6, 6);
    expect(plot(300).match(/plot-taken/g)).toHaveLength(1);
    expect(plot(300).match(/is-written/g)).toHaveLength(1);
    expect(plot(300).match(/is-summed/g)).toHaveLength(1);
  });

  it('hatches the bars of a disturbed lane, but not what is several outcomes in one', () => {
    const drawn = draw(
      <CommandDistributionPlot
        width={300}
        channel="latent"
        disturbed
        bars={bars}
        takenMark="taken"
        label=""
      />,
    );
    const fills = [...drawn.matchAll(/fill:url\(#([^)]*)\)/g)].map(([, id]) => id);
    expect(fills).toHaveLength(2);
    for (const id of fills) expect(drawn).toContain(`<pattern id="${id}"`);
    expect(new Set(fills).size).toBe(2);
    expect(plot(300)).not.toContain('<pattern');
    const tokens = draw(
      <NextTokenPlot
        width={300}
        channel="latent"
        disturbed
        top={[
          { token: 1, text: 'a', probability: 0.7 },
          { token: 2, text: 'b', probability: 0.3 },
        ]}
        written={1}
        label=""
      />,
    );
    expect(tokens.match(/fill:url/g)).toHaveLength(2);
  });

  it('shortens what has no room, and keeps it as a title', () => {
    expect(plot(300)).toContain('>heat potato 2 with microwave 1</text>');
    const narrow = plot(160);
    expect(narrow).toContain('<title>heat potato 2 with microwave 1</title>');
    expect(narrow).toMatch(/>heat potato[^<]*…<\/text>/);
  });
});

describe('DivergencePlot', () => {
  const plot = draw(
    <DivergencePlot
      width={480}
      curves={[
        {
          key: 'a',
          name: ['Latent'],
          channel: 'latent',
          pattern: 0,
          values: [Math.LN2, null, 0, Math.LN2 / 2],
          parted: null,
        },
        {
          key: 'b',
          name: ['Latent and', 'text'],
          channel: null,
          pattern: 1,
          values: [0.1, 0.2],
          parted: 2,
        },
        { key: 'c', name: ['none'], channel: null, pattern: 2, values: [null, null], parted: 2 },
      ]}
      steps={4}
      shown={2}
      bound="ln 2"
      unit="nats"
      stepName="step"
      label="divergence"
    />,
  );

  it('puts ln 2 at the line of the bound and 0 on the axis', () => {
    const [top = 0, bottom = 0, middle = 0] = numbers(plot, 'plot-dot', 'cy');
    expect([top]).toEqual(numbers(plot, 'plot-reference', 'y1'));
    expect([bottom]).toEqual(numbers(plot, 'plot-axis', 'y1'));
    expect(middle).toBeCloseTo((top + bottom) / 2, 6);
  });

  it('leaves gaps where nothing is known, and draws no curve without a figure', () => {
    expect(numbers(plot, 'plot-dot', 'cx')).toHaveLength(5);
    expect(plot.match(/class="plot-curve"/g)).toHaveLength(2);
    // The first curve is broken at step 2: it moves twice without a line between.
    expect(/class="plot-curve" d="(M[^"]*)"/.exec(plot)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(plot).not.toContain('>none<');
  });

  it('keeps every label inside, however long the lanes are called', () => {
    for (const width of [326, 480, 700]) {
      const drawn = draw(
        <DivergencePlot
          width={width}
          curves={['a', 'b', 'c'].map((key, pattern) => ({
            key,
            name: [
              'Latent K = 8 untrained, CovNoise 0.5 at steps 3–9 and',
              'Latent full, RandomRot',
            ],
            channel: 'latent',
            pattern,
            values: [0.1, 0.2],
            parted: null,
          }))}
          steps={2}
          shown={0}
          bound="ln 2"
          unit="nats"
          stepName="step"
          label=""
        />,
      );
      const lines = [...drawn.matchAll(/<tspan x="([\d.]+)"[^>]*>([^<]*)</g)];
      expect(lines.length).toBeGreaterThanOrEqual(9);
      for (const [, x, text = ''] of lines) {
        expect(Number(x) + 6.6 * text.length).toBeLessThanOrEqual(width + 1);
      }
      // No label reaches into the next one.
      const labels = numbers(drawn, 'plot-end', 'y');
      const tall = (lines.length / labels.length) * 14;
      const tops = labels.toSorted((one, other) => one - other);
      for (const [index, top] of tops.entries()) {
        if (index > 0) expect(top - (tops[index - 1] ?? 0)).toBeGreaterThanOrEqual(tall - 1e-6);
      }
    }
  });

  it('rings the step where lanes part and marks the step shown', () => {
    const dots = numbers(plot, 'plot-dot', 'cx');
    expect(numbers(plot, 'plot-ring', 'cx')).toEqual([dots[4]]);
    expect(numbers(plot, 'plot-shown', 'x1')).toEqual([dots[4]]);
  });
});

it('ImportancePlot has one bar a latent step, from zero', () => {
  const plot = draw(
    <ImportancePlot
      width={400}
      divergences={[0.4, 0, 0.2]}
      tokens={['a', null, 'c']}
      chosen={null}
      label="importance"
    />,
  );
  const [first = 0, none, half = 0] = numbers(plot, 'plot-bar', 'height');
  expect(none).toBe(0);
  expect(half / first).toBeCloseTo(0.5, 6);
});
