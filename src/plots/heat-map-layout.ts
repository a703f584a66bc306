/** Where the cells of a heat-map lie. Pixels are CSS pixels; rows are steps, columns are dimensions. */

/** How many times larger than fitted. */
export const ZOOMS: readonly number[] = [1, 2, 4, 8];

const TALLEST_PLOT = 480;
const ROW = { least: 2, most: 28 };
/** From this height on, a row has room for its name. */
const NAMED_ROW = 12;
const GUTTER = { numbers: 36, names: 108 };
const STRIP = { wide: 76, narrow: 52 };
const NARROW = 440;
export const AXIS = 20;

export interface HeatMapLayout {
  /** Left of the cells: numbers, or the rows' names. */
  readonly gutter: number;
  readonly named: boolean;
  /** Right of the cells: the row norms. */
  readonly strip: number;
  readonly row: number;
  readonly column: number;
  /** Of all cells. */
  readonly cellsWidth: number;
  readonly cellsHeight: number;
  /** Of what is seen of them at once. */
  readonly viewHeight: number;
}

/** The layout of `[steps, dim]` in a plot of this width, at a zoom of `ZOOMS`. */
export function heatMapLayout(
  width: number,
  steps: number,
  dim: number,
  zoom: number,
): HeatMapLayout {
  const fitted = Math.min(ROW.most, Math.max(ROW.least, TALLEST_PLOT / Math.max(steps, 1)));
  const row = fitted * zoom;
  const named = row >= NAMED_ROW;
  const gutter = named && width >= NARROW ? GUTTER.names : GUTTER.numbers;
  const strip = width < NARROW ? STRIP.narrow : STRIP.wide;
  const column = (Math.max(width - gutter - strip, 1) / Math.max(dim, 1)) * zoom;
  const cellsHeight = steps * row;
  return {
    gutter,
    named,
    strip,
    row,
    column,
    cellsWidth: dim * column,
    cellsHeight,
    viewHeight: Math.min(cellsHeight, Math.max(TALLEST_PLOT, steps * fitted)),
  };
}

/** The cell under a point of the cells, scrolled as they are; null beside them. */
export function cellAt(
  { row, column, cellsWidth, cellsHeight }: HeatMapLayout,
  x: number,
  y: number,
): { readonly step: number; readonly dimension: number } | null {
  if (x < 0 || y < 0 || x >= cellsWidth || y >= cellsHeight) return null;
  return { step: Math.floor(y / row), dimension: Math.floor(x / column) };
}

/**
 * The end of a scale around 0: the magnitude that 99.5% of the values stay within, so that a few large
 * ones do not take the colour from all others. 0 where there are no values.
 */
export function colourLimit(...matrices: readonly Float32Array[]): number {
  const size = matrices.reduce((sum, matrix) => sum + matrix.length, 0);
  const magnitudes = new Float32Array(size);
  let place = 0;
  for (const matrix of matrices) for (const value of matrix) magnitudes[place++] = Math.abs(value);
  return magnitudes.sort()[Math.ceil(0.995 * size) - 1] ?? 0;
}

/** Rows whose numbers (from 1) are written: the first, then round ones, at least `apart` pixels away. */
export function rowTicks(steps: number, row: number, apart: number): number[] {
  const every =
    [1, 2, 5, 10, 20, 25, 50, 100, 200].find((n) => (n - 1) * row >= apart || row >= apart) ??
    steps;
  const round = Array.from({ length: Math.floor(steps / every) }, (_, i) => (i + 1) * every - 1);
  return every === 1 || steps === 0 ? round : [0, ...round];
}
