import { max, sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';
import { formatCount, wrapText } from './format';
import { Hatch } from './hatch';
import { LaneLabel } from './message-size-plot';

/** What a context consists of; each of its kind from the whole run. */
export const CONTEXT_PARTS = ['intro', 'message', 'commands', 'answers'] as const;
export type ContextPart = (typeof CONTEXT_PARTS)[number];

export interface ContextBar {
  /** The lane: no two are called the same. */
  readonly lane: string;
  readonly name: string;
  readonly detail: string;
  readonly channel: Channel;
  /** Its message is disturbed: hatched. */
  readonly disturbed: boolean;
  /** Positions of each part; null where that is not known. */
  readonly parts: Readonly<Record<ContextPart, number | null>>;
  /** As written at the end of the bar. */
  readonly total: string;
}

export interface ContextPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly bars: readonly ContextBar[];
  readonly names: Readonly<Record<ContextPart, string>>;
  /** The most that a context can hold, and how that is written; null where it is not known. */
  readonly size: { readonly positions: number; readonly text: string } | null;
  /** The plot in words. */
  readonly label: string;
}

const ROW = 64;
const BAR = 18;
const MARGIN = { top: 20, right: 12, bottom: 24, left: 120 };
/** Below this width the names stand above their bars. */
const NARROW = 440;
const LETTERS = 17;
/** Of a letter of what stands at the end of a bar, pixels. */
const LETTER = 7.2;

/** The key of a part: 12 × 12. */
export function ContextKey({ part }: { part: ContextPart }) {
  return (
    <svg className="latency-key" viewBox="0 0 12 12" aria-hidden="true" data-channel="latent">
      <rect className={`context-part is-${part}`} x="1" y="1" width="10" height="10" />
    </svg>
  );
}

/** What the actor's context holds, one stacked bar a lane, on a scale from 0 to the most it can hold. */
export function ContextPlot({ width, bars, names, size, label }: ContextPlotProps) {
  const hatch = useId();
  const narrow = width < NARROW;
  const left = narrow ? 0 : MARGIN.left;
  const row = narrow ? ROW + 12 : ROW;
  const totals = bars.map(({ parts }) => sum(CONTEXT_PARTS, (part) => parts[part] ?? 0));
  const longest = Math.max(max(totals) ?? 0, size?.positions ?? 0, 1);
  const right = width - MARGIN.right;
  const x = scaleLinear([0, longest], [left, right]);
  const bottom = MARGIN.top + bars.length * row;
  const middle = narrow ? 34 : 22;
  return (
    <svg
      className="plot"
      width={width}
      height={bottom + MARGIN.bottom}
      viewBox={`0 0 ${width} ${bottom + MARGIN.bottom}`}
      role="img"
      aria-label={label}
    >
      {x.ticks(width < 560 ? 3 : 5).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={MARGIN.top} y2={bottom} />
          <text
            className="plot-tick"
            y={bottom + 16}
            textAnchor={tick === 0 && narrow ? 'start' : 'middle'}
          >
            {formatCount(tick)}
          </text>
        </g>
      ))}
      {size && (
        <>
          <line
            className="plot-reference"
            x1={x(size.positions)}
            x2={x(size.positions)}
            y1={MARGIN.top - 4}
            y2={bottom}
          />
          <text className="plot-tick" x={x(size.positions)} y={10} textAnchor="end">
            {size.text}
          </text>
        </>
      )}
      {bars.map(({ lane, name, detail, channel, disturbed, parts, total }, index) => {
        let before = 0;
        const end = x(totals[index] ?? 0);
        const inside = end + 8 + LETTER * total.length > right;
        return (
          <g
            key={lane}
            data-channel={channel}
            transform={`translate(0,${MARGIN.top + index * row})`}
          >
            {disturbed && <Hatch id={`${hatch}-${index}`} channel={channel} />}
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
            {CONTEXT_PARTS.map((part) => {
              const positions = parts[part] ?? 0;
              const start = x(before);
              before += positions;
              const hatched = part === 'message' && disturbed;
              return (
                <rect
                  key={part}
                  className={`context-part is-${part}`}
                  x={start}
                  y={middle - BAR / 2}
                  width={x(before) - start}
                  height={BAR}
                  style={hatched ? { fill: `url(#${hatch}-${index})` } : undefined}
                >
                  <title>{`${names[part]}: ${formatCount(positions)}`}</title>
                </rect>
              );
            })}
            <text
              className="plot-value plot-over"
              x={inside ? right : end + 8}
              y={inside ? middle - BAR / 2 - 6 : middle}
              dy={inside ? 0 : '0.35em'}
              textAnchor={inside ? 'end' : 'start'}
            >
              {total}
            </text>
            <text className="plot-tick plot-over" x={left} y={middle + BAR / 2 + 14}>
              {CONTEXT_PARTS.map((part) => partText(parts[part])).join(' + ')}
            </text>
          </g>
        );
      })}
      <line className="plot-axis" x1={x(0)} x2={x(0)} y1={MARGIN.top} y2={bottom} />
    </svg>
  );
}

const partText = (positions: number | null): string =>
  positions === null ? '?' : formatCount(positions);
