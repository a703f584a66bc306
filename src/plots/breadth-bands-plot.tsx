import { range } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area } from 'd3-shape';
import { useId } from 'react';
import { HatchOver } from './hatch';

export interface BreadthBandsPlotProps {
  /** Pixels. */
  readonly width: number;
  /** Which step, at the left above the bands. */
  readonly name: string;
  /** At the right above the bands. */
  readonly detail: string;
  /** `[percentiles, ranks]`, evenly from 0 to 100 over tasks: cumulative share of top-1, top-2, … */
  readonly bands: readonly (readonly number[])[];
  /** P50 of the top-1 share, and as it is written. */
  readonly median: number;
  readonly medianText: string;
  /** What the medians of the paper lie between. */
  readonly paper?: readonly [low: number, high: number];
  /** The message is perturbed: hatched. */
  readonly disturbed: boolean;
  /** The plot in words. */
  readonly label: string;
}

export const BANDS_HEIGHT = 144;
const MARGIN = { top: 24, right: 16, bottom: 20, left: 26 };
/** Above this the value stands below its dot. */
const HIGH = 0.8;
const BRACKET = 4;

/** Cumulative shares of a step's likeliest words by percentile over tasks, a band a rank. */
export function BreadthBandsPlot(props: BreadthBandsPlotProps) {
  const { width, name, detail, bands, median, medianText, paper, disturbed, label } = props;
  const hatch = useId();
  const right = width - MARGIN.right;
  const bottom = BANDS_HEIGHT - MARGIN.bottom;
  const x = scaleLinear([0, Math.max(bands.length - 1, 1)], [MARGIN.left, right]);
  const y = scaleLinear([0, 1], [bottom, MARGIN.top]);
  const ranks = bands[0]?.length ?? 0;
  const band = (rank: number): string =>
    area<readonly number[]>()
      .x((_, index) => x(index))
      .y0((row) => y(rank === 0 ? 0 : (row[rank - 1] ?? 0)))
      .y1((row) => y(row[rank] ?? 0))(bands) ?? '';
  const middle = x((bands.length - 1) / 2);
  const shown = Math.min(1, Math.max(0, median));
  return (
    <svg
      className="plot"
      width={width}
      height={BANDS_HEIGHT}
      viewBox={`0 0 ${width} ${BANDS_HEIGHT}`}
      role="img"
      aria-label={label}
      data-channel="latent"
    >
      <HatchOver id={hatch} />
      <text className="plot-label" y={12}>
        {name}
      </text>
      <text className="plot-tick" x={right} y={12} textAnchor="end">
        {detail}
      </text>
      {[0, 0.5, 1].map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line className="plot-grid" x1={MARGIN.left} x2={right} />
          <text className="plot-tick" x={MARGIN.left - 6} dy="0.35em" textAnchor="end">
            {tick === 0.5 ? '.5' : tick}
          </text>
        </g>
      ))}
      {range(ranks).map((rank) => (
        <path key={rank} className="breadth-band" data-rank={rank + 1} d={band(rank)} />
      ))}
      {disturbed && <path d={wholeBand()} fill={`url(#${hatch})`} />}
      {[0, 50, 100].map((tick) => (
        <text
          key={tick}
          className="plot-tick"
          x={MARGIN.left + ((right - MARGIN.left) * tick) / 100}
          y={bottom + 15}
          textAnchor={tick === 0 ? 'start' : tick === 50 ? 'middle' : 'end'}
        >
          {tick === 50 ? 'P50' : tick}
        </text>
      ))}
      <line className="plot-axis" x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
      {paper !== undefined && (
        <path
          className="breadth-paper"
          d={`M${right + BRACKET} ${y(paper[1])}h5M${right + BRACKET} ${y(paper[0])}h5M${right + BRACKET + 5} ${y(paper[1])}V${y(paper[0])}`}
        />
      )}
      <line className="breadth-median" x1={middle} x2={middle} y1={bottom} y2={y(shown)} />
      <circle className="breadth-dot" cx={middle} cy={y(shown)} r={4} />
      <text
        className="plot-value plot-over"
        x={middle}
        y={y(shown) + (shown > HIGH ? 20 : -9)}
        textAnchor="middle"
      >
        {medianText}
      </text>
    </svg>
  );

  function wholeBand(): string {
    return (
      area<readonly number[]>()
        .x((_, index) => x(index))
        .y0(y(0))
        .y1((row) => y(row[ranks - 1] ?? 0))(bands) ?? ''
    );
  }
}
