import type { ReactNode } from 'react';
import type { Channel } from '../lab/settings';

const LATENT_BARS = [5, 11, 8, 13, 6];
const TEXT_LINES = [12, 9, 12, 6];

const SHAPES: Readonly<Record<Channel, ReactNode>> = {
  latent: LATENT_BARS.map((height, index) => (
    <rect key={index * 3} x={0.5 + index * 3.25} y={15 - height} width={2} height={height} rx={1} />
  )),
  text: TEXT_LINES.map((length, index) => (
    <rect key={index * 4} x={2} y={1.5 + index * 4} width={length} height={2} rx={1} />
  )),
  none: <circle cx={8} cy={8} r={5.75} fill="none" stroke="currentColor" strokeWidth={1.75} />,
};

/** The shape of a channel, 16 × 16, in the current colour: colour never speaks alone. */
export function ChannelGlyph({ channel }: { channel: Channel }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      {SHAPES[channel]}
    </svg>
  );
}
