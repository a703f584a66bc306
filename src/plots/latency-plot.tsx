import { max, sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';
import { wrapText } from './format';
import { HatchOver } from './hatch';
import { LaneLabel } from './message-size-plot';

export interface LatencyBar {
  /** The lane: no two are called the same. */
  readonly lane: string;
  readonly name: string;
  readonly detail: string;
  readonly channel: Channel;
  /** Its message is disturbed: hatched. */
  readonly disturbed?: boolean;
  /** Milliseconds of every part; null before they are measured. */
  readonly parts: readonly number[] | null;
}

export interface LatencyPlotProps {
  /** Pixels. */
  readonly width: number;
  /** Names of the parts, in the order in which they happen: four of them. */
  readonly parts: readonly string[];
  readonly bars: readonly LatencyBar[];
  readonly format: (milliseconds: number) => string;
  /** The plot in words. */
  readonly label: string;
}

const ROW = 56;
const BAR = 18;
const MARGIN = { top: 4, right: 72, bottom: 24, left: 112 };
/** Below this width the names stand above their bars. */
const NARROW = 480;
/** Letters of what stands under a name, beside the bars. */
const LETTERS = 17;
/** Of a character of the values under a bar, pixels. */
const CHARACTER = 6.6;

/** How a part is filled: in two shades, a hatch and an outline, so that colour does not speak alone. */
function fillOf(part: number, hatch: string): { className: string; fill?: string } {
  if (part === 2) return { className: 'latency-part', fill: `url(#${hatch})` };
  return { className: `latency-part is-${['before', 'generation', '', 'after'][part] ?? ''}` };
}

/** The key of a part: 12 × 12. */
export function LatencyKey({ part }: { part: number }) {
  const hatch = useId();
  const { className, fill } = fillOf(part, hatch);
  return (
    <svg className="latency-key" viewBox="0 0 12 12" aria-hidden="true" data-channel="none">
      <Dots id={hatch} />
      <rect className={className} x="1" y="1" width="10" height="10" style={{ fill }} />
    </svg>
  );
}

function Dots({ id }: { id: string }) {
  return (
    <pattern id={id} width="3" height="3" patternUnits="userSpaceOnUse">
      <rect width="3" height="3" fill="var(--surface)" />
      <rect width="3" height="1.5" fill="var(--mark)" />
    </pattern>
  );
}

/** Times that follow one another, one bar a lane, on a scale from 0. */
export function LatencyPlot({ width, parts, bars, format, label }: LatencyPlotProps) {
  const hatch = useId();
  const over = `${hatch}-over`;
  const narrow = width < NARROW;
  const left = narrow ? 0 : MARGIN.left;
  const row = narrow ? ROW + 20 : ROW;
  const longest = max(bars, (bar) => sum(bar.parts ?? [])) ?? 0;
  const x = scaleLinear([0, Math.max(longest, 1)], [left, width - MARGIN.right]);
  const bottom = MARGIN.top + bars.length * row;
  return (
    <svg
      className="plot"
      width={width}
      height={bottom + MARGIN.bottom}
      viewBox={`0 0 ${width} ${bottom + MARGIN.bottom}`}
      role="img"
      aria-label={label}
    >
      <HatchOver id={over} />
      {bars.map(({ channel }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pattern for each bar
        <g key={index} data-channel={channel}>
          <Dots id={`${hatch}-${index}`} />
        </g>
      ))}
      {(longest === 0 ? [0] : x.ticks(narrow ? 3 : 5)).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={MARGIN.top} y2={bottom} />
          <text
            className="plot-tick"
            y={bottom + 16}
            textAnchor={tick === 0 && narrow ? 'start' : 'middle'}
          >
            {format(tick)}
          </text>
        </g>
      ))}
      {bars.map(({ lane, name, detail, channel, disturbed, parts: times }, index) => {
        let before = 0;
        const middle = narrow ? 34 : 20;
        const total = sum(times ?? []);
        return (
          <g
            key={lane}
            data-channel={channel}
            transform={`translate(0,${MARGIN.top + index * row})`}
          >
            {narrow ? (
              <text className="plot-label plot-over" y={14} dy="0.35em">
                {name}
                <tspan className="plot-tick" dx="8">
                  {detail}
                </tspan>
              </text>
            ) : (
              <g transform={`translate(0,${middle})`}>
                <LaneLabel lane={lane} name={name} detail={wrapText(detail, LETTERS, 2)} />
              </g>
            )}
            {times?.map((time, part) => {
              const start = x(before);
              before += time;
              const { className, fill } = fillOf(part, `${hatch}-${index}`);
              return (
                <rect
                  key={parts[part]}
                  className={className}
                  x={start}
                  y={middle - BAR / 2}
                  width={x(before) - start}
                  height={BAR}
                  style={{ fill }}
                >
                  <title>{`${parts[part]}: ${format(time)}`}</title>
                </rect>
              );
            })}
            {times !== null && disturbed && (
              <rect
                className="latency-over"
                pointerEvents="none"
                x={x(0)}
                y={middle - BAR / 2}
                width={x(total) - x(0)}
                height={BAR}
                fill={`url(#${over})`}
              />
            )}
            {times !== null && (
              <>
                <text className="plot-value" x={x(total) + 6} y={middle} dy="0.35em">
                  {format(total)}
                </text>
                <text className="plot-tick plot-over" x={left} y={middle + BAR / 2 + 12}>
                  {partValues(times, format, width - left)}
                </text>
              </>
            )}
          </g>
        );
      })}
      <line className="plot-axis" x1={x(0)} x2={x(0)} y1={MARGIN.top} y2={bottom} />
    </svg>
  );
}

/** `9 + 210 + 3 + 12 ms`, in the order of the parts. */
function partValues(
  times: readonly number[],
  format: (milliseconds: number) => string,
  room: number,
): string {
  const text = times.map(format).join(' + ');
  return text.length * CHARACTER <= room ? text : times.map(format).join('+');
}
