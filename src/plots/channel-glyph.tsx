import type { Channel } from '../lab/settings';

/** Bars for vectors, lines for words, a ring for nothing. */
const PATHS: Readonly<Record<Channel, string>> = {
  latent: 'M1.5 10.5v3.5M4.75 5v9M8 8v6M11.25 2v12M14.5 9v5',
  text: 'M3 2.5h10M3 6.25h7M3 10h10M3 13.75h4',
  none: 'M8 2.25a5.75 5.75 0 1 1 0 11.5a5.75 5.75 0 1 1 0-11.5Z',
};

/** The shape of a channel, 16 × 16, in the current colour: colour never speaks alone. */
export function ChannelGlyph({ channel }: { channel: Channel }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={PATHS[channel]}
        fill="none"
        stroke="currentColor"
        strokeWidth={channel === 'none' ? 1.75 : 2}
        strokeLinecap="round"
      />
    </svg>
  );
}
