import { max, sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';
import { lettersOf, wrapText } from './format';
import { HatchOver } from './hatch';
import { LaneLabel } from './message-size-plot';

/** Whose parts they are, and so how they are filled: src/app/styles/message.css, context.css. */
export type StackedKind = 'latency' | 'context';

export interface StackedPart {
  readonly key: string;
  readonly name: string;
}

export interface StackedBar {
  /** The lane: no two are called the same. */
  readonly lane: string;
  readonly name: string;
  readonly detail: string;
  readonly channel: Channel;
  /** Its message is disturbed: hatched. */
  readonly disturbed: boolean;
  /** Of every part, null where it is not known; null before anything is measured. */
  readonly values: readonly (number | null)[] | null;
  /** As written at the end of the bar. */
  readonly total: string;
}

export interface StackedBarsPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly kind: StackedKind;
  /** In the order in which they stand in a bar. */
  readonly parts: readonly StackedPart[];
  readonly bars: readonly StackedBar[];
  readonly format: (value: number) => string;
  /** The part that a disturbance is of; the whole bar where none is named. */
  readonly disturbedPart?: string;
  /** The most that a bar can be, and how that is written. */
  readonly most?: { readonly value: number; readonly text: string } | null;
  /** The plot in words. */
  readonly label: string;
}

const ROW = 60;
const BAR = 18;
const MIDDLE = 22;
const LEFT = 112;
/** Above for what the most is called; at the right for a total beside the longest bar, or for none. */
const TOP = { most: 20, none: 4 };
const RIGHT = { most: 12, none: 72 };
const BOTTOM = 24;
/** Below this width the names stand above their bars. */
const NARROW = 480;
/** Letters of what stands under a name, beside the bars. */
const LETTERS = 17;
/** Of a character of the values under a bar, and of the total, pixels. */
const CHARACTER = 6.6;
const LETTER = 7.2;

/** Filled with a pattern, where four shades would not be told apart. */
const DOTTED: Readonly<Record<StackedKind, string | null>> = { latency: 'adapter', context: null };

function Dots({ id }: { id: string }) {
  return (
    <pattern id={id} width="3" height="3" patternUnits="userSpaceOnUse">
      <rect width="3" height="3" fill="var(--surface)" />
      <rect width="3" height="1.5" fill="var(--mark)" />
    </pattern>
  );
}

interface FillProps {
  readonly className: string;
  readonly style?: { readonly fill: string };
}

function fillOf(kind: StackedKind, part: string, dots: string): FillProps {
  const className = `${kind}-part is-${part}`;
  return DOTTED[kind] === part ? { className, style: { fill: `url(#${dots})` } } : { className };
}

/** The key of a part: 12 × 12. */
export function StackedKey({ kind, part }: { kind: StackedKind; part: string }) {
  const dots = useId();
  const channel = kind === 'latency' ? 'none' : 'latent';
  return (
    <svg className="latency-key" viewBox="0 0 12 12" aria-hidden="true" data-channel={channel}>
      <Dots id={dots} />
      <rect {...fillOf(kind, part, dots)} x="1" y="1" width="10" height="10" />
    </svg>
  );
}

/** What a lane's whole consists of, one stacked bar a lane, on a scale from 0. */
export function StackedBarsPlot(props: StackedBarsPlotProps) {
  const { width, kind, parts, bars, format, disturbedPart, most = null, label } = props;
  const id = useId();
  const narrow = width < NARROW;
  const left = narrow ? 0 : LEFT;
  const row = narrow ? ROW + 16 : ROW;
  const middle = narrow ? 34 : MIDDLE;
  const top = TOP[most === null ? 'none' : 'most'];
  const right = width - RIGHT[most === null ? 'none' : 'most'];
  const longest = Math.max(max(bars, ({ values }) => sum(values ?? [])) ?? 0, most?.value ?? 0);
  const x = scaleLinear([0, Math.max(longest, 1)], [left, right]);
  const bottom = top + bars.length * row;
  return (
    <svg
      className="plot"
      width={width}
      height={bottom + BOTTOM}
      viewBox={`0 0 ${width} ${bottom + BOTTOM}`}
      role="img"
      aria-label={label}
    >
      <HatchOver id={`${id}-over`} />
      {(longest === 0 ? [0] : x.ticks(width < 560 ? 3 : 5)).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={top} y2={bottom} />
          <text
            className="plot-tick"
            y={bottom + 16}
            textAnchor={tick === 0 && narrow ? 'start' : 'middle'}
          >
            {format(tick)}
          </text>
        </g>
      ))}
      {most && (
        <g transform={`translate(${x(most.value)},0)`}>
          <line className="plot-reference" y1={top - 4} y2={bottom} />
          <text className="plot-tick" y={10} textAnchor="end">
            {most.text}
          </text>
        </g>
      )}
      {bars.map(({ lane, name, detail, channel, disturbed, values, total }, index) => {
        const dots = `${id}-${index}`;
        const laid = layOut(values ?? [], parts, x);
        const end = laid.at(-1)?.end ?? x(0);
        const over = laid.find(({ key }) => key === disturbedPart);
        const above = end + 8 + LETTER * lettersOf(total) > width;
        return (
          <g key={lane} data-channel={channel} transform={`translate(0,${top + index * row})`}>
            <Dots id={dots} />
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
            {laid.map(({ key, said, start, end: to, value }) => (
              <rect
                key={key}
                {...fillOf(kind, key, dots)}
                x={start}
                y={middle - BAR / 2}
                width={to - start}
                height={BAR}
              >
                <title>{`${said}: ${format(value)}`}</title>
              </rect>
            ))}
            {disturbed && values !== null && (
              <rect
                className="latency-over"
                pointerEvents="none"
                x={over?.start ?? x(0)}
                y={middle - BAR / 2}
                width={(over?.end ?? end) - (over?.start ?? x(0))}
                height={BAR}
                fill={`url(#${id}-over)`}
              />
            )}
            {values !== null && (
              <>
                <text
                  className="plot-value plot-over"
                  x={above ? right : end + 8}
                  y={above ? middle - BAR / 2 - 6 : middle}
                  dy={above ? 0 : '0.35em'}
                  textAnchor={above ? 'end' : 'start'}
                >
                  {total}
                </text>
                <text className="plot-tick plot-over" x={left} y={middle + BAR / 2 + 13}>
                  {writeOut(values, format, width - left)}
                </text>
              </>
            )}
          </g>
        );
      })}
      <line className="plot-axis" x1={x(0)} x2={x(0)} y1={top} y2={bottom} />
    </svg>
  );
}

/** Where each part begins and ends, pixels; what is not known takes no room. */
function layOut(
  values: readonly (number | null)[],
  parts: readonly StackedPart[],
  x: (value: number) => number,
) {
  let before = 0;
  return values.flatMap((known, index) => {
    const part = parts[index];
    if (part === undefined) return [];
    const value = known ?? 0;
    const start = x(before);
    before += value;
    return [{ key: part.key, said: part.name, value, start, end: x(before) }];
  });
}

/** `9 + 210 + 3 + 12`, in the order of the parts. */
function writeOut(
  values: readonly (number | null)[],
  format: (value: number) => string,
  room: number,
): string {
  const written = values.map((value) => (value === null ? '?' : format(value)));
  const text = written.join(' + ');
  return text.length * CHARACTER <= room ? text : written.join('+');
}
