import { extent } from 'd3-array';
import { scaleLinear, scaleLog, scaleSqrt } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';
import { shorten } from './format';
import { Hatch } from './hatch';
import { pressable } from './pressable';
import { textWidth } from './text-width';

export interface ScatterPoint {
  readonly key: string;
  readonly name: string;
  readonly channel: Channel;
  /** Drawn as a hatched diamond instead of a dot. */
  readonly disturbed: boolean;
  readonly x: number;
  /** A share with its interval, 0 to 1. */
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

export interface SuccessScatterPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly points: readonly ScatterPoint[];
  /** `root` begins at 0; `log` takes values above 0. */
  readonly scale: 'root' | 'log';
  readonly formatX: (value: number) => string;
  /** What the axis measures. */
  readonly unit: string;
  /** Points joined by a line of steps, in the order of x. */
  readonly front?: { readonly keys: readonly string[]; readonly name: string };
  readonly selected?: string | null;
  readonly onSelect?: (key: string) => void;
  /** The plot in words. */
  readonly label: string;
}

const HEIGHT = 320;
const MARGIN = { top: 28, right: 16, bottom: 40, left: 36 };
const SIZE = 5;
const SIDE = SIZE + 1.5;
/** Of the line of a name, pixels. */
const LINE = 14;
const LONGEST = 40;
/** Points this near, in pixels, lie on each other: pressing there again goes to the next one. */
const TOUCHING = 12;

interface Placed {
  readonly point: ScatterPoint;
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const apart = (a: Box, b: Box): boolean =>
  a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;

export interface NameLabel {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
  /** It stands apart from its point: a thin line leads there. */
  readonly far: boolean;
}

/** The point that a press on this one means: the next of those at its place after the one chosen. */
export function nextAt(placed: readonly Placed[], key: string, selected: string | null): string {
  const here = placed.find(({ point }) => point.key === key);
  if (here === undefined) return key;
  const together = placed
    .filter(({ x, y }) => Math.hypot(x - here.x, y - here.y) <= TOUCHING)
    .map(({ point }) => point.key);
  const at = selected === null ? -1 : together.indexOf(selected);
  return at < 0 ? key : (together[(at + 1) % together.length] ?? key);
}

/**
 * Names beside their points, right or left, above or below, wherever they cover no other name and no
 * point; who finds no room is named in the table and on pointing.
 */
export function placeNames(placed: readonly Placed[], width: number): NameLabel[] {
  const rows = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5].map((row) => row * LINE);
  const taken: Box[] = placed.map(({ x, y }) => ({
    left: x - SIDE,
    right: x + SIDE,
    top: y - SIDE,
    bottom: y + SIDE,
  }));
  return placed.flatMap(({ point, x, y }) => {
    const text = shorten(point.name, LONGEST);
    const length = textWidth(text);
    for (const dy of rows) {
      for (const anchor of ['start', 'end'] as const) {
        const from = anchor === 'start' ? x + SIDE + 4 : x - SIDE - 4 - length;
        const box = {
          left: from,
          right: from + length + 3,
          top: y + dy - LINE / 2,
          bottom: y + dy + LINE / 2,
        };
        const inside =
          box.left >= MARGIN.left && box.right <= width && box.top >= MARGIN.top - LINE;
        if (
          !inside ||
          box.bottom > HEIGHT - MARGIN.bottom ||
          !taken.every((one) => apart(one, box))
        )
          continue;
        taken.push(box);
        const end = anchor === 'start' ? from : from + length;
        const far = Math.abs(dy) > LINE;
        return [{ key: point.key, text, x: end, y: y + dy, anchor, far }];
      }
    }
    return [];
  });
}

/** Success of several conditions against what they cost, with intervals; a point can be chosen. */
export function SuccessScatterPlot(props: SuccessScatterPlotProps) {
  const { width, points, scale, formatX, unit, front, selected = null, onSelect, label } = props;
  const hatch = useId();
  const bottom = HEIGHT - MARGIN.bottom;
  const [least = 1, most = 1] = extent(points, ({ x }) => x);
  const range = [MARGIN.left + SIDE, width - MARGIN.right - SIDE] as const;
  const x =
    scale === 'log'
      ? scaleLog([Math.max(least, 1e-3) / 1.2, Math.max(most, 1e-3) * 1.2], range)
      : scaleSqrt([0, Math.max(most, 1)], range);
  const y = scaleLinear([0, 1], [bottom, MARGIN.top]);
  const placed = points.map((point) => ({ point, x: x(point.x), y: y(point.y) }));
  const names = placeNames(placed, width);
  const byKey = new Map(placed.map((one) => [one.point.key, one]));
  const joined = front?.keys.flatMap((key) => byKey.get(key) ?? []) ?? [];
  const path = joined
    .map((one, place) => (place === 0 ? `M${one.x},${one.y}` : `H${one.x}V${one.y}`))
    .join('');
  const last = joined.at(-1);
  const channels = [...new Set(points.filter((one) => one.disturbed).map((one) => one.channel))];
  const ticks =
    scale === 'log'
      ? x.ticks(width < 420 ? 2 : 4).filter((tick) => /^[125]/.test(tick.toExponential()))
      : x.ticks(width < 420 ? 4 : 6);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of what can be pressed, drawn in SVG
    <svg className="plot scatter" width={width} height={HEIGHT} role="group" aria-label={label}>
      {channels.map((channel) => (
        <Hatch key={channel} id={`${hatch}-${channel}`} channel={channel} />
      ))}
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line className="plot-grid" x1={MARGIN.left} x2={width - MARGIN.right} />
          <text className="plot-tick" x={MARGIN.left - 8} dy="0.35em" textAnchor="end">
            {Math.round(100 * tick)}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} className="plot-tick" x={x(tick)} y={bottom + 16} textAnchor="middle">
          {formatX(tick)}
        </text>
      ))}
      <text className="plot-tick" x={width - MARGIN.right} y={bottom + 34} textAnchor="end">
        {unit}
      </text>
      <line
        className="plot-axis"
        x1={MARGIN.left}
        x2={width - MARGIN.right}
        y1={bottom}
        y2={bottom}
      />
      {path !== '' && (
        <path className="scatter-front" d={`${path}${last ? `H${width - MARGIN.right}` : ''}`} />
      )}
      {front !== undefined && last && (
        <g>
          <path
            className="scatter-front"
            d={`M${width - MARGIN.right - textWidth(front.name) - 26},8h20`}
          />
          <text className="plot-tick" x={width - MARGIN.right} y={8} dy="0.35em" textAnchor="end">
            {front.name}
          </text>
        </g>
      )}
      {placed.map(({ point, x: left, y: top }) => {
        const press = onSelect && {
          ...pressable(() => onSelect(point.key)),
          // The keyboard reaches each of those that lie on each other by itself.
          onClick: () => onSelect(nextAt(placed, point.key, selected)),
          'aria-pressed': selected === point.key,
        };
        const said = `${point.name}: ${(100 * point.y).toFixed(1)}% [${(100 * point.low).toFixed(1)}, ${(100 * point.high).toFixed(1)}], ${formatX(point.x)} ${unit}`;
        return (
          <g
            key={point.key}
            className="scatter-point"
            data-channel={point.channel}
            aria-label={said}
            {...press}
          >
            <title>{said}</title>
            <line
              className="plot-whisker"
              x1={left}
              x2={left}
              y1={y(point.low)}
              y2={y(point.high)}
            />
            <circle className="scatter-reach" cx={left} cy={top} r={14} />
            {point.disturbed ? (
              <path
                className="plot-mark"
                d={`M${left} ${top - SIDE}l${SIDE} ${SIDE}l${-SIDE} ${SIDE}l${-SIDE} ${-SIDE}Z`}
                style={{ fill: `url(#${hatch}-${point.channel})` }}
              />
            ) : (
              <circle
                className="plot-mark"
                cx={left}
                cy={top}
                r={SIZE}
                style={{ fill: 'var(--mark)' }}
              />
            )}
          </g>
        );
      })}
      {names.map(({ key, x: left, y: top, anchor, far }) => {
        const from = byKey.get(key);
        if (!far || from === undefined) return null;
        const end = anchor === 'start' ? left - 2 : left + 2;
        const start = anchor === 'start' ? from.x + SIDE : from.x - SIDE;
        return <path key={key} className="plot-leader" d={`M${start},${from.y}L${end},${top}`} />;
      })}
      {names.map(({ key, text, x: left, y: top, anchor }) => (
        <text
          key={key}
          {...(onSelect ? { onClick: () => onSelect(key), style: { cursor: 'pointer' } } : {})}
          className="plot-end plot-over"
          x={left}
          y={top}
          dy="0.35em"
          textAnchor={anchor}
          data-channel={byKey.get(key)?.point.channel}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}
