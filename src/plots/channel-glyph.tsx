import type { Channel } from '../lab/settings';

/** Bars for vectors, lines for words, a ring for nothing, a person: in a box of 16 × 16. */
export const CHANNEL_PATHS: Readonly<Record<Channel, string>> = {
  latent: 'M1.5 10.5v3.5M4.75 5v9M8 8v6M11.25 2v12M14.5 9v5',
  text: 'M3 2.5h10M3 6.25h7M3 10h10M3 13.75h4',
  human: 'M8 7.5a2.75 2.75 0 1 0 0-5.5a2.75 2.75 0 0 0 0 5.5ZM2.75 14.25a5.25 4.25 0 0 1 10.5 0',
  none: 'M8 2.25a5.75 5.75 0 1 1 0 11.5a5.75 5.75 0 1 1 0-11.5Z',
};

/** The shape of a channel, 16 × 16, in the current colour: colour never speaks alone. */
export function ChannelGlyph({ channel }: { channel: Channel }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={CHANNEL_PATHS[channel]}
        fill="none"
        stroke="currentColor"
        strokeWidth={channel === 'none' || channel === 'human' ? 1.75 : 2}
        strokeLinecap="round"
      />
    </svg>
  );
}
