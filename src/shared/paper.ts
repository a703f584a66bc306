/**
 * Success rates of ALFWorld in the Interlat paper (arXiv 2511.09149, tables 1 and 3), in %, by the
 * conditions of our evaluation. Models, tasks and plans differ from ours: they stand beside the planner
 * view alone, which is the paper's experiment.
 */
export interface PaperFigures {
  readonly seen: number | null;
  readonly unseen: number | null;
}

export const PAPER_MODELS = ['Qwen2.5-7B', 'Qwen2.5-0.5B'] as const;

type Pair = readonly [seen: number | null, unseen: number | null];
const NOTHING: Pair = [null, null];

const TABLES: Readonly<Record<string, readonly [large: Pair, small: Pair]>> = {
  none: [
    [62.14, 62.19],
    [50.48, 44.03],
  ],
  text: [
    [64.29, 62.44],
    [54.52, 47.26],
  ],
  'thought-own': [
    [67.14, 64.93],
    [57.86, 50.75],
  ],
  latent: [
    [70.48, 65.42],
    [61.19, 57.46],
  ],
  k64: [[67.14, 61.94], NOTHING],
  k32: [[66.9, 61.94], NOTHING],
  k16: [[66.43, 61.69], NOTHING],
  k8: [[66.43, 60.45], NOTHING],
  'untrained-8': [[64.0, null], NOTHING],
  'truncated-0.5': [[72.14, null], NOTHING],
  'truncated-0.1': [[67.86, null], NOTHING],
  'cross-task': [
    [61.43, 61.94],
    [53.57, 47.01],
  ],
  'cov-noise-0.5-message': [
    [64.29, 60.95],
    [53.33, 46.77],
  ],
  'cov-noise-1.0-message': [
    [63.81, 63.68],
    [53.1, 44.53],
  ],
  'white-noise-1': [
    [61.9, 61.19],
    [57.38, 57.21],
  ],
  'cov-gauss-0mu-message': [
    [60.0, 61.94],
    [13.81, 13.18],
  ],
  'cov-gauss-mu-message': [
    [65.71, 64.93],
    [44.52, 34.33],
  ],
  'random-rot-message': [
    [57.86, 63.68],
    [59.05, 51.99],
  ],
};

/** Of each of PAPER_MODELS; null where the paper has no such condition. */
export function paperFigures(condition: string): PaperFigures[] | null {
  const found = TABLES[condition];
  return found === undefined ? null : found.map(([seen, unseen]) => ({ seen, unseen }));
}
