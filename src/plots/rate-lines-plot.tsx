import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Channel } from '../lab/settings';
import { spread } from './curve-plot';
import { shorten } from './format';
import { textWidth } from './text-width';

export interface RatePoint {
  readonly x: number;
  /** A share with its interval, 0 to 1. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
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
  /** The plot in words. */
  readonly label: string;
}

const HEIGHT = 248;
const MARGIN = { top: 16, bottom: 40, left: 36 };
const LINE = 14;
const PATTERNS = ['', '6 3', '2 3', '9 3 2 3', '1 4', '12 4', '4 2 1 2'];

/** Success rates with their intervals along a number from 0, named at their ends. */
export function RateLinesPlot({ width, lines, steps, unit, reference, label }: RateLinesPlotProps) {
  const narrow = width < 480;
  const most = narrow ? 16 : 30;
  const longest = max(lines, ({ name }) => textWidth(shorten(name, most))) ?? 0;
  const right = width - Math.ceil(Math.min(longest, width / 2.5)) - 12;
  const bottom = HEIGHT - MARGIN.bottom;
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
  const ends = spread(
    lines.map(({ points }) => y(points.at(-1)?.value ?? 0)),
    LINE,
    bottom,
  );
  return (
    <svg className="plot" width={width} height={HEIGHT} role="img" aria-label={label}>
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
          <text className="plot-tick plot-over" x={MARGIN.left + 4} y={-5}>
            {reference.name}
          </text>
        </g>
      )}
      {lines.map(({ key, name, channel, pattern, points }, index) => (
        <g key={key} data-channel={channel}>
          <title>{name}</title>
          <path className="plot-band" d={band(points) ?? ''} />
          <path
            className="plot-curve"
            d={draw(points) ?? ''}
            strokeDasharray={PATTERNS[pattern % PATTERNS.length]}
          />
          {!steps &&
            points.map((point) => (
              <circle
                key={point.x}
                className="plot-mark"
                cx={x(point.x)}
                cy={y(point.value)}
                r={3}
                style={{ fill: 'var(--mark)' }}
              />
            ))}
          <path
            className="plot-leader"
            d={`M${x(points.at(-1)?.x ?? 0)},${y(points.at(-1)?.value ?? 0)}L${right + 6},${ends[index]}`}
          />
          <text className="plot-end" x={right + 8} y={ends[index]} dy="0.35em">
            {shorten(name, most)}
          </text>
        </g>
      ))}
    </svg>
  );
}
