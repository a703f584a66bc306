import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import { useState } from 'react';
import type { Channel } from '../lab/settings';
import { spread } from './curve-plot';
import { shorten } from './format';
import { pressable } from './pressable';
import { textWidth } from './text-width';

export interface RatePoint {
  readonly x: number;
  /** A share with its interval, 0 to 1. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** What the point opens, and what it is called; of a curve that opens as a whole: none. */
  readonly opens?: { readonly key: string; readonly name: string };
}

export interface RateLine {
  readonly key: string;
  readonly name: string;
  readonly channel: Channel;
  /** Of several lines of one channel each has another pattern of dashes. */
  readonly pattern: number;
  readonly points: readonly RatePoint[];
}

export interface RateLinesPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly lines: readonly RateLine[];
  /** Steps hold their value until the next one, and have no dots. */
  readonly steps: boolean;
  readonly unit: string;
  /** A share that all lines are seen against. */
  readonly reference?: { readonly value: number; readonly name: string };
  readonly selected?: string | null;
  /** By the key of a point, or of the line where its points have none. */
  readonly onSelect?: (key: string) => void;
  /** The plot in words. */
  readonly label: string;
}

const HEIGHT = 248;
const MARGIN = { top: 16, bottom: 40, left: 36 };
const LINE = 14;
/** Of a name under the plot, which a finger must hit. */
const ROW = 24;
/** Of the piece of a line before its name. */
const SAMPLE = 22;
/** More bands than this are mud: then only the one that is pointed at is drawn. */
export const MOST_BANDS = 3;
const PATTERNS = ['', '6 3', '2 3', '9 3 2 3', '1 4', '12 4', '4 2 1 2'];

interface EndsProps {
  readonly lines: readonly RateLine[];
  readonly places: readonly number[];
  readonly most: number;
  /** Pixels: where the names begin, and where a line ends; null: they stand under the plot. */
  readonly left: number;
  readonly endOf: ((line: RateLine) => readonly [x: number, y: number]) | null;
  readonly children: (line: RateLine) => object;
}

/** Names at the right with a piece of their line; thin and grey from the end of one that gets there. */
function Ends({ lines, places, most, left, endOf, children }: EndsProps) {
  return lines.map((line, index) => {
    const [x, y] = endOf?.(line) ?? [0, 0];
    const place = places[index] ?? 0;
    const near = endOf !== null && left - x < 2 * LINE;
    return (
      <g key={line.key} data-channel={line.channel} className="rate-name" {...children(line)}>
        <title>{line.name}</title>
        {near && <path className="plot-leader" d={`M${x + 4},${y}L${left + 6},${place}`} />}
        <path
          className="plot-curve"
          d={`M${left + 8},${place}h${SAMPLE}`}
          strokeDasharray={PATTERNS[line.pattern % PATTERNS.length]}
        />
        <text className="plot-end" x={left + SAMPLE + 13} y={place} dy="0.35em">
          {shorten(line.name, most)}
        </text>
      </g>
    );
  });
}

/** Success rates with their intervals along a number from 0; a name beside each at the right. */
export function RateLinesPlot(props: RateLinesPlotProps) {
  const { width, lines, steps, unit, reference, selected = null, onSelect, label } = props;
  const [pointed, setPointed] = useState<string | null>(null);
  const narrow = width < 480;
  const most = 40;
  const longest = max(lines, ({ name }) => textWidth(shorten(name, most))) ?? 0;
  const right = width - (narrow ? 8 : Math.ceil(Math.min(longest, width / 2)) + SAMPLE + 18);
  // In a narrow plot the names stand under it.
  const height = narrow
    ? HEIGHT + lines.length * ROW + LINE
    : Math.max(HEIGHT, MARGIN.top + MARGIN.bottom + lines.length * LINE);
  const bottom = (narrow ? HEIGHT : height) - MARGIN.bottom;
  const last = max(lines, ({ points }) => points.at(-1)?.x ?? 0) ?? 1;
  const x = scaleLinear([0, Math.max(last, 1e-9)], [MARGIN.left, right]);
  const y = scaleLinear([0, 1], [bottom, MARGIN.top]);
  const curve = steps ? curveStepAfter : curveLinear;
  const draw = line<RatePoint>(
    (point) => x(point.x),
    (point) => y(point.value),
  ).curve(curve);
  const band = area<RatePoint>()
    .x((point) => x(point.x))
    .y0((point) => y(point.low))
    .y1((point) => y(point.high))
    .curve(curve);
  const endOf = ({ points }: RateLine) =>
    [x(points.at(-1)?.x ?? 0), y(points.at(-1)?.value ?? 0)] as const;
  const ends = narrow
    ? lines.map((_, index) => HEIGHT + LINE + index * ROW)
    : spread(
        lines.map((one) => endOf(one)[1]),
        LINE,
        bottom,
      );
  const pointing = (key: string) => ({
    onPointerEnter: () => setPointed(key),
    onPointerLeave: () => setPointed(null),
    onFocus: () => setPointed(key),
    onBlur: () => setPointed(null),
  });
  const opening = ({ key, name, points }: RateLine): object =>
    onSelect && points.every(({ opens }) => opens === undefined)
      ? {
          ...pressable(() => onSelect(key)),
          ...pointing(key),
          'aria-label': `${name}: ${percent(points.at(-1))}`,
          'aria-pressed': selected === key,
        }
      : pointing(key);
  const whole = lines.filter(
    ({ key }) => key === pointed || (pointed === null && lines.length <= MOST_BANDS),
  );
  const opened = new Set<string>();
  return (
    <svg
      className="plot"
      width={width}
      height={height}
      role={onSelect ? 'group' : 'img'}
      aria-label={label}
    >
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line className="plot-grid" x1={MARGIN.left} x2={right} />
          <text className="plot-tick" x={MARGIN.left - 8} dy="0.35em" textAnchor="end">
            {Math.round(100 * tick)}
          </text>
        </g>
      ))}
      {x.ticks(narrow ? 4 : 6).map((tick) => (
        <text key={tick} className="plot-tick" x={x(tick)} y={bottom + 16} textAnchor="middle">
          {tick}
        </text>
      ))}
      <text className="plot-tick" x={right} y={bottom + 34} textAnchor="end">
        {unit}
      </text>
      <line className="plot-axis" x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
      {reference !== undefined && (
        <g transform={`translate(0,${y(reference.value)})`}>
          <line className="plot-reference" x1={MARGIN.left} x2={right} />
          <text className="plot-tick plot-over" x={right - 4} y={-5} textAnchor="end">
            {reference.name}
          </text>
        </g>
      )}
      {whole.map(({ key, channel, points }) => (
        <path key={key} data-channel={channel} className="plot-band" d={band(points) ?? ''} />
      ))}
      {lines.map(({ key, name, channel, pattern, points }) => (
        <g
          key={key}
          data-channel={channel}
          className={pointed !== null && pointed !== key ? 'rate-line is-behind' : 'rate-line'}
          {...pointing(key)}
          {...(onSelect && steps ? { onClick: () => onSelect(key) } : {})}
        >
          <title>{name}</title>
          <path className="rate-reach" d={draw(points) ?? ''} />
          <path
            className="plot-curve"
            d={draw(points) ?? ''}
            strokeDasharray={PATTERNS[pattern % PATTERNS.length]}
          />
        </g>
      ))}
      {!steps &&
        lines.map(({ key, channel, points }) => (
          <g key={key} data-channel={channel}>
            {points.map((point) => {
              const { opens } = point;
              const first = opens !== undefined && !opened.has(opens.key);
              if (opens) opened.add(opens.key);
              const said = opens && `${opens.name}: ${percent(point)}`;
              return (
                <g
                  key={point.x}
                  className="scatter-point"
                  {...pointing(key)}
                  {...(onSelect && opens && first
                    ? {
                        ...pressable(() => onSelect(opens.key)),
                        'aria-label': said,
                        'aria-pressed': selected === opens.key,
                      }
                    : {})}
                >
                  {said !== undefined && <title>{said}</title>}
                  {onSelect && first && (
                    <path className="scatter-reach" d={ring(x(point.x), y(point.value))} />
                  )}
                  <circle
                    className="plot-mark"
                    cx={x(point.x)}
                    cy={y(point.value)}
                    r={3.5}
                    style={{ fill: 'var(--mark)' }}
                  />
                </g>
              );
            })}
          </g>
        ))}
      <Ends
        lines={lines}
        places={ends}
        most={most}
        left={narrow ? 0 : right}
        endOf={narrow ? null : endOf}
      >
        {opening}
      </Ends>
    </svg>
  );
}

const percent = (point: RatePoint | undefined): string =>
  point === undefined
    ? ''
    : `${(100 * point.value).toFixed(1)}% [${(100 * point.low).toFixed(1)}, ${(100 * point.high).toFixed(1)}]`;

/** A circle to press, pixels around a point. */
const ring = (x: number, y: number): string => `M${x - 9},${y}a9,9 0 1 0 18,0a9,9 0 1 0 -18,0`;
