import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';

export interface WhiskerMark {
  readonly key: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The value as written at the end of the row. */
  readonly text: string;
  /** Filled: unseen scenes; hollow: seen ones. */
  readonly filled: boolean;
}

export interface WhiskerRow {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  readonly channel: Channel;
  /** Drawn as a hatched diamond instead of a dot. */
  readonly disturbed: boolean;
  readonly marks: readonly WhiskerMark[];
  /** A heading above this row. */
  readonly heading?: string;
}

export interface DotWhiskerPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly rows: readonly WhiskerRow[];
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
  readonly formatTick: (value: number) => string;
  /** A value that all rows are seen against. */
  readonly reference?: { readonly value: number; readonly name: string };
  /** The plot in words. */
  readonly label: string;
}

const SIZE = 5;
/** Below this width the names stand above their rows. */
const NARROW = 480;

function Mark({ x, filled, disturbed, hatch }: MarkProps) {
  const fill = filled ? (disturbed ? `url(#${hatch})` : 'var(--mark)') : 'var(--surface)';
  const side = SIZE + 1.5;
  return disturbed ? (
    <path
      className="plot-mark"
      d={`M${x} ${-side}l${side} ${side}l${-side} ${side}l${-side} ${-side}Z`}
      style={{ fill }}
    />
  ) : (
    <circle className="plot-mark" cx={x} r={SIZE} style={{ fill }} />
  );
}

interface MarkProps {
  readonly x: number;
  readonly filled: boolean;
  readonly disturbed: boolean;
  readonly hatch: string;
}

/** Values with their intervals, one row a thing: filled dots, hollow dots, diamonds. */
export function DotWhiskerPlot(props: DotWhiskerPlotProps) {
  const { width, rows, domain, ticks, formatTick, reference, label } = props;
  const hatch = useId();
  const narrow = width < NARROW;
  const left = narrow ? 20 : 212;
  const x = scaleLinear(domain, [left, width - 52]).clamp(true);
  let bottom = reference === undefined ? 4 : 20;
  const top = bottom;
  const placed = rows.map((row) => {
    const heading = row.heading === undefined ? 0 : 28;
    // On a narrow screen the name and what is said of it have a line each.
    const lines = narrow ? (row.detail === '' ? 20 : 36) : 0;
    const height = lines + (narrow ? 32 : 36) + (row.marks.length > 1 ? 4 : 0);
    const y = bottom + heading;
    bottom = y + height;
    return { row, y, middle: y + (narrow ? lines + 16 : height / 2) };
  });
  return (
    <svg
      className="plot"
      width={width}
      height={bottom + 24}
      viewBox={`0 0 ${width} ${bottom + 24}`}
      role="img"
      aria-label={label}
    >
      {(['latent', 'text', 'none', 'human'] as const).map((channel) => (
        <pattern
          key={channel}
          id={`${hatch}-${channel}`}
          data-channel={channel}
          width="3"
          height="3"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="3" height="3" fill="var(--surface)" />
          <rect width="1.75" height="3" fill="var(--mark)" />
        </pattern>
      ))}
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={top} y2={bottom} />
          <text className="plot-tick" y={bottom + 16} textAnchor="middle">
            {formatTick(tick)}
          </text>
        </g>
      ))}
      {reference !== undefined && (
        <g transform={`translate(${x(reference.value)},0)`}>
          <line className="plot-reference" y1={top - 4} y2={bottom} />
          <text className="plot-tick" y={top - 8} textAnchor="middle">
            {reference.name}
          </text>
        </g>
      )}
      {placed.map(({ row, y, middle }) => {
        const apart = row.marks.length > 1 ? 15 : 0;
        return (
          <g key={row.key} data-channel={row.channel}>
            {row.heading !== undefined && (
              <text className="plot-heading plot-over" y={y - 6}>
                {row.heading}
              </text>
            )}
            {narrow ? (
              <text className="plot-label plot-over" y={y + 16}>
                {row.name}
                <tspan className="plot-tick" x={0} dy="16">
                  {row.detail}
                </tspan>
              </text>
            ) : (
              <>
                <text
                  className="plot-label plot-over"
                  y={middle}
                  dy={row.detail === '' ? '0.35em' : '-0.15em'}
                >
                  {row.name}
                </text>
                <text className="plot-tick plot-over" y={middle} dy="1.1em">
                  {row.detail}
                </text>
              </>
            )}
            {row.marks.map((mark, index) => {
              const shift = (index - (row.marks.length - 1) / 2) * apart;
              return (
                <g key={mark.key} transform={`translate(0,${middle + shift})`}>
                  <line className="plot-whisker" x1={x(mark.low)} x2={x(mark.high)} />
                  <Mark
                    x={x(mark.value)}
                    filled={mark.filled}
                    disturbed={row.disturbed}
                    hatch={`${hatch}-${row.channel}`}
                  />
                  <text
                    className={mark.filled ? 'plot-value' : 'plot-tick'}
                    x={width}
                    dy="0.35em"
                    textAnchor="end"
                  >
                    {mark.text}
                  </text>
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}
