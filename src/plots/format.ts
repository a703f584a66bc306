import { format } from 'd3-format';

/** `4,096` */
export const formatCount = format(',');

const threeDecimals = format('.3f');

/** `0.921`; what would round to never or always without being it is `<0.001` or `>0.999`. */
export function formatProbability(probability: number): string {
  if (probability > 0 && probability < 0.0005) return '<0.001';
  if (probability >= 0.9995 && probability < 1) return '>0.999';
  return threeDecimals(probability);
}

const twoDecimals = format('.2f');

/** `0.31`; what would round to no uncertainty at all is `<0.01`. */
export function formatNats(nats: number): string {
  return nats > 0 && nats < 0.005 ? '<0.01' : twoDecimals(nats);
}

/** `21`, `5.3`: how many times, two digits or whole. */
export function formatRatio(ratio: number): string {
  return ratio >= 9.95 ? format('.0f')(ratio) : format('.1f')(ratio).replace(/\.0$/, '');
}

/** `2.1` of `4.0` MB, 1 MB = 10^6 bytes. */
export const formatMegabytes = (bytes: number): string => format('.1f')(bytes / 1e6);

/** A token as it stands in the text: `␣fridge 1`; line breaks as `↵`. */
export function showToken(text: string): string {
  return text.replace(/^ /, '␣').replaceAll('\n', '↵');
}

const oneDecimal = format('.1f');

/** A share as `93.1` percent. */
export const formatPercent = (share: number): string => oneDecimal(100 * share);

/** `93.1 [91.4, 94.5]`, shares as percent. */
export function formatRate(share: number | null, interval: readonly number[] | null): string {
  if (share === null) return '';
  if (interval === null) return formatPercent(share);
  return `${formatPercent(share)} [${interval.map(formatPercent).join(', ')}]`;
}

/** A difference of shares as `+19.1` or `−2.0` points; none is `0.0`. */
export function formatPoints(difference: number): string {
  const points = format('+.1f')(100 * difference);
  return /[1-9]/.test(points) ? points : '0.0';
}

/** `8.1`, and nothing where nothing is known. */
export const formatMean = (value: number | null): string =>
  value === null ? '' : oneDecimal(value);

/** `0.021`; `<0.001`. */
export const formatP = (p: number): string => (p < 0.001 ? '<0.001' : threeDecimals(p));

/** Tokens of a training run: `0`, `250k`, `1.2M`. */
export function formatTokens(tokens: number): string {
  if (tokens < 1000) return formatCount(Math.round(tokens));
  return tokens < 1e6
    ? `${format('.0f')(tokens / 1e3)}k`
    : `${oneDecimal(tokens / 1e6).replace('.0', '')}M`;
}

/** Milliseconds without their unit: `0`, `3.2`, `210`, `1,204`; `<0.1`. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 0.05) return '<0.1';
  return milliseconds < 9.95
    ? oneDecimal(milliseconds).replace(/\.0$/, '')
    : formatCount(Math.round(milliseconds));
}

/** A coordinate of a latent or a norm: `−0.42`, `11.3`. */
export const formatValue = (value: number): string =>
  format(Math.abs(value) >= 9.995 ? '.1f' : '.2f')(value);

/** Bits or bytes on an axis: `0`, `500`, `688k`, `1.4M`. */
export function formatShort(value: number): string {
  return value < 1000 ? formatCount(Math.round(value)) : format('.3~s')(value);
}

/** e^H of an entropy in nats, how many equally likely tokens are as uncertain: `1.02`, `5.60`, `23`. */
export function formatHypotheses(nats: number): string {
  const tokens = Math.exp(nats);
  return tokens < 9.995 ? twoDecimals(tokens) : formatCount(Math.round(tokens));
}

/** The width of a text in letters: a Chinese character is as wide as two. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (const character of text) letters += character >= '\u2e80' ? 2 : 1;
  return letters;
}

/** At most so many characters; where some are left out, the last is an ellipsis. */
export function shorten(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}

/** The text in at most `lines` lines of so many letters, cut at spaces; an ellipsis for what is left out. */
export function wrapText(text: string, letters: number, lines: number): string[] {
  // Between Chinese characters a line may end anywhere.
  const pieces = text.match(/[\u2e80-\uffff][，。）]?|[^\s\u2e80-\uffff]+[，。）]?|\s+/g) ?? [];
  const wrapped: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line.trim() !== '' && lettersOf((line + piece).trimEnd()) > letters) {
      wrapped.push(line.trim());
      line = '';
    }
    line += piece;
  }
  if (line.trim() !== '') wrapped.push(line.trim());
  const kept = wrapped.slice(0, lines);
  if (wrapped.length > lines) kept[lines - 1] = `${kept.at(-1)} ${wrapped[lines]}`;
  return kept.map((one) => {
    let characters = one.length;
    while (lettersOf(shorten(one, characters)) > letters && characters > 1) characters -= 1;
    return shorten(one, characters);
  });
}
