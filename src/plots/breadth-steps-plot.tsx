import { max, range } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { useId } from 'react';
import { spread } from './curve-plot';
import { lettersOf } from './format';
import { HatchOver } from './hatch';

export interface BreadthPoint {
  /** From 1. */
  readonly step: number;
  /** Cumulative share of the step's likeliest words: top-1, top-2, … */
  readonly cumulative: readonly number[];
  /** Effective number of hypotheses, at least 1. */
  readonly effective: number;
  /** It emits the name of an object or a place. */
  readonly named: boolean;
  /** It emits the name of the place that the words commit to: such steps alone are labelled. */
  readonly committed: boolean;
  /** What it emits, or its likeliest word. */
  readonly word: string;
  /** The step in words. */
  readonly label: string;
}

export interface BreadthStepsPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly points: readonly BreadthPoint[];
  /** Of the effective number, where several plots share a scale. */
  readonly highest: number;
  readonly format: (effective: number) => string;
  readonly names: { readonly hypotheses: string; readonly shares: string; readonly axis: string };
  readonly disturbed: boolean;
  /** The plot in words. */
  readonly label: string;
}

const MARGIN = { top: 28, right: 12, left: 44 };
const OPEN = 104;
const GAP = 26;
const SHARES = 88;
const BOTTOM = 40;
/** Pixels that a label takes, or a letter of it. */
const LABEL = 108;
const LETTER = 6.8;
/** Letters of a space and a figure behind the word. */
const FIGURE = 5;
const MOST_LABELS = 6;
/** Up to as many steps each has its own dot. */
const FEW = 24;

interface Labelled {
  readonly point: BreadthPoint;
  /** Of its middle, so that the whole of it is inside. */
  readonly at: number;
}

/** The steps that commit to a place, moved aside where they stand close. */
function labelledCommitments(
  committed: readonly BreadthPoint[],
  x: (step: number) => number,
  right: number,
): readonly Labelled[] {
  const letters = Math.max(...committed.map(({ word }) => lettersOf(word) + FIGURE));
  const wide = letters * LETTER;
  const most = Math.max(1, Math.floor((right - MARGIN.left) / wide));
  const shown = committed.slice(0, most);
  const wanted = shown.map(({ step }) => Math.max(MARGIN.left + wide / 2, x(step)));
  const places = spread(wanted, wide, right - wide / 2);
  return shown.map((point, index) => ({ point, at: places[index] ?? 0 }));
}

/**
 * The steps that commit to a place; without them the most open ones, of those that emit names where
 * there are any. No label reaches into another.
 */
function labelled(
  points: readonly BreadthPoint[],
  x: (step: number) => number,
  right: number,
): readonly Labelled[] {
  const committed = points.filter((point) => point.committed);
  if (committed.length > 0) return labelledCommitments(committed, x, right);
  const named = points.filter((point) => point.named);
  const order = (named.length > 0 ? named : points)
    .filter(({ effective }) => effective >= 1.05)
    .toSorted((one, other) => other.effective - one.effective);
  const kept: Labelled[] = [];
  for (const point of order) {
    if (kept.length === MOST_LABELS) break;
    const inside = Math.min(right - LABEL / 2, Math.max(MARGIN.left + LABEL / 2, x(point.step)));
    if (kept.every((one) => Math.abs(one.at - inside) >= LABEL)) kept.push({ point, at: inside });
  }
  return kept;
}

/** 1, 2, 5, 10, 20, … up to the first that is not below `highest`. */
function powersUpTo(highest: number): number[] {
  const powers = [1];
  for (let power = 1; (powers.at(-1) ?? 0) < highest; power *= 10) {
    powers.push(...[2 * power, 5 * power, 10 * power]);
  }
  return powers.slice(0, powers.findIndex((tick) => tick >= highest) + 1);
}

/** Effective number of hypotheses and shares of the likeliest words along the steps of one message. */
export function BreadthStepsPlot(props: BreadthStepsPlotProps) {
  const { width, points, highest, format, names, disturbed, label } = props;
  const hatch = useId();
  const right = width - MARGIN.right;
  const x = scaleLinear([0.5, points.length + 0.5], [MARGIN.left, right]);
  const top = MARGIN.top;
  const powers = powersUpTo(Math.max(highest, 2));
  const uppermost = powers.at(-1) ?? 2;
  const y = scaleLog([1, uppermost], [top + OPEN, top]).clamp(true);
  const sharesTop = top + OPEN + GAP;
  const share = scaleLinear([0, 1], [sharesTop + SHARES, sharesTop]);
  const pitch = x(1) - x(0);
  const gap = pitch > 8 ? 2 : 0;
  const few = points.length <= FEW;
  const path = line<BreadthPoint>(
    ({ step }) => x(step),
    ({ effective }) => y(effective),
  )(points);
  const openTicks = powers.filter(
    (tick) => powers.length <= 5 || tick === uppermost || !/^[25]/.test(String(tick)),
  );
  const ticks = few
    ? points.map(({ step }) => step)
    : [1, ...x.ticks(Math.max(2, Math.min(8, width / 90))).filter((tick) => tick > 1)];
  const ranks = max(points, ({ cumulative }) => cumulative.length) ?? 0;
  const bottom = sharesTop + SHARES;
  return (
    <svg
      className="plot"
      width={width}
      height={bottom + BOTTOM}
      viewBox={`0 0 ${width} ${bottom + BOTTOM}`}
      role="img"
      aria-label={label}
      data-channel="latent"
    >
      <HatchOver id={hatch} />
      <text className="plot-tick" y={12}>
        {names.hypotheses}
      </text>
      {openTicks.map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line className="plot-grid" x1={MARGIN.left} x2={right} />
          <text className="plot-tick" x={MARGIN.left - 8} dy="0.35em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      <path className="breadth-line" d={path ?? ''} />
      {points
        .filter(({ named }) => few || named)
        .map((point) => (
          <circle
            key={point.step}
            className={point.named ? 'breadth-step is-named' : 'breadth-step'}
            cx={x(point.step)}
            cy={y(point.effective)}
            r={few ? 4 : 2.5}
          />
        ))}
      {labelled(points, x, right).map(({ point, at }) => (
        <g key={point.step}>
          {point.committed && (
            <line
              className="breadth-leader"
              x1={x(point.step)}
              x2={x(point.step)}
              y1={top - 6}
              y2={y(point.effective)}
            />
          )}
          {point.committed && (
            <circle
              className="breadth-ring"
              cx={x(point.step)}
              cy={y(point.effective)}
              r={few ? 7 : 5.5}
            />
          )}
          <text
            className="breadth-word plot-over"
            x={at}
            y={point.committed ? top - 10 : y(point.effective) - 8}
            textAnchor="middle"
          >
            {point.word} {format(point.effective)}
          </text>
        </g>
      ))}
      {points
        .filter(({ named }) => named)
        .map(({ step }) => (
          <path
            key={step}
            className="breadth-mark"
            d={`M${x(step) - 3} ${top + OPEN + 6}h6l-3 5Z`}
          />
        ))}
      <text className="plot-tick" x={MARGIN.left - 8} y={sharesTop} dy="0.7em" textAnchor="end">
        1
      </text>
      <text className="plot-tick" x={MARGIN.left - 8} y={share(0.5)} dy="0.35em" textAnchor="end">
        {names.shares}
      </text>
      <text className="plot-tick" x={MARGIN.left - 8} y={bottom} textAnchor="end">
        0
      </text>
      {range(ranks).map((rank) => (
        <path
          key={rank}
          className="breadth-band"
          data-rank={rank + 1}
          data-dense={pitch < 6}
          d={points
            .map(({ step, cumulative }) => {
              const low = share(rank === 0 ? 0 : (cumulative[rank - 1] ?? 0));
              const high = share(cumulative[rank] ?? 0);
              return `M${x(step - 0.5) + gap / 2} ${low}h${pitch - gap}V${high}h${gap - pitch}Z`;
            })
            .join('')}
        />
      ))}
      {disturbed && (
        <rect
          x={MARGIN.left}
          y={sharesTop}
          width={right - MARGIN.left}
          height={SHARES}
          fill={`url(#${hatch})`}
        />
      )}
      <line className="plot-axis" x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
      {ticks.map((tick) => (
        <text key={tick} className="plot-tick" x={x(tick)} y={bottom + 16} textAnchor="middle">
          {tick}
        </text>
      ))}
      <text className="plot-tick" x={right} y={bottom + 34} textAnchor="end">
        {names.axis}
      </text>
      {points.map((point) => (
        <rect
          key={point.step}
          className="breadth-hit"
          x={x(point.step - 0.5)}
          y={top}
          width={pitch}
          height={bottom - top}
        >
          <title>{point.label}</title>
        </rect>
      ))}
    </svg>
  );
}
