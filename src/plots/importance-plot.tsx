import { max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import type { Channel } from '../lab/settings';

export interface ImportancePlotProps {
  /** Pixels. */
  readonly width: number;
  readonly channel: Channel;
  /** Nats, one for each latent step, from step 1. */
  readonly divergences: readonly number[];
  readonly unit: string;
  readonly stepName: string;
  /** The plot in words. */
  readonly label: string;
}

const HEIGHT = 148;
const MARGIN = { top: 24, right: 8, bottom: 40, left: 44 };
/** Of a step, pixels. */
const WIDEST = 40;
/** The axis reaches at least so far, nats: what is next to nothing is seen to be that. */
const LEAST = 0.05;

/** How much each latent step matters: one bar a step, in the order of the message. */
export function ImportancePlot(props: ImportancePlotProps) {
  const { width, channel, divergences, unit, stepName, label } = props;
  const right = Math.min(width - MARGIN.right, MARGIN.left + divergences.length * WIDEST);
  const bottom = HEIGHT - MARGIN.bottom;
  const steps = divergences.map((_, index) => index + 1);
  const x = scaleBand(steps, [MARGIN.left, right]).paddingInner(0.2);
  const highest = Math.max(LEAST, max(divergences) ?? 0);
  const y = scaleLinear([0, highest], [bottom, MARGIN.top]).nice(3);
  const every = Math.max(1, Math.ceil(steps.length / Math.max(2, Math.floor(width / 64))));
  const centre = (step: number): number => (x(step) ?? 0) + x.bandwidth() / 2;
  return (
    <svg
      className="plot"
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={label}
      data-channel={channel}
    >
      {y.ticks(3).map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line className="plot-grid" x1={MARGIN.left} x2={right} />
          <text className="plot-tick" x={MARGIN.left - 8} dy="0.35em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      <text className="plot-tick" x={0} y={MARGIN.top - 12}>
        {unit}
      </text>
      {steps
        .filter((step) => step === 1 || step % every === 0)
        .map((step) => (
          <text
            key={step}
            className="plot-tick"
            x={centre(step)}
            y={bottom + 16}
            textAnchor="middle"
          >
            {step}
          </text>
        ))}
      <text className="plot-tick" x={(MARGIN.left + right) / 2} y={bottom + 32} textAnchor="middle">
        {stepName}
      </text>
      {divergences.map((value, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a latent step is its place in the message
          key={index}
          className="plot-bar"
          x={x(index + 1)}
          y={y(value)}
          width={x.bandwidth()}
          height={y(0) - y(value)}
        >
          <title>{`${stepName} ${index + 1}: ${value.toFixed(3)} ${unit}`}</title>
        </rect>
      ))}
      <line className="plot-axis" x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
    </svg>
  );
}
