import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';
import { formatCount, wrapText } from './format';
import { Hatch } from './hatch';
import { pressable } from './pressable';

export interface MessageSizeBar {
  /** The lane: no two are called the same. */
  readonly lane: string;
  readonly name: string;
  /** How the message is shortened and what is done to it; empty where nothing is. */
  readonly detail: string;
  readonly channel: Channel;
  /** Null before the message exists. */
  readonly value: number | null;
  /** Drawn with a hatch. */
  readonly disturbed?: boolean;
  /** Another's figure: drawn as an outline. */
  readonly quoted?: boolean;
}

export interface MessageSizePlotProps {
  /** Pixels. */
  readonly width: number;
  readonly bars: readonly MessageSizeBar[];
  /** The plot in words. */
  readonly label: string;
  /** As written at the end of a bar. */
  readonly format?: (value: number) => string;
  readonly formatTick?: (value: number) => string;
  /** A bar can be chosen, by its lane. */
  readonly selected?: string | null;
  readonly onSelect?: (lane: string) => void;
  /** What a bar that can be chosen is called in full. */
  readonly nameOf?: (lane: string) => string;
}

const ROW = 40;
/** Of a line under a name, pixels. */
const LINE = 14;
const BAR = 16;
const MARGIN = { top: 4, right: 56, bottom: 24, left: 112 };
/** Of a digit in the font of the values, pixels. */
const DIGIT = 8;
/** Letters of what stands under a name, beside the bars. */
const LETTERS = 17;
const MOST_LINES = 2;

/** A lane's name with what tells it apart under it, in lines, around the middle of its row. */
export function LaneLabel(props: { lane: string; name: string; detail: readonly string[] }) {
  const { lane, name, detail } = props;
  const first = -(detail.length * LINE) / 2;
  return (
    <>
      <text className="plot-label" y={first} dy="0.35em">
        {name}
      </text>
      {detail.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <text key={index} className="plot-tick" y={first + (index + 1) * LINE} dy="0.35em">
          <title>{lane}</title>
          {line}
        </text>
      ))}
    </>
  );
}

/** One measured value a lane, as bars on a scale from 0. */
export function MessageSizePlot({ width, bars, label, ...props }: MessageSizePlotProps) {
  const { format = formatCount, formatTick = format, selected = null, onSelect, nameOf } = props;
  const hatch = useId();
  const longest = max(bars, (bar) => bar.value ?? 0) ?? 0;
  const characters = max(bars, (bar) => format(bar.value ?? 0).length) ?? 0;
  const right = width - Math.max(MARGIN.right, 12 + DIGIT * characters);
  const x = scaleLinear([0, Math.max(longest, 1)], [MARGIN.left, right]);
  const details = bars.map(({ detail }) => wrapText(detail, LETTERS, MOST_LINES));
  const tallest = max(details, (lines) => lines.length) ?? 0;
  const row = ROW + Math.max(0, tallest - 1) * LINE;
  const plotBottom = MARGIN.top + bars.length * row;
  const ticks = longest === 0 ? [0] : x.ticks(width < 360 ? 2 : 4).filter(Number.isInteger);
  const channels = [...new Set(bars.filter((bar) => bar.disturbed).map((bar) => bar.channel))];
  return (
    <svg
      className="plot"
      width={width}
      height={plotBottom + MARGIN.bottom}
      viewBox={`0 0 ${width} ${plotBottom + MARGIN.bottom}`}
      role={onSelect ? 'group' : 'img'}
      aria-label={label}
    >
      {channels.map((channel) => (
        <Hatch key={channel} id={`${hatch}-${channel}`} channel={channel} />
      ))}
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={MARGIN.top} y2={plotBottom} />
          <text className="plot-tick" y={plotBottom + 16} textAnchor="middle">
            {formatTick(tick)}
          </text>
        </g>
      ))}
      {bars.map(({ lane, name, channel, value, disturbed, quoted }, index) => (
        <g
          key={lane}
          data-channel={channel}
          transform={`translate(0,${MARGIN.top + (index + 0.5) * row})`}
          {...(onSelect
            ? {
                ...pressable(() => onSelect(lane)),
                className: 'plot-row',
                'aria-label': `${nameOf?.(lane) ?? name}: ${value === null ? '–' : format(value)}`,
                'aria-pressed': selected === lane,
              }
            : {})}
        >
          {onSelect && (
            <rect
              className="plot-row-reach"
              x={-4}
              y={-row / 2 + 1}
              width={width + 4}
              height={row - 2}
            />
          )}
          <LaneLabel lane={lane} name={name} detail={details[index] ?? []} />
          {value !== null && (
            <>
              <rect
                className={quoted ? 'plot-bar is-quoted' : 'plot-bar'}
                x={x(0)}
                y={-BAR / 2}
                width={x(value) - x(0)}
                height={BAR}
                style={disturbed ? { fill: `url(#${hatch}-${channel})` } : undefined}
              />
              <text className="plot-value" x={x(value) + 6} dy="0.35em">
                {format(value)}
              </text>
            </>
          )}
        </g>
      ))}
      <line className="plot-axis" x1={x(0)} x2={x(0)} y1={MARGIN.top} y2={plotBottom} />
    </svg>
  );
}
