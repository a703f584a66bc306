/** Compression without training: which steps of a full message `[steps, dim]` are sent. */

/** K steps spread evenly: the middles of K equal parts of the message. All of them where K ≥ steps. */
export function keptSteps(steps: number, k: number): number[] {
  const count = Math.min(steps, k);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * steps) / count));
}

/** The first share of the message, rounded to whole steps; the ratio is from 0 to 1. */
export function truncatedSteps(steps: number, ratio: number): number[] {
  return Array.from({ length: Math.round(steps * ratio) }, (_, i) => i);
}
