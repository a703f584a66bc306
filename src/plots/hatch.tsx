import type { Channel } from '../lab/settings';

/** A pattern in a channel's colour, for what is disturbed: `fill="url(#id)"`. `thin`: a lighter one. */
export function Hatch({ id, channel, thin }: { id: string; channel?: Channel; thin?: boolean }) {
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
      <rect width={thin ? 1 : 2.25} height="4" fill="var(--mark)" />
    </pattern>
  );
}

/** Thin lines in the surface's colour, to lie over what is drawn in shades. */
export function HatchOver({ id }: { id: string }) {
  return (
    <pattern
      id={id}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="1.25" height="5" fill="var(--surface)" />
    </pattern>
  );
}
