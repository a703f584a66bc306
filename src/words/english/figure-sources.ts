/** What the definitions of figures have in common. */

/** Where a formula comes from. `file` computes it. */
export const here = (file: string): string => `Defined here (${file}).`;
export const paper = (what: string, file: string): string =>
  `The paper, arXiv 2511.09149: ${what}; computed in ${file}.`;
export const PAIRED =
  'Newcombe 1998, method 10; McNemar’s exact test, p = 2 Σ(i ≤ min) C(n, i) / 2ⁿ; Holm 1979';
