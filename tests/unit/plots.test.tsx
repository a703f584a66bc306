import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { MessageSizePlot } from '../../src/plots/message-size-plot';
import { MessageStrip } from '../../src/plots/message-strip';
import { NextTokenPlot } from '../../src/plots/next-token-plot';
import { RunTrack, trackStart } from '../../src/plots/run-track';
import { token } from './run-fixtures';

/** The attributes of every element of this class (or tag, without a class). */
function elements(markup: string, name: string): Record<string, string>[] {
  return [...markup.matchAll(/<([a-z]+)((?: [a-zA-Z0-9-]+="[^"]*")*)\/?>/g)].flatMap(
    ([, tag, text]) => {
      const attributes = Object.fromEntries(
        [...(text ?? '').matchAll(/ ([a-zA-Z0-9-]+)="([^"]*)"/g)].map(([, key, value]) => [
          key,
          value,
        ]),
      );
      const classes = attributes.class?.split(' ') ?? [];
      return tag === name || classes.includes(name) ? [attributes as Record<string, string>] : [];
    },
  );
}

const numbers = (found: Record<string, string>[], attribute: string): number[] =>
  found.map((attributes) => Number(attributes[attribute]));

const draw = (plot: ReactElement): string => renderToStaticMarkup(plot);

describe('MessageSizePlot', () => {
  const bars = [
    { lane: 'A', name: 'Latent', detail: 'K = 8', channel: 'latent', value: 8 },
    { lane: 'B', name: 'CoT text', detail: '', channel: 'text', value: 160 },
    { lane: 'C', name: 'No message', detail: '', channel: 'none', value: 0 },
  ] as const;
  const markup = draw(<MessageSizePlot width={480} bars={bars} label="sizes" />);

  it('draws bars from zero, in proportion to the positions', () => {
    const drawn = elements(markup, 'plot-bar');
    expect(new Set(numbers(drawn, 'x')).size).toBe(1);
    const [latent = 0, text = 0, none = 0] = numbers(drawn, 'width');
    expect(text).toBeGreaterThan(300);
    expect(latent / text).toBeCloseTo(8 / 160, 6);
    expect(none).toBe(0);
  });

  it('sets what tells lanes apart in lines, in higher rows', () => {
    const longer = [{ ...bars[0], detail: 'full, step 89 removed' }, bars[1]];
    const drawn = draw(<MessageSizePlot width={480} bars={longer} label="" />);
    expect(drawn).toMatch(/>full, step 89<.*>removed</);
    const heightOf = (one: string): number => Number(elements(one, 'svg')[0]?.height);
    const short = draw(<MessageSizePlot width={480} bars={bars.slice(0, 2)} label="" />);
    expect(heightOf(drawn)).toBe(heightOf(short) + 2 * 14);
  });

  it('writes values at the ends and stays inside its width', () => {
    expect(markup).toMatch(/plot-value"[^>]*>160</);
    const ends = numbers(elements(markup, 'plot-value'), 'x');
    expect(Math.max(...ends)).toBeLessThan(480 - 30);
  });

  it('makes room for long values, hatches what is disturbed, outlines what is quoted', () => {
    const large = draw(
      <MessageSizePlot
        width={480}
        bars={[
          { ...bars[0], value: 688_128, disturbed: true },
          { ...bars[1], quoted: true },
        ]}
        label=""
      />,
    );
    expect(large).toContain('688,128');
    expect(Math.max(...numbers(elements(large, 'plot-value'), 'x'))).toBeLessThan(480 - 7 * 8);
    expect(large).toMatch(/plot-bar"[^>]*style="fill:url\(#/);
    expect(elements(large, 'is-quoted')).toHaveLength(1);
  });

  it('has a name, and no bar for what is not measured', () => {
    expect(elements(markup, 'svg')[0]).toMatchObject({ role: 'img', 'aria-label': 'sizes' });
    const waiting = bars.map((bar) => ({ ...bar, value: null }));
    expect(draw(<MessageSizePlot width={480} bars={waiting} label="" />)).not.toContain('plot-bar');
  });
});

describe('NextTokenPlot', () => {
  const { top } = token();
  const markup = draw(
    <NextTokenPlot width={400} channel="latent" top={top} written={12} label="next" />,
  );

  it('draws probabilities on a scale from 0 to 1', () => {
    const [first = 0, second = 0] = numbers(elements(markup, 'plot-bar'), 'width');
    const full = 400 - 112 - 56;
    expect(first).toBeCloseTo(0.75 * full, 6);
    expect(second).toBeCloseTo(0.25 * full, 6);
    expect(markup).toContain('>0.750<');
  });

  it('marks the token that was written, also where it was not the likeliest', () => {
    const rows = elements(markup, 'plot-row').map((row) => row.class);
    expect(rows).toEqual(['plot-row', 'plot-row is-written']);
  });

  it('shows eight at most, and shortens long tokens', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      token: index,
      text: ` receptacle number ${index}`,
      probability: 0.08,
    }));
    const long = draw(<NextTokenPlot width={400} channel="none" top={many} written={0} label="" />);
    expect(elements(long, 'plot-bar')).toHaveLength(8);
    expect(long).toContain('␣receptacle n…');
  });
});

describe('MessageStrip', () => {
  it('has one mark a position, row by row, inside its width', () => {
    const markup = draw(<MessageStrip width={100} channel="latent" positions={60} longest={60} />);
    const marks = elements(markup, 'rect');
    expect(marks).toHaveLength(60);
    expect(Math.max(...numbers(marks, 'x'))).toBeLessThanOrEqual(98);
    expect(new Set(numbers(marks, 'y')).size).toBe(3);
  });

  it('has the height of the longest message of all lanes', () => {
    const height = (positions: number): string | undefined =>
      elements(
        draw(<MessageStrip width={100} channel="text" positions={positions} longest={60} />),
        'svg',
      )[0]?.height;
    expect(height(1)).toBe(height(60));
  });
});

describe('RunTrack', () => {
  const lanes = [
    { name: 'A', short: 'A', channel: 'latent', steps: [true, false], outcome: 'won' },
    { name: 'B', short: '', channel: 'none', steps: [true], outcome: 'running' },
  ] as const;
  const start = trackStart(440, lanes);
  const markup = draw(<RunTrack width={440} budget={20} lanes={lanes} partings={[2]} step={2} />);

  it('sets a mark for every step on one scale', () => {
    const centres = elements(markup, 'track-step').map(
      (mark) => Number(mark.x) + Number(mark.width) / 2,
    );
    for (const [index, step] of [1, 2, 1].entries()) {
      expect(centres[index]).toBeCloseTo(start + (step * (440 - 20 - start)) / 20, 9);
    }
    expect(elements(markup, 'is-invalid')).toHaveLength(1);
    expect(elements(markup, 'track-end')).toHaveLength(1);
  });

  it('puts cursor and parting on their steps', () => {
    const at = start + (440 - 20 - start) / 10;
    expect(Number(elements(markup, 'track-cursor')[0]?.x1)).toBeCloseTo(at, 9);
    expect(Number(elements(markup, 'track-parting')[0]?.x1)).toBeCloseTo(at, 9);
  });

  it('names its rows before them, cut where there is no room, and hatches a disturbed one', () => {
    const long = lanes.map((one) => ({ ...one, short: 'a name that is much too long' }));
    const narrow = trackStart(320, long);
    expect(narrow).toBeLessThanOrEqual(96);
    expect(trackStart(1200, long)).toBeGreaterThan(narrow);
    const named = draw(<RunTrack width={320} budget={20} lanes={long} partings={[]} step={0} />);
    expect(named).toMatch(/<title>A<\/title>a nam[^<]*…/);
    expect(named).not.toContain('<pattern');
    const hatched = lanes.map((one) => ({ ...one, hatched: one.name === 'A' }));
    const drawn = draw(<RunTrack width={320} budget={20} lanes={hatched} partings={[]} step={0} />);
    expect(drawn.split('<pattern')).toHaveLength(2);
  });
});
