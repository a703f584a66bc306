/** Whole bytes that tell one token of a vocabulary from all others: 2 up to 65,536 tokens. At least 2. */
export function tokenBytes(vocabulary: number): number {
  return Math.max(2, Math.ceil(Math.log2(vocabulary) / 8));
}
