/** How far messages lie from each other in all their dimensions, not only in the two that a map shows. */
import { median } from 'd3-array';

/** The mean row of `[rows, dim]` less the corpus' mean `[dim]`; null where the widths differ. */
export function centredMean(
  latents: Float32Array,
  dim: number,
  mean: Float32Array,
): Float32Array | null {
  const rows = dim === 0 ? 0 : Math.floor(latents.length / dim);
  if (rows === 0 || mean.length !== dim) return null;
  const sums = new Float64Array(dim);
  for (let at = 0; at < rows * dim; at++) {
    const column = at % dim;
    sums[column] = (sums[column] ?? 0) + (latents[at] ?? 0);
  }
  return Float32Array.from(sums, (sum, column) => sum / rows - (mean[column] ?? 0));
}

/**
 * 1 − cos of the angle between `[dim]` vectors: 0 the same direction, 1 at right angles, 2 opposite.
 * Null where one is 0 or their widths differ.
 */
export function cosineDistance(one: Float32Array, other: Float32Array): number | null {
  if (one.length !== other.length) return null;
  let [dot, ones, others] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    const [a = 0, b = 0] = [one[i], other[i]];
    dot += a * b;
    ones += a * a;
    others += b * b;
  }
  return ones === 0 || others === 0 ? null : 1 - dot / Math.sqrt(ones * others);
}

/**
 * The share of pairs in which the first's distance is the smaller one, ties by half: the area under the
 * ROC curve (Mann and Whitney 1947). Null without pairs.
 */
export function shareOfPairsNearer(
  first: readonly number[],
  second: readonly number[],
): number | null {
  if (first.length === 0 || second.length === 0) return null;
  let nearer = 0;
  for (const a of first) for (const b of second) nearer += a < b ? 1 : a === b ? 0.5 : 0;
  return nearer / (first.length * second.length);
}

/** The share of distances below this one; null without any. */
export function shareBelow(distances: readonly number[], distance: number): number | null {
  if (distances.length === 0) return null;
  return distances.filter((one) => one < distance).length / distances.length;
}

/** Messages of other games. */
export interface OtherMessage {
  readonly game: string;
  readonly task: string;
  /** Centred mean, `[dim]`; null in files written before distances were measured. */
  readonly vector: Float32Array | null;
}

export interface TypeDistances {
  readonly task: string;
  /** Ascending. */
  readonly distances: readonly number[];
  /** The games of these messages, in the order of `distances`. */
  readonly games: readonly string[];
  readonly median: number;
}

/** Distances from a message to those of other games, by task type; the message's own game is left out. */
export function distancesByType(
  from: Float32Array,
  others: readonly OtherMessage[],
  ownGame: string,
): TypeDistances[] {
  const tasks = [...new Set(others.map(({ task }) => task))].toSorted();
  return tasks.flatMap((task): TypeDistances[] => {
    const found = others
      .flatMap(({ game, vector, task: of }) => {
        const distance =
          of === task && game !== ownGame && vector !== null && cosineDistance(from, vector);
        return typeof distance === 'number' ? [{ game, distance }] : [];
      })
      .toSorted((a, b) => a.distance - b.distance);
    const distances = found.map(({ distance }) => distance);
    const games = found.map(({ game }) => game);
    const middle = median(distances);
    return middle === undefined ? [] : [{ task, distances, games, median: middle }];
  });
}
