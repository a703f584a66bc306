/**
 * Tables 1 and 3 of the Interlat paper (arXiv 2511.09149) in full: ALFWorld success in %, and seconds of
 * communication. Other models, games and plans than ours: they stand beside the planner view alone,
 * which is the paper's experiment. By the part of a condition's id behind its view.
 */

export const PAPER_PAIRS = ['Qwen2.5-7B', 'Qwen2.5-0.5B', 'LLaMA3.1-8B'] as const;

export interface PaperRate {
  readonly seen: number | null;
  readonly unseen: number | null;
}

type Pair = readonly [seen: number, unseen: number] | null;

/** Table 1: a pair for each of PAPER_PAIRS, null where the paper has none. */
const TABLE_1: Readonly<Record<string, readonly [Pair, Pair, Pair]>> = {
  latent: [
    [70.48, 65.42],
    [61.19, 57.46],
    [70.71, 70.9],
  ],
  text: [
    [64.29, 62.44],
    [54.52, 47.26],
    [62.86, 60.82],
  ],
  none: [
    [62.14, 62.19],
    [50.48, 44.03],
    [63.57, 58.4],
  ],
  'cot-full': [
    [67.14, 64.93],
    [57.86, 50.75],
    [69.35, 70.82],
  ],
  'no-cot': [
    [65.71, 62.69],
    [57.14, 50.25],
    [67.18, 70.34],
  ],
  'cross-task': [[61.43, 61.94], [53.57, 47.01], null],
  'cov-noise-0.5-message': [[64.29, 60.95], [53.33, 46.77], null],
  'cov-noise-1.0-message': [[63.81, 63.68], [53.1, 44.53], null],
  'white-noise-1': [[61.9, 61.19], [57.38, 57.21], null],
  'cov-gauss-0mu-message': [[60, 61.94], [13.81, 13.18], null],
  'cov-gauss-mu-message': [[65.71, 64.93], [44.52, 34.33], null],
  'random-rot-message': [[57.86, 63.68], [59.05, 51.99], null],
};

/** Rows of table 1 that no condition here measures: agents trained on other inputs. */
export const PAPER_ONLY = ['cot-full', 'no-cot'] as const;

/** Of each of PAPER_PAIRS; null where table 1 has no such row. */
export function paperTable1(message: string): readonly PaperRate[] | null {
  const found = TABLE_1[message];
  return found === undefined
    ? null
    : found.map((pair) => ({ seen: pair?.[0] ?? null, unseen: pair?.[1] ?? null }));
}

export interface PaperCompression extends PaperRate {
  /** Of communication; null where the paper does not say. */
  readonly seconds: number | null;
}

/** Table 3, Qwen2.5-7B. */
export const PAPER_COMPRESSION_MODEL = PAPER_PAIRS[0];

const TRUNCATED: Readonly<Record<string, number>> = {
  '0.9': 68.57,
  '0.8': 68.1,
  '0.7': 67.14,
  '0.6': 66.43,
  '0.5': 72.14,
  '0.4': 66.9,
  '0.3': 65.95,
  '0.2': 67.86,
  '0.1': 67.86,
  '0.05': 64.29,
};

const TRAINED: Readonly<Record<number, readonly [seen: number, unseen: number, seconds: number]>> =
  {
    128: [68.1, 62.94, 2.25],
    64: [67.14, 61.94, 1.16],
    32: [66.9, 61.94, 0.6],
    16: [66.43, 61.69, 0.33],
    8: [66.43, 60.45, 0.2],
  };

const UNTRAINED: Readonly<Record<number, readonly [seen: number, seconds: number]>> = {
  128: [64.55, 3.55],
  64: [66.23, 1.83],
  32: [63.57, 1.03],
  16: [64.29, 0.62],
  8: [64, 0.39],
};

/** Null where table 3 has no such row. `latent` is its 100%, `none` its 0%. */
export function paperTable3(message: string): PaperCompression | null {
  if (message === 'latent') return { seen: 70.48, unseen: 65.42, seconds: 9.19 };
  if (message === 'none') return { seen: 62.14, unseen: 62.19, seconds: null };
  const [, kind = '', size = ''] = /^(k|untrained-|truncated-)([\d.]+)$/.exec(message) ?? [];
  if (kind === 'truncated-') {
    const seen = TRUNCATED[size];
    return seen === undefined ? null : { seen, unseen: null, seconds: null };
  }
  if (kind === 'k') {
    const found = TRAINED[Number(size)];
    return found ? { seen: found[0], unseen: found[1], seconds: found[2] } : null;
  }
  const found = kind === 'untrained-' ? UNTRAINED[Number(size)] : undefined;
  return found ? { seen: found[0], unseen: null, seconds: found[1] } : null;
}
