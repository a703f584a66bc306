import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Channel } from '../lab/settings';
import { formatCount } from './format';

export interface MessageSizeBar {
  /** The lane: no two are called the same. */
  readonly lane: string;
  readonly name: string;
  /** How the message is shortened; empty where it is not. */
  readonly detail: string;
  readonly channel: Channel;
  /** Positions the actor must read; null before the message exists. */
  readonly positions: number | null;
}

export interface MessageSizePlotProps {
  /** Pixels. */
  readonly width: number;
  readonly bars: readonly MessageSizeBar[];
  /** The plot in words. */
  readonly label: string;
}

const ROW = 40;
const BAR = 16;
const MARGIN = { top: 4, right: 56, bottom: 24, left: 112 };

/** Positions the actor must read, one bar a lane, on a scale from 0. */
export function MessageSizePlot({ width, bars, label }: MessageSizePlotProps) {
  const longest = max(bars, (bar) => bar.positions ?? 0) ?? 0;
  const x = scaleLinear([0, Math.max(longest, 1)], [MARGIN.left, width - MARGIN.right]);
  const plotBottom = MARGIN.top + bars.length * ROW;
  const ticks = longest === 0 ? [0] : x.ticks(4).filter(Number.isInteger);
  return (
    <svg
      className="plot"
      width={width}
      height={plotBottom + MARGIN.bottom}
      role="img"
      aria-label={label}
    >
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={MARGIN.top} y2={plotBottom} />
          <text className="plot-tick" y={plotBottom + 16} textAnchor="middle">
            {formatCount(tick)}
          </text>
        </g>
      ))}
      {bars.map(({ lane, name, detail, channel, positions }, index) => (
        <g
          key={lane}
          data-channel={channel}
          transform={`translate(0,${MARGIN.top + (index + 0.5) * ROW})`}
        >
          <text className="plot-label" dy={detail === '' ? '0.35em' : '-0.15em'}>
            {name}
          </text>
          <text className="plot-tick" dy="1.1em">
            {detail}
          </text>
          {positions !== null && (
            <>
              <rect
                className="plot-bar"
                x={x(0)}
                y={-BAR / 2}
                width={x(positions) - x(0)}
                height={BAR}
              />
              <text className="plot-value" x={x(positions) + 6} dy="0.35em">
                {formatCount(positions)}
              </text>
            </>
          )}
        </g>
      ))}
      <line className="plot-axis" x1={x(0)} x2={x(0)} y1={MARGIN.top} y2={plotBottom} />
    </svg>
  );
}
