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

/** The same of logits at temperature 1, in one go: ln Σ wᵢ − Σ wᵢ (lᵢ − max) / Σ wᵢ, with wᵢ = exp(lᵢ − max). */
export function entropyOfLogits(logits: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) {
    if ((logits[i] as number) > largest) largest = logits[i] as number;
  }
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < logits.length; i++) {
    const below = (logits[i] as number) - largest;
    const weight = Math.exp(below);
    if (weight === 0) continue;
    total += weight;
    weighted += weight * below;
  }
  return Math.log(total) - weighted / total;
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
  for (let i = 0; i < values.length; i++) {
    if (best.length === count && at(i) <= at(best[count - 1])) continue;
    let place = best.length;
    while (place > 0 && at(i) > at(best[place - 1])) place--;
    best.splice(place, 0, i);
    if (best.length > count) best.pop();
  }
  return best;
}

/** Closer top logits than this may be ordered differently by another backend (design.md, section 5). */
const NEAR_TIE = 1e-3;

/** Whether the two largest logits are closer than `NEAR_TIE`. */
export function isNearTie(logits: ArrayLike<number>): boolean {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) {
    const value = logits[i] as number;
    if (value <= second) continue;
    if (value > first) [first, second] = [value, first];
    else second = value;
  }
  return first - second < NEAR_TIE;
}
