/** Where East Asian characters begin, which are as wide as high. */
const WIDE = 0x2e80;

/** About how wide a text is in the font of plots, pixels; nothing is measured, so that plots stay pure. */
export function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) >= WIDE ? 12.2 : 6.3;
  return width;
}
