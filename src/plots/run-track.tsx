import { range } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';
import type { Outcome } from '../lab/trace';
import { CHANNEL_PATHS } from './channel-glyph';
import { lettersOf, wrapText } from './format';
import { Hatch } from './hatch';

export interface TrackLane {
  /** The lane: no two are called the same. */
  readonly name: string;
  /** As it stands before its row; the row has the lane's mark. */
  readonly short: string;
  readonly channel: Channel;
  /** Its message is perturbed. */
  readonly hatched?: boolean;
  /** One entry a step: false where nothing happened. */
  readonly steps: readonly boolean[];
  readonly outcome: Outcome;
}

export interface RunTrackProps {
  /** Pixels. */
  readonly width: number;
  readonly budget: number;
  readonly lanes: readonly TrackLane[];
  /** Steps at which lanes part. */
  readonly partings: readonly number[];
  readonly step: number;
}

const TRACK_ROW = 14;
/** Space at the end, so that the last mark is whole. */
const TRACK_INSET = 20;
/** Space before the rows, for the lanes' names, at most, and of a letter of them. */
const GUTTER = { most: 176, share: 0.3, letter: 6.4, mark: 16 };
/** Height of the hatch of a disturbed lane's row. */
const BAND = 5;
const TOP = 12;
const CHECK = 'M-3.5 0 L-1 2.5 L3.5 -2.5';
const CROSS = 'M-3 -3 L3 3 M3 -3 L-3 3';

/** A bar, a dash, a dot, a square: the shapes of the channels' glyphs. */
const STEP_SHAPES: Readonly<Record<Channel, { width: number; height: number; rx: number }>> = {
  latent: { width: 4, height: 9, rx: 2 },
  text: { width: 9, height: 4, rx: 2 },
  none: { width: 7, height: 7, rx: 3.5 },
  human: { width: 7, height: 7, rx: 1 },
};

function EndMark({ outcome }: { outcome: Outcome }) {
  if (outcome === 'running') return null;
  return <path className="track-end" d={outcome === 'won' ? CHECK : CROSS} />;
}

function StepMark({ channel, valid, x }: { channel: Channel; valid: boolean; x: number }) {
  const { width, height, rx } = STEP_SHAPES[channel];
  return (
    <rect
      className={valid ? 'track-step' : 'track-step is-invalid'}
      x={x - width / 2}
      y={-height / 2}
      width={width}
      height={height}
      rx={rx}
    />
  );
}

/** Pixels from the left edge to step 0. */
export function trackStart(width: number, lanes: readonly Pick<TrackLane, 'short'>[]): number {
  const letters = Math.max(0, ...lanes.map(({ short }) => lettersOf(short)));
  const wanted = GUTTER.mark + letters * GUTTER.letter + TRACK_INSET;
  return Math.min(wanted, GUTTER.most, width * GUTTER.share);
}

/** Every step of every lane at a glance, after the lane's name: filled, hollow where nothing happened, a mark at the end. */
export function RunTrack({ width, budget, lanes, partings, step }: RunTrackProps) {
  const hatch = useId();
  const start = trackStart(width, lanes);
  const letters = Math.floor((start - TRACK_INSET - GUTTER.mark) / GUTTER.letter);
  const x = scaleLinear([0, budget], [start, width - TRACK_INSET]);
  const bottom = TOP + lanes.length * TRACK_ROW;
  const ticks = range(0, budget + 1, budget > 30 ? 10 : 5);
  return (
    <svg
      className="track"
      width={width}
      height={bottom + 20}
      viewBox={`0 0 ${width} ${bottom + 20}`}
      aria-hidden="true"
    >
      {partings.map((at) => (
        <line key={at} className="track-parting" x1={x(at)} x2={x(at)} y1={0} y2={bottom} />
      ))}
      {lanes.map((lane, row) => (
        <g
          key={lane.name}
          data-channel={lane.channel}
          transform={`translate(0,${TOP + (row + 0.5) * TRACK_ROW})`}
        >
          <path
            className="track-glyph"
            d={CHANNEL_PATHS[lane.channel]}
            transform="translate(0,-5.5) scale(0.7)"
          />
          <text className="track-name" x={GUTTER.mark} dy="0.35em">
            <title>{lane.name}</title>
            {wrapText(lane.short, letters + 1, 1)[0] ?? ''}
          </text>
          {lane.hatched ? (
            <>
              <Hatch id={`${hatch}-${row}`} channel={lane.channel} thin />
              <rect
                x={x(0)}
                y={-BAND / 2}
                width={x(budget) - x(0)}
                height={BAND}
                fill={`url(#${hatch}-${row})`}
              />
            </>
          ) : (
            <line className="track-line" x1={x(0)} x2={x(budget)} />
          )}
          {lane.steps.map((valid, index) => (
            <StepMark key={x(index)} channel={lane.channel} valid={valid} x={x(index + 1)} />
          ))}
          <g transform={`translate(${x(lane.steps.length) + 12},0)`}>
            <EndMark outcome={lane.outcome} />
          </g>
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} className="plot-tick" x={x(tick)} y={bottom + 16} textAnchor="middle">
          {tick}
        </text>
      ))}
      <line className="track-cursor" x1={x(step)} x2={x(step)} y1={0} y2={bottom + 2} />
      <circle className="track-knob" cx={x(step)} cy={3} r={5} />
    </svg>
  );
}
