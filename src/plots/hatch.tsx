import type { Channel } from '../lab/settings';

/** A pattern in a channel's colour, for what is disturbed: `fill="url(#id)"`. */
export function Hatch({ id, channel }: { id: string; channel?: Channel }) {
  return (
    <pattern
      id={id}
      data-channel={channel}
      width="4"
      height="4"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="4" height="4" fill="var(--surface)" />
      <rect width="2.25" height="4" fill="var(--mark)" />
    </pattern>
  );
}
