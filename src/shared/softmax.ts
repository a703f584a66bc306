/** Probabilities of logits `[vocabulary]` at a temperature above 0, computed in double precision. */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  const probabilities = new Float64Array(logits.length);
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i] as number);
  let total = 0;
  for (let i = 0; i < logits.length; i++) {
    const weight = Math.exp(((logits[i] as number) - largest) / temperature);
    probabilities[i] = weight;
    total += weight;
  }
  for (let i = 0; i < logits.length; i++) probabilities[i] = (probabilities[i] as number) / total;
  return probabilities;
}

/** Entropy of a distribution in nats. */
export function entropy(probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i] as number;
    if (p > 0) sum -= p * Math.log(p);
  }
  return sum;
}

/** The index of the largest value; of equal values the first. */
export function largestIndex(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

/** Indices of the `count` largest values, largest first; of equal values the first index wins. */
export function topIndices(values: ArrayLike<number>, count: number): number[] {
  const best: number[] = [];
  const at = (index: number | undefined): number => values[index as number] as number;
  // Most values are none of these.
  let least = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    if (best.length === count && (values[i] as number) <= least) continue;
    let place = best.length;
    while (place > 0 && at(i) > at(best[place - 1])) place--;
    best.splice(place, 0, i);
    if (best.length > count) best.pop();
    least = at(best.at(-1));
  }
  return best;
}
