/** Which two messages the breadth of a batch is first shown of. */
import type { PointBreadth } from './batch-view';

/** Latent steps of the paper's figure. */
const PAPER_K = 8;

const kOf = ({ point }: PointBreadth): number => point.condition.message.k;

/** Of one kind, the one with so many latent steps, or else the first. */
function ofKind(
  measured: readonly PointBreadth[],
  kind: PointBreadth['paper'],
  k: number,
): PointBreadth | undefined {
  const all = measured.filter(({ paper }) => paper === kind);
  return all.find((one) => kOf(one) === k) ?? all[0];
}

/**
 * The ids of the paper's comparison, where it can be made: untrained steps, and as many trained ones
 * beside them, 8 where there are 8. Else undisturbed messages, else what there is.
 */
export function firstPair(
  measured: readonly PointBreadth[],
): [first: string | undefined, beside: string | undefined] {
  const plain = measured.filter(({ point }) => !point.disturbed);
  const trained = ofKind(plain, 'trained', PAPER_K);
  const others = plain.filter((one) => one !== trained);
  const first = trained ? (ofKind(others, 'untrained', kOf(trained)) ?? others[0]) : others[0];
  const beside = trained ?? others[1];
  if (first === undefined) return [(beside ?? measured[0])?.point.id, undefined];
  return [first.point.id, beside?.point.id];
}
