import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { besideVertically } from '../../src/panels/roving';
import { cellPixels } from '../../src/plots/heat-map-canvas';
import { cellAt, colourLimit, heatMapLayout, rowTicks } from '../../src/plots/heat-map-layout';
import { zoomBy } from '../../src/plots/latent-heat-map';
import { PcaMap, type PcaReach, separate } from '../../src/plots/pca-map';
import { middleOf, nearestGroup, projectRows, shareNearOwn } from '../../src/plots/pca-projection';
import { type StackedBar, StackedBarsPlot } from '../../src/plots/stacked-bars-plot';

describe('heatMapLayout', () => {
  it('fits 250 × 256 into its width, at least two pixels a row', () => {
    const { gutter, strip, cellsWidth, cellsHeight, viewHeight } = heatMapLayout(620, 250, 256, 1);
    expect(gutter + cellsWidth + strip).toBeCloseTo(620, 6);
    expect(cellsHeight).toBe(500);
    expect(viewHeight).toBe(cellsHeight);
  });

  it('draws few steps as rows with names, and lets a larger zoom scroll', () => {
    expect(heatMapLayout(620, 8, 128, 1)).toMatchObject({ named: true, row: 28, gutter: 108 });
    expect(heatMapLayout(320, 8, 128, 1).gutter).toBe(36);
    const near = heatMapLayout(620, 250, 256, 4);
    expect(near.row).toBe(8);
    expect(near.cellsHeight).toBeGreaterThan(near.viewHeight);
    expect(zoomBy(4, 1)).toBe(8);
    expect(zoomBy(8, 1)).toBe(8);
    expect(zoomBy(2, -4)).toBe(1);
  });

  it('finds the cell under a point', () => {
    const layout = heatMapLayout(620, 8, 128, 1);
    expect(cellAt(layout, 0, 0)).toEqual({ step: 0, dimension: 0 });
    expect(cellAt(layout, layout.cellsWidth - 0.1, 28 * 8 - 0.1)).toEqual({
      step: 7,
      dimension: 127,
    });
    expect(cellAt(layout, layout.cellsWidth, 0)).toBeNull();
    expect(cellAt(layout, 3, -1)).toBeNull();
  });

  it('numbers the first row and round ones', () => {
    expect(rowTicks(45, 3, 18)).toEqual([0, 9, 19, 29, 39]);
    expect(rowTicks(3, 28, 18)).toEqual([0, 1, 2]);
    expect(rowTicks(0, 28, 18)).toEqual([]);
  });
});

describe('colours of a heat-map', () => {
  const scale = ['#000080', '#808080', '#800000'];

  it('are symmetric around 0 and end at the limit', () => {
    const pixels = cellPixels(Float32Array.of(-9, -2, 0, 2, 9), 2, scale);
    const cells = Array.from({ length: 5 }, (_, i) => [...pixels.subarray(4 * i, 4 * i + 4)]);
    expect(cells).toEqual([
      [0, 0, 128, 255],
      [0, 0, 128, 255],
      [128, 128, 128, 255],
      [128, 0, 0, 255],
      [128, 0, 0, 255],
    ]);
    expect([...cellPixels(new Float32Array(1), 0, scale)]).toEqual([128, 128, 128, 255]);
  });

  it('are not taken away by a few large values', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => (i < 3 ? 500 : (i % 7) - 3));
    expect(colourLimit(values)).toBe(3);
    expect(colourLimit(values.subarray(0, 2), Float32Array.of(-800))).toBe(800);
    expect(colourLimit()).toBe(0);
  });
});

describe('projection', () => {
  // numpy.linalg.svd of X − mean; mean to two digits, X = numpy.random.default_rng(7).normal(size=(5, 4)).round(2)
  const rows = Float32Array.of(
    ...[0.0, 0.3, -0.27, -0.89, -0.45, -0.99, 0.06, 1.34, -0.49, -0.62],
    ...[0.49, 0.36, 0.11, -0.93, -0.03, 0.7, -1.34, -0.46, -1.9, -1.29],
  );
  const projection = {
    mean: Float32Array.of(-0.43, -0.54, -0.33, 0.04),
    components: Float32Array.of(
      ...[-0.2531171, 0.2185917, -0.5782478, -0.7441632],
      ...[0.5126674, 0.5502478, 0.5142028, -0.4123046],
    ),
  };

  it('is NumPy’s', () => {
    const expected = [
      [0.732154, 1.096951],
      [-1.286233, -0.593322],
      [-0.714596, 0.214929],
      [-0.886556, -0.055616],
      [2.14541, -0.681441],
    ];
    const points = projectRows(rows, 4, projection);
    expect(points).toHaveLength(5);
    points.forEach(([x, y], row) => {
      expect(x).toBeCloseTo(expected[row]?.[0] ?? Number.NaN, 5);
      expect(y).toBeCloseTo(expected[row]?.[1] ?? Number.NaN, 5);
    });
    expect(projectRows(rows, 5, projection)).toEqual([]);
  });

  it('finds the nearest group', () => {
    const groups = new Map([
      ['far', [[9, 9]] as const],
      [
        'near',
        [
          [1, 0],
          [0, 1],
        ] as const,
      ],
      ['empty', []],
    ]);
    expect(nearestGroup([0, 0], groups)).toBe('near');
    expect(nearestGroup([0, 0], new Map())).toBeNull();
    const mixed = new Map([
      [
        'a',
        [
          [0, 0],
          [0, 0],
          [10, 0],
        ] as const,
      ],
      [
        'b',
        [
          [9, 0],
          [11, 0],
        ] as const,
      ],
    ]);
    expect(shareNearOwn(mixed)).toBe(0.8);
    expect(shareNearOwn(new Map())).toBeNull();
    expect(middleOf([])).toBeNull();
  });
});

describe('PcaMap', () => {
  const groups = [
    {
      key: 'a',
      name: 'heat',
      points: [
        [0, 0],
        [1, 1],
      ] as const,
    },
    { key: 'b', name: 'cool', points: [[4, 0]] as const },
  ];
  const marks = [{ name: 'Latent', point: [-20, 3] as const, disturbed: true }];
  const draw = (reach: PcaReach): string =>
    renderToStaticMarkup(
      <PcaMap
        width={400}
        groups={groups}
        marks={marks}
        path={[
          [0, 0],
          [90, 90],
        ]}
        selected={1}
        reach={reach}
        axes={['one', 'two']}
        label="map"
      />,
    );
  const places = (markup: string, kind: string): number[][] =>
    [
      ...markup.matchAll(
        new RegExp(`${kind}" transform="translate\\(([-\\d.]+),([-\\d.]+)\\)`, 'g'),
      ),
    ].map(([, x, y]) => [Number(x), Number(y)]);

  it('reaches as far as it is asked, and keeps what lies beyond at its edge', () => {
    expect(draw('games')).toMatch(
      /pca-mark is-beyond" transform="translate\(14,[-\d.]+\) rotate\(-?1[78]\d/,
    );
    expect(draw('messages')).not.toContain('is-beyond');
    const [mark = []] = places(draw('messages'), 'pca-mark');
    expect(mark[0]).toBeCloseTo(24, 6);
    expect(places(draw('messages'), 'pca-row')).toEqual([]);
    const rows = places(draw('rows'), 'pca-row');
    expect(rows).toHaveLength(2);
    expect(Math.max(...rows.map(([x = 0]) => x))).toBeLessThanOrEqual(400);
  });

  it('names every group and hatches what is disturbed', () => {
    const markup = draw('games');
    for (const name of ['heat', 'cool', 'Latent', 'one', 'two']) expect(markup).toContain(name);
    expect(markup).toMatch(/pca-mark[^>]*style="fill:url\(#/);
  });

  const label = { text: 'heat, then place', x: 100, y: 50, className: '', group: null };

  it('moves labels off each other', () => {
    const [one, two, three] = separate([
      { ...label, key: '1' },
      { ...label, key: '2' },
      { ...label, key: '3', x: 400 },
    ]);
    expect(one?.y).toBe(50);
    expect(two?.y).toBeGreaterThanOrEqual(64);
    expect(three?.y).toBe(50);
  });

  it('knows that Chinese characters are wide', () => {
    const [one, two] = separate(
      [0, 45].map((x) => ({ ...label, key: String(x), text: '清洗后放置', x })),
    );
    expect(two?.y).toBeGreaterThanOrEqual((one?.y ?? 0) + 14);
  });
});

describe('StackedBarsPlot', () => {
  const parts = ['before', 'generation', 'adapter', 'after'].map((key) => ({ key, name: key }));
  const bar: StackedBar = {
    lane: 'A',
    name: 'Latent',
    detail: 'full',
    channel: 'latent',
    disturbed: false,
    values: [40, 200, 10, 50],
    total: '300 ms',
  };
  const draw = (bars: StackedBar[], more: { disturbedPart?: string; most?: number } = {}): string =>
    renderToStaticMarkup(
      <StackedBarsPlot
        width={600}
        kind="latency"
        parts={parts}
        format={String}
        label="times"
        bars={bars}
        {...(more.disturbedPart === undefined ? {} : { disturbedPart: more.disturbedPart })}
        most={more.most === undefined ? null : { value: more.most, text: 'at most' }}
      />,
    );
  const markup = draw([bar, { ...bar, lane: 'B', channel: 'text', values: null, total: '' }]);
  const over = (text: string): number[][] =>
    [...text.matchAll(/class="latency-over"[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"/g)].map(
      (found) => found.slice(1).map(Number),
    );

  it('sets the parts one after the other, in proportion', () => {
    const drawn = [
      ...markup.matchAll(/class="latency-part[^>]* x="([\d.]+)" y="\d+" width="([\d.]+)"/g),
    ];
    expect(drawn).toHaveLength(4);
    const full = 600 - 112 - 72;
    expect(drawn.map(([, , width]) => Number(width) / full)).toEqual([
      expect.closeTo(40 / 300, 5),
      expect.closeTo(200 / 300, 5),
      expect.closeTo(10 / 300, 5),
      expect.closeTo(50 / 300, 5),
    ]);
    expect(Number(drawn[1]?.[1])).toBeCloseTo(112 + (full * 40) / 300, 5);
  });

  it('hatches the whole bar of a disturbed message, or the part that is disturbed', () => {
    expect(over(markup)).toHaveLength(0);
    const full = 600 - 112 - 72;
    expect(over(draw([{ ...bar, disturbed: true }]))).toEqual([[112, full]]);
    const [part] = over(draw([{ ...bar, disturbed: true }], { disturbedPart: 'generation' }));
    expect(part?.[0]).toBeCloseTo(112 + (full * 40) / 300, 5);
    expect(part?.[1]).toBeCloseTo((full * 200) / 300, 5);
  });

  it('writes the total and every part, also of those that are not known', () => {
    expect(markup).toMatch(/plot-value[^>]*>300 ms</);
    expect(markup).toContain('40 + 200 + 10 + 50');
    expect(draw([{ ...bar, values: [null, 200, 10, 50] }])).toContain('? + 200 + 10 + 50');
  });

  it('goes to the most that a bar can be, and writes a total above where there is no room', () => {
    const wide = draw([bar], { most: 600 });
    const [, x] =
      /<g transform="translate\(([\d.]+),0\)"><line class="plot-reference"/.exec(wide) ?? [];
    expect(Number(x)).toBe(588);
    expect(wide).toMatch(/plot-value[^>]* text-anchor="start">300 ms</);
    expect(draw([bar], { most: 300 })).toMatch(/plot-value[^>]* text-anchor="end">300 ms</);
  });
});

describe('the arrow keys between options', () => {
  const box = (left: number, top: number) => ({ left, right: left + 40, top, bottom: top + 16 });
  const boxes = [box(0, 0), box(50, 0), box(100, 0), box(0, 20), box(90, 20)];

  it('lead to the option above or below that is nearest', () => {
    expect(besideVertically(boxes, 2, true)).toBe(4);
    expect(besideVertically(boxes, 0, true)).toBe(3);
    expect(besideVertically(boxes, 4, false)).toBe(2);
    expect(besideVertically(boxes, 3, true)).toBe(3);
  });
});
