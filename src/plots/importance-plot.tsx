import { max } from 'd3-array';
import { format } from 'd3-format';
import { scaleLinear } from 'd3-scale';
import { showToken } from './format';

export interface ImportancePlotProps {
  /** Pixels. */
  readonly width: number;
  /** How far the distribution moves without each latent step, nats, in the message's order. */
  readonly divergences: readonly number[];
  /** The steps' tokens; null where one is not known. */
  readonly tokens: readonly (string | null)[];
  /** The stretch that is chosen, from 0, `to` not included; null: none. */
  readonly chosen: { readonly from: number; readonly to: number } | null;
  /** The step that is pointed at elsewhere. */
  readonly pointed?: number | null;
  /** Pixels beside the bars, where they are to lie under another plot's. */
  readonly margin?: { readonly left: number; readonly right: number };
  /** The plot in words. */
  readonly label: string;
  readonly onPick?: (step: number) => void;
  readonly onPoint?: (step: number | null) => void;
}

const HEIGHT = 160;
const MARGIN = { top: 20, right: 8, bottom: 24, left: 48 };
/** Pixels that two labels keep apart. */
const ROOM = 72;
const NAMED = 4;
/** Of the largest: what is less has a bar that is hardly seen, and no name. */
const LEAST_NAMED = 0.05;

/** The steps worth a label: the largest, as long as they are seen and their labels do not meet. */
function namedSteps(
  divergences: readonly number[],
  place: (step: number) => number,
): readonly number[] {
  const named: number[] = [];
  const least = LEAST_NAMED * (max(divergences) ?? 0);
  const largest = divergences
    .map((nats, step) => ({ nats, step }))
    .filter(({ nats }) => nats > 0 && nats >= least)
    .toSorted((one, other) => other.nats - one.nats);
  for (const { step } of largest) {
    if (named.length === NAMED) break;
    if (named.every((other) => Math.abs(place(other) - place(step)) >= ROOM)) named.push(step);
  }
  return named;
}

/** Leave-one-out importance: a bar a latent step, on a scale from 0. */
export function ImportancePlot(props: ImportancePlotProps) {
  const { width, divergences, tokens, chosen, pointed = null, label, onPick, onPoint } = props;
  const { left, right } = props.margin ?? MARGIN;
  const count = Math.max(1, divergences.length);
  const most = max(divergences) ?? 0;
  const bottom = HEIGHT - MARGIN.bottom;
  const x = scaleLinear([0, count], [left, width - right]);
  const y = scaleLinear([0, most > 0 ? most : 1], [bottom, MARGIN.top]).nice(3);
  const pitch = x(1) - x(0);
  const bar = Math.max(1, Math.min(16, pitch * 0.7));
  const middle = (step: number): number => x(step + 0.5);
  const ticks = y.ticks(3);
  const written = format(y.tickFormat(3)(ticks[1] ?? 1).length > 4 ? '.1~e' : '~g');
  const places = x.ticks(Math.max(2, Math.floor(width / 120))).filter(Number.isInteger);
  return (
    <svg
      className="plot importance"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={label}
      data-channel="latent"
      onPointerLeave={() => onPoint?.(null)}
    >
      {chosen !== null && (
        <rect
          className="importance-chosen"
          x={x(chosen.from)}
          y={MARGIN.top}
          width={Math.max(1, x(Math.min(chosen.to, count)) - x(chosen.from))}
          height={bottom - MARGIN.top}
        />
      )}
      {pointed !== null && pointed < count && (
        <rect
          className="importance-pointed"
          x={x(pointed)}
          y={MARGIN.top}
          width={Math.max(1, pitch)}
          height={bottom - MARGIN.top}
        />
      )}
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line className="plot-grid" x1={left} x2={width - right} />
          <text className="plot-tick" x={left - 8} dy="0.35em" textAnchor="end">
            {written(tick)}
          </text>
        </g>
      ))}
      {places
        .filter((place) => place < count)
        .map((place) => (
          <text
            key={place}
            className="plot-tick"
            x={middle(Math.max(0, place - 1))}
            y={bottom + 16}
            textAnchor="middle"
          >
            {Math.max(1, place)}
          </text>
        ))}
      {divergences.map((nats, step) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the message
          key={step}
          className="plot-bar"
          x={middle(step) - bar / 2}
          y={y(nats)}
          width={bar}
          height={bottom - y(nats)}
        />
      ))}
      {namedSteps(divergences, middle).map((step) => {
        const text = tokens[step];
        const edge = middle(step) > width - right - ROOM / 2 ? 'end' : 'middle';
        return (
          <text
            key={step}
            className="plot-token"
            x={middle(step)}
            y={y(divergences[step] ?? 0) - 5}
            textAnchor={middle(step) < left + ROOM / 2 ? 'start' : edge}
          >
            {text == null ? step + 1 : showToken(text)}
          </text>
        );
      })}
      <line className="plot-axis" x1={left} x2={width - right} y1={bottom} y2={bottom} />
      {onPick !== undefined &&
        divergences.map((_, step) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the message
            key={step}
            className="importance-pick"
            x={x(step)}
            y={0}
            width={pitch}
            height={HEIGHT}
            onPointerDown={() => onPick(step)}
            onPointerEnter={() => onPoint?.(step)}
          />
        ))}
    </svg>
  );
}
