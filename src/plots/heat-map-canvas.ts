/** Paints a heat-map on a canvas. */

import { color } from 'd3-color';
import { interpolateLab, piecewise } from 'd3-interpolate';
import { shorten } from './format';
import { AXIS, type HeatMapLayout, rowTicks } from './heat-map-layout';

const LABEL_CHARACTERS = 12;

const SHADES = 255;

/** Colours as the style sheet resolves them in the theme shown. */
export interface HeatMapColours {
  /** From the most negative over 0 to the most positive: an odd number of them. */
  readonly scale: readonly string[];
  readonly ink: string;
  readonly muted: string;
  readonly hairline: string;
  readonly mark: string;
  readonly font: string;
}

export interface HeatMapPicture {
  readonly dim: number;
  /** Of the rows. */
  readonly norms: readonly number[];
  readonly largestNorm: number;
  readonly names: readonly string[];
  readonly selected: number | null;
  readonly pointed: number | null;
}

/**
 * Red, green, blue and opacity of every cell, in bytes. `limit` is the magnitude at both ends of the
 * colour scale.
 */
export function cellPixels(
  latents: Float32Array,
  limit: number,
  scale: readonly string[],
): Uint8ClampedArray<ArrayBuffer> {
  const shade = piecewise(interpolateLab, [...scale]);
  const table = Array.from({ length: SHADES }, (_, i) => color(shade(i / (SHADES - 1)))?.rgb());
  const pixels = new Uint8ClampedArray(4 * latents.length);
  latents.forEach((value, cell) => {
    const share = limit > 0 ? Math.min(1, Math.max(-1, value / limit)) : 0;
    const found = table[Math.round(((share + 1) / 2) * (SHADES - 1))];
    pixels.set([found?.r ?? 0, found?.g ?? 0, found?.b ?? 0, 255], 4 * cell);
  });
  return pixels;
}

/** `[steps, dim]` as a picture of one pixel a cell, to be drawn larger. */
export function cellPicture(
  latents: Float32Array,
  dim: number,
  limit: number,
  scale: readonly string[],
): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = dim;
  picture.height = latents.length / dim;
  const pixels = cellPixels(latents, limit, scale);
  const data = new ImageData(pixels, dim);
  picture.getContext('2d')?.putImageData(data, 0, 0);
  return picture;
}

export interface HeatMapView {
  readonly layout: HeatMapLayout;
  /** CSS pixels of the canvas. */
  readonly width: number;
  readonly height: number;
  readonly scrollX: number;
  readonly scrollY: number;
  /** Device pixels for a CSS pixel. */
  readonly density: number;
}

/** Draws what is scrolled into view: names, cells, norms, the row looked at. */
export function paintHeatMap(
  context: CanvasRenderingContext2D,
  cells: HTMLCanvasElement,
  picture: HeatMapPicture,
  colours: HeatMapColours,
  view: HeatMapView,
): void {
  const { layout, width, height, scrollX, scrollY, density } = view;
  const { gutter, strip, row, column } = layout;
  const cellsRight = width - strip;
  const bottom = height - AXIS;
  const steps = picture.norms.length;
  const top = (step: number): number => step * row - scrollY;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  context.font = `12px ${colours.font}`;
  context.textBaseline = 'middle';

  context.save();
  context.beginPath();
  context.rect(gutter, 0, cellsRight - gutter, bottom);
  context.clip();
  // Where a cell is smaller than a pixel, leaving some out would be a choice: they are averaged.
  context.imageSmoothingEnabled = column * density < 1 || row * density < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(cells, gutter - scrollX, -scrollY, layout.cellsWidth, layout.cellsHeight);
  context.restore();

  context.save();
  context.beginPath();
  context.rect(0, 0, width, bottom);
  context.clip();
  const normScale = (strip - 16) / Math.max(picture.largestNorm, Number.MIN_VALUE);
  context.fillStyle = colours.mark;
  const gap = row >= 6 ? 1 : 0;
  // On whole device pixels, or thin bars would show seams.
  const snap = (y: number): number => Math.round(y * density) / density;
  picture.norms.forEach((norm, step) => {
    const from = snap(top(step));
    context.fillRect(cellsRight + 8, from, norm * normScale, snap(top(step + 1)) - from - gap);
  });
  context.fillStyle = colours.muted;
  context.textAlign = 'right';
  for (const step of rowTicks(steps, row, layout.named ? row : 18)) {
    const centre = top(step) + row / 2;
    if (centre < 0 || centre > bottom) continue;
    // Half a line from either end, or it would be cut.
    const middle = Math.min(Math.max(centre, 7), bottom - 7);
    const name = gutter > 60 ? (picture.names[step] ?? '') : '';
    context.fillText(String(step + 1), gutter - 8, middle, gutter);
    if (name === '') continue;
    context.fillStyle = colours.ink;
    context.fillText(shorten(name, LABEL_CHARACTERS), gutter - 32, middle, gutter - 34);
    context.fillStyle = colours.muted;
  }
  for (const [step, weight] of [
    [picture.pointed, 1],
    [picture.selected, 2],
  ] as const) {
    if (step === null || step >= steps) continue;
    // A thin row is framed on its outside, so that its cells stay in sight.
    const grow = row < 6 ? 1.5 : 0;
    context.strokeStyle = colours.ink;
    context.lineWidth = weight;
    context.strokeRect(
      gutter - 2,
      top(step) - grow,
      cellsRight - gutter + 4,
      Math.max(row, 1) + 2 * grow,
    );
  }
  context.restore();
  paintAxis(context, picture, colours, view);
}

/** The dimensions under the cells, and the largest norm under the strip. */
function paintAxis(
  context: CanvasRenderingContext2D,
  { dim, largestNorm }: HeatMapPicture,
  colours: HeatMapColours,
  { layout, width, height, scrollX }: HeatMapView,
): void {
  const { gutter, strip, column } = layout;
  const cellsRight = width - strip;
  const middle = height - AXIS / 2 + 2;
  context.fillStyle = colours.muted;
  for (const dimension of dimensionTicks(dim, column)) {
    const x = gutter + (dimension + 0.5) * column - scrollX;
    if (x < gutter || x > cellsRight) continue;
    // The last number ends with its cells: the strip's 0 stands beside it.
    context.textAlign = dimension === dim - 1 ? 'right' : 'center';
    context.fillText(String(dimension + 1), dimension === dim - 1 ? x + column / 2 : x, middle);
  }
  context.textAlign = 'left';
  context.fillText('0', cellsRight + 8, middle);
  context.textAlign = 'right';
  context.fillText(largestNorm.toPrecision(3), width - 4, middle);
  context.strokeStyle = colours.hairline;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(cellsRight + 8, 0);
  context.lineTo(cellsRight + 8, height - AXIS);
  context.stroke();
}

/** Round ones and the last, those too near to it left out. */
function dimensionTicks(dim: number, column: number): number[] {
  const round = rowTicks(dim, column, 56);
  return [...round.filter((at) => (dim - 1 - at) * column >= 32), dim - 1];
}
