import { extent, max, min } from 'd3-array';
import { scaleLinear, scaleSqrt } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Channel } from '../lab/settings';
import { formatTokens } from './format';

export interface CurvePoint {
  readonly tokens: number;
  readonly value: number;
  /** Its 95% interval, where it has one. */
  readonly low?: number;
  readonly high?: number;
}

export interface Curve {
  readonly name: string;
  readonly channel: Channel;
  /** Of several curves of one channel each has another pattern of dashes. */
  readonly pattern: number;
  readonly points: readonly CurvePoint[];
}

export interface CurvePlotProps {
  /** Pixels. */
  readonly width: number;
  readonly curves: readonly Curve[];
  /** Of the values; from 0 to the largest where none is given. */
  readonly domain?: readonly [low: number, high: number];
  readonly format: (value: number) => string;
  /** A moment of the training: a line from top to bottom, named above. */
  readonly moment?: { readonly tokens: number; readonly name: string };
  /** The plot in words. */
  readonly label: string;
}

const HEIGHT = 208;
/** Room above for the name of a moment. */
const NAME = 16;
const MARGIN = { top: 8, right: 104, bottom: 24, left: 36 };
const LINE = 14;
const PATTERNS = ['', '6 3', '2 3', '9 3 2 3', '1 4', '12 4', '4 2 1 2'];

/** Places for labels, at least a line apart, as near to where they belong as that allows. */
export function spread(wanted: readonly number[], apart: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => at(wanted, a) - at(wanted, b));
  const placed = [...wanted];
  let above = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    above = Math.max(at(placed, index), above + apart);
    placed[index] = above;
  }
  let below = bottom + apart;
  for (const index of order.toReversed()) {
    below = Math.min(at(placed, index), below - apart);
    placed[index] = below;
  }
  return placed;
}

const at = (values: readonly number[], index: number): number => values[index] ?? 0;

/** Values against the tokens trained on, named at their ends; early tokens have more room. */
export function CurvePlot({ width, curves, format, label, moment, ...props }: CurvePlotProps) {
  const points = curves.flatMap((curve) => curve.points);
  const [, last = 1] = extent(points, (point) => point.tokens);
  const highest = max(points, (point) => point.high ?? point.value) ?? 1;
  const lowest = min(points, (point) => point.low ?? point.value) ?? 0;
  const domain = props.domain ?? [Math.min(0, lowest), highest];
  const top = MARGIN.top + (moment === undefined ? 0 : NAME);
  const bottom = HEIGHT - MARGIN.bottom;
  const right = width - MARGIN.right;
  const x = scaleSqrt([0, Math.max(last, 1)], [MARGIN.left, right]);
  const y = scaleLinear(domain, [bottom, top]).clamp(true);
  const draw = line<CurvePoint>(
    (point) => x(point.tokens),
    (point) => y(point.value),
  );
  const band = area<CurvePoint>()
    .defined((point) => point.low !== undefined && point.high !== undefined)
    .x((point) => x(point.tokens))
    .y0((point) => y(point.low ?? 0))
    .y1((point) => y(point.high ?? 0));
  const ends = spread(
    curves.map((curve) => y(curve.points.at(-1)?.value ?? 0)),
    LINE,
    bottom,
  );
  const ticks = [0.04, 0.25, 1].map((share) => roundTokens(share * last));
  return (
    <svg
      className="plot"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      {y.ticks(4).map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line className="plot-grid" x1={MARGIN.left} x2={right} />
          <text className="plot-tick" x={MARGIN.left - 8} dy="0.35em" textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {[0, ...new Set(ticks)].map((tick) => (
        <text
          key={tick}
          className="plot-tick"
          x={x(tick)}
          y={bottom + 16}
          textAnchor={tick === 0 ? 'start' : 'middle'}
        >
          {formatTokens(tick)}
        </text>
      ))}
      <line className="plot-axis" x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
      {moment !== undefined && (
        <g transform={`translate(${x(moment.tokens)},0)`}>
          <line className="plot-moment" y1={NAME} y2={bottom} />
          <text
            className="plot-moment-name"
            y={12}
            textAnchor={x(moment.tokens) > width / 2 ? 'end' : 'start'}
          >
            {moment.name}
          </text>
        </g>
      )}
      {curves.map((curve, index) => (
        <g key={curve.name} data-channel={curve.channel}>
          <path className="plot-band" d={band(curve.points) ?? ''} />
          <path
            className="plot-curve"
            d={draw(curve.points) ?? ''}
            strokeDasharray={PATTERNS[curve.pattern % PATTERNS.length]}
          />
          <text className="plot-end" x={right + 8} y={ends[index]} dy="0.35em">
            {curve.name}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** To one digit, and down, so that the tick is on the axis. */
export function roundTokens(tokens: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(tokens, 1)));
  return Math.floor(tokens / unit) * unit;
}
