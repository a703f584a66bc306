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
