import { range } from 'd3-array';
import { useId } from 'react';
import type { Channel } from '../lab/settings';

export interface MessageStripProps {
  /** Pixels. */
  readonly width: number;
  readonly channel: Channel;
  /** Positions the message takes in the actor's context. */
  readonly positions: number;
  /** The message is perturbed. */
  readonly hatched?: boolean;
  /** Positions of the longest message in any lane: it sets the height of all strips. */
  readonly longest: number;
}

/** Pixels from mark to mark. */
const PITCH = { x: 4, y: 10 };

/** Bars for vectors, dashes for tokens. */
const MARKS: Readonly<Record<Channel, { y: number; width: number; height: number }>> = {
  latent: { y: 1, width: 2, height: 8 },
  text: { y: 4, width: 3, height: 2 },
  none: { y: 0, width: 0, height: 0 },
  human: { y: 0, width: 0, height: 0 },
};

/** One mark for each position the actor reads, row by row. */
export function MessageStrip(props: MessageStripProps) {
  const { width, channel, positions, longest, hatched = false } = props;
  const hatch = useId();
  const columns = Math.max(1, Math.floor((width + 1) / PITCH.x));
  const rows = Math.max(1, Math.ceil(longest / columns));
  return (
    <svg
      className="message-strip"
      width={width}
      height={rows * PITCH.y}
      viewBox={`0 0 ${width} ${rows * PITCH.y}`}
      aria-hidden="true"
    >
      {hatched && (
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse">
          <path className="strip-hatch" d="M-1 1 1 -1M-1 5 5 -1M3 5 5 3" />
        </pattern>
      )}
      {range(positions).map((position) => (
        <rect
          key={position}
          x={(position % columns) * PITCH.x}
          y={Math.floor(position / columns) * PITCH.y + MARKS[channel].y}
          width={MARKS[channel].width}
          height={MARKS[channel].height}
        />
      ))}
      {hatched && (
        <rect
          fill={`url(#${hatch})`}
          width={Math.min(positions, columns) * PITCH.x}
          height={Math.ceil(positions / columns) * PITCH.y}
        />
      )}
      {channel === 'none' && <line x2={width} y1={PITCH.y / 2} y2={PITCH.y / 2} />}
    </svg>
  );
}
