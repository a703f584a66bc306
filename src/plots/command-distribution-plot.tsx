import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';
import { formatProbability, shorten } from './format';
import { Hatch } from './hatch';

export interface CommandBar {
  /** No two are called the same. */
  readonly name: string;
  readonly probability: number;
  /** The command that was written. */
  readonly taken: boolean;
  /** Several outcomes in one: drawn as an outline. */
  readonly summed: boolean;
}

export interface CommandDistributionPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly channel: Channel;
  /** The lane's message is disturbed: hatched. */
  readonly disturbed?: boolean;
  readonly bars: readonly CommandBar[];
  /** Stands at the bar of the command that was written. */
  readonly takenMark: string;
  /** The plot in words. */
  readonly label: string;
}

const ROW = 34;
const BAR = { y: 17, height: 10 };
/** From the axis to what is written. */
const GAP = 6;
const MARGIN = { top: 4, right: 48, bottom: 24, left: 2 };
/** Of the monospaced type, pixels. */
const CHARACTER = 7.3;

/** Probabilities of whole commands, each named above its bar, on a scale from 0 to 1. */
export function CommandDistributionPlot(props: CommandDistributionPlotProps) {
  const { width, channel, disturbed = false, bars, takenMark, label } = props;
  const hatch = useId();
  const x = scaleLinear([0, 1], [MARGIN.left, width - MARGIN.right]);
  const plotBottom = MARGIN.top + bars.length * ROW;
  return (
    <svg
      className="plot"
      width={width}
      height={plotBottom + MARGIN.bottom}
      viewBox={`0 0 ${width} ${plotBottom + MARGIN.bottom}`}
      role="img"
      aria-label={label}
      data-channel={channel}
    >
      {disturbed && <Hatch id={`${hatch}-true`} channel={channel} />}
      {disturbed && <Hatch id={`${hatch}-false`} channel={channel} thin />}
      {[0, 0.5, 1].map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={MARGIN.top} y2={plotBottom} />
          <text
            className="plot-tick"
            y={plotBottom + 16}
            textAnchor={tick === 0 ? 'start' : 'middle'}
          >
            {tick}
          </text>
        </g>
      ))}
      {bars.map(({ name, probability, taken, summed }, index) => {
        const kind = `plot-row${taken ? ' is-written' : ''}${summed ? ' is-summed' : ''}`;
        const mark = taken ? takenMark : '';
        const room = width - MARGIN.left - GAP - (mark === '' ? 0 : 64);
        return (
          <g key={name} className={kind} transform={`translate(0,${MARGIN.top + index * ROW})`}>
            <text
              className={summed ? 'plot-tick plot-over' : 'plot-token plot-over'}
              x={x(0) + GAP}
              y={12}
            >
              <title>{name}</title>
              {shorten(name, Math.max(4, Math.floor(room / CHARACTER)))}
            </text>
            {mark !== '' && (
              <text className="plot-taken plot-over" x={width} y={12} textAnchor="end">
                {mark}
              </text>
            )}
            <rect
              className="plot-bar"
              x={x(0)}
              y={BAR.y}
              width={x(probability) - x(0)}
              height={BAR.height}
              style={disturbed && !summed ? { fill: `url(#${hatch}-${taken})` } : undefined}
            />
            <text
              className="plot-value"
              x={x(probability) + GAP}
              y={BAR.y + BAR.height / 2}
              dy="0.35em"
            >
              {formatProbability(probability)}
            </text>
          </g>
        );
      })}
      <line className="plot-axis" x1={x(0)} x2={x(0)} y1={MARGIN.top} y2={plotBottom} />
    </svg>
  );
}
