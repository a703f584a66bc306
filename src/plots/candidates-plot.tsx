import { scaleLinear } from 'd3-scale';
import { formatProbability } from './format';

export interface CandidateBar {
  readonly name: string;
  readonly probability: number;
  /** Under the name: what is known of it; empty where nothing is. */
  readonly note: string;
  /** The one that was written: drawn full, the others in the tint. */
  readonly written: boolean;
}

export interface CandidatesPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly bars: readonly CandidateBar[];
  /** The plot in words. */
  readonly label: string;
}

const ROW = 40;
const BAR = 16;
const MARGIN = { top: 4, right: 56, bottom: 24, left: 152 };

/** Probabilities of a few named things, on a scale from 0 to 1. */
export function CandidatesPlot({ width, bars, label }: CandidatesPlotProps) {
  const x = scaleLinear([0, 1], [MARGIN.left, width - MARGIN.right]);
  const bottom = MARGIN.top + bars.length * ROW;
  return (
    <svg
      className="plot"
      width={width}
      height={bottom + MARGIN.bottom}
      viewBox={`0 0 ${width} ${bottom + MARGIN.bottom}`}
      role="img"
      aria-label={label}
      data-channel="latent"
    >
      {[0, 0.5, 1].map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={MARGIN.top} y2={bottom} />
          <text className="plot-tick" y={bottom + 16} textAnchor="middle">
            {tick}
          </text>
        </g>
      ))}
      {bars.map(({ name, probability, note, written }, index) => (
        <g
          key={name}
          className={written ? 'plot-row is-written' : 'plot-row'}
          transform={`translate(0,${MARGIN.top + (index + 0.5) * ROW})`}
        >
          <text className="plot-label" dy={note === '' ? '0.35em' : '-0.15em'}>
            {name}
          </text>
          <text className="plot-tick" dy="1.1em">
            {note}
          </text>
          <rect
            className="plot-bar"
            x={x(0)}
            y={-BAR / 2}
            width={x(probability) - x(0)}
            height={BAR}
          />
          <text className="plot-value" x={x(probability) + 6} dy="0.35em">
            {formatProbability(probability)}
          </text>
        </g>
      ))}
      <line className="plot-axis" x1={x(0)} x2={x(0)} y1={MARGIN.top} y2={bottom} />
    </svg>
  );
}
