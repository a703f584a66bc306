import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Channel } from '../lab/settings';
import { formatCount } from './format';

export interface MessageSizeBar {
  readonly name: string;
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
const MARGIN = { top: 4, right: 48, bottom: 24, left: 0 };

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
          <text
            className="plot-tick"
            y={plotBottom + 16}
            textAnchor={tick === 0 ? 'start' : 'middle'}
          >
            {formatCount(tick)}
          </text>
        </g>
      ))}
      {bars.map(({ name, channel, positions }, index) => (
        <g key={name} transform={`translate(0,${MARGIN.top + index * ROW})`} data-channel={channel}>
          <text className="plot-label" x={MARGIN.left} y={12}>
            {name}
          </text>
          {positions !== null && (
            <>
              <rect className="plot-bar" x={x(0)} y={18} width={x(positions) - x(0)} height={BAR} />
              <text className="plot-value" x={x(positions) + 6} y={18 + BAR / 2} dy="0.35em">
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
