/**
 * The paper's median share of the likeliest word among the top-10 renormalised, latent steps 1 to 6
 * (arXiv 2511.09149): trained steps stay broad, untrained ones hold one word.
 */
export const PAPER_TOP_SHARE: Readonly<
  Record<'trained' | 'untrained', readonly [low: number, high: number]>
> = { trained: [0.13, 0.33], untrained: [1, 1] };
