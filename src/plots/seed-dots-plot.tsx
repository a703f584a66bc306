import { extent, mean } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Channel } from '../lab/settings';

export interface SeedRow {
  readonly name: string;
  /** One of each seed. */
  readonly values: readonly number[];
}

export interface SeedDotsPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly channel: Channel;
  readonly rows: readonly SeedRow[];
  /** Of the scale; from 0 to at least the largest value where none is given. */
  readonly domain?: readonly [low: number, high: number];
  readonly format: (value: number) => string;
  /** What all rows are seen against, as a band from top to bottom. */
  readonly reference?: readonly [low: number, high: number];
  /** The plot in words. */
  readonly label: string;
}

const ROW = 32;
/** Seeds of the same value stand below each other. */
const APART = 5;
const MARGIN = { top: 4, right: 52, bottom: 24, left: 136 };

/** A dot for each seed and a tick for their mean, one row a variant. */
export function SeedDotsPlot(props: SeedDotsPlotProps) {
  const { width, channel, rows, format, reference, label } = props;
  const all = rows.flatMap(({ values }) => values);
  const [low = 0, high = 1] = extent(all);
  const domain = props.domain ?? [Math.min(low, 0), Math.max(high * 1.05, 1e-6)];
  const x = scaleLinear(domain, [MARGIN.left, width - MARGIN.right]);
  const bottom = MARGIN.top + rows.length * ROW;
  return (
    <svg
      className="plot"
      width={width}
      height={bottom + MARGIN.bottom}
      viewBox={`0 0 ${width} ${bottom + MARGIN.bottom}`}
      role="img"
      aria-label={label}
      data-channel={channel}
    >
      {reference !== undefined && (
        <rect
          className="plot-reference-band"
          x={x(reference[0])}
          y={MARGIN.top}
          width={Math.max(x(reference[1]) - x(reference[0]), 1)}
          height={bottom - MARGIN.top}
        />
      )}
      {x.ticks(3).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={MARGIN.top} y2={bottom} />
          <text className="plot-tick" y={bottom + 16} textAnchor="middle">
            {format(tick)}
          </text>
        </g>
      ))}
      {rows.map(({ name, values }, index) => {
        const middle = mean(values);
        return (
          <g key={name} transform={`translate(0,${MARGIN.top + (index + 0.5) * ROW})`}>
            <text className="plot-label" dy="0.35em">
              {name}
            </text>
            {values.map((value, seed) => (
              <circle
                // biome-ignore lint/suspicious/noArrayIndexKey: a seed is its place
                key={seed}
                className="plot-seed"
                cx={x(value)}
                cy={(seed - (values.length - 1) / 2) * APART}
                r={4}
              />
            ))}
            {middle !== undefined && (
              <>
                <line className="plot-mean" x1={x(middle)} x2={x(middle)} y1={-10} y2={10} />
                <text className="plot-value" x={width} dy="0.35em" textAnchor="end">
                  {format(middle)}
                </text>
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
}
