import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Channel } from '../lab/settings';
import { DIVERGENCE_BOUND } from '../shared/divergence';
import { spread } from './curve-plot';
import { lettersOf, wrapText } from './format';

export interface DivergenceCurve {
  readonly key: string;
  /** Its label, a line each. */
  readonly name: readonly string[];
  /** Null: of no single channel, drawn in ink. */
  readonly channel: Channel | null;
  /** Of several curves alike in colour each has another pattern of dashes. */
  readonly pattern: number;
  /** Nats, from step 1; null where it is not known. */
  readonly values: readonly (number | null)[];
  /** The step that ends the curve, marked with a ring; null where none does. */
  readonly parted: number | null;
}

export interface DivergencePlotProps {
  /** Pixels. */
  readonly width: number;
  readonly curves: readonly DivergenceCurve[];
  /** Steps on the axis, at least 1. */
  readonly steps: number;
  /** The step that all panels show; 0: none. */
  readonly shown: number;
  /** Stands at the line of ln 2. */
  readonly bound: string;
  readonly unit: string;
  readonly stepName: string;
  /** The plot in words. */
  readonly label: string;
}

const HEIGHT = 248;
const MARGIN = { top: 44, right: 112, bottom: 40, left: 36 };
const LINE = 14;
/** Between labels, pixels. */
const APART = 4;
/** From the end of a curve to its label, and of a letter of that, pixels. */
const GAP = 12;
const LETTER = 6.6;
/** At most this share of the width is for the labels. */
const LABELS = 0.32;
/** Of each part of a label. */
const MOST_LINES = 3;
const DOT = 2.5;
const RING = 6;
const PATTERNS = ['', '6 3', '2 3', '9 3 2 3', '1 4', '12 4'];

interface Point {
  readonly step: number;
  readonly value: number | null;
}

const pointsOf = ({ values }: DivergenceCurve): Point[] =>
  values.map((value, index) => ({ step: index + 1, value }));

/** Divergences over the steps of a run, from 0 to the ln 2 that they cannot exceed. */
export function DivergencePlot(props: DivergencePlotProps) {
  const { width, steps, shown, bound, unit, stepName, label } = props;
  const longest = Math.max(0, ...props.curves.flatMap(({ name }) => name.map(lettersOf)));
  const room = Math.max(MARGIN.right, Math.min(GAP + longest * LETTER, width * LABELS));
  const letters = Math.floor((room - GAP) / LETTER);
  const curves = props.curves.map((curve) => ({
    ...curve,
    name: curve.name.flatMap((part) => wrapText(part, letters, MOST_LINES)),
  }));
  const right = width - room;
  const ends = curves.filter(({ values }) => values.some((value) => value !== null));
  const tallest = LINE * Math.max(1, ...ends.map((curve) => curve.name.length)) + APART;
  // A label each, one under the other, must find room.
  const height = Math.max(HEIGHT, MARGIN.top + ends.length * tallest + MARGIN.bottom);
  const bottom = height - MARGIN.bottom;
  const x = scaleLinear([1, Math.max(steps, 2)], [MARGIN.left + 8, right]);
  const y = scaleLinear([0, DIVERGENCE_BOUND], [bottom, MARGIN.top]);
  const draw = line<Point>(
    (point) => x(point.step),
    (point) => y(point.value ?? 0),
  ).defined((point) => point.value !== null);
  const drawn = curves.flatMap((curve) => {
    const points = pointsOf(curve);
    const last = points.findLast((point) => point.value !== null);
    return last === undefined ? [] : [{ curve, points, last }];
  });
  const labels = spread(
    drawn.map(({ last }) => y(last.value ?? 0)),
    tallest,
    bottom - tallest / 2,
  );
  return (
    <svg
      className="plot"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {[0, 0.2, 0.4, 0.6].map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line className="plot-grid" x1={MARGIN.left} x2={right} />
          <text className="plot-tick" x={MARGIN.left - 8} dy="0.35em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      <text className="plot-tick" x={0} y={12}>
        {unit}
      </text>
      <line
        className="plot-reference"
        x1={MARGIN.left}
        x2={width}
        y1={y(DIVERGENCE_BOUND)}
        y2={y(DIVERGENCE_BOUND)}
      />
      <text className="plot-tick" x={width} y={12} textAnchor="end">
        {bound}
      </text>
      {x
        .ticks(Math.min(steps, Math.max(2, Math.floor((right - MARGIN.left) / 48))))
        .filter((tick) => Number.isInteger(tick) && tick <= steps)
        .map((tick) => (
          <text key={tick} className="plot-tick" x={x(tick)} y={bottom + 16} textAnchor="middle">
            {tick}
          </text>
        ))}
      <text className="plot-tick" x={(MARGIN.left + right) / 2} y={bottom + 32} textAnchor="middle">
        {stepName}
      </text>
      {shown >= 1 && shown <= steps && (
        <line className="plot-shown" x1={x(shown)} x2={x(shown)} y1={MARGIN.top} y2={bottom} />
      )}
      <line className="plot-axis" x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
      {drawn.map(({ curve, points, last }, index) => (
        <g key={curve.key} data-channel={curve.channel ?? undefined} className="divergence">
          <path
            className="plot-curve"
            d={draw(points) ?? ''}
            strokeDasharray={PATTERNS[curve.pattern % PATTERNS.length]}
          />
          {points.map(
            ({ step, value }) =>
              value !== null && (
                <circle key={step} className="plot-dot" cx={x(step)} cy={y(value)} r={DOT} />
              ),
          )}
          {last.step === curve.parted && (
            <circle className="plot-ring" cx={x(last.step)} cy={y(last.value ?? 0)} r={RING} />
          )}
          <text
            className="plot-end plot-over"
            x={x(last.step) + GAP}
            y={(labels[index] ?? 0) - ((curve.name.length - 1) * LINE) / 2}
          >
            {curve.name.map((part, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
              <tspan key={line} x={x(last.step) + GAP} dy={line === 0 ? '0.35em' : LINE}>
                {part}
              </tspan>
            ))}
          </text>
        </g>
      ))}
    </svg>
  );
}
