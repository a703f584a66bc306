import tables from './paper.json' with { type: 'json' };

/**
 * Success rates of ALFWorld in the Interlat paper (arXiv 2511.09149, tables 1 and 3), in %, by the
 * conditions of our evaluation. Models, tasks and plans differ from ours: they stand beside the planner
 * view alone, which is the paper's experiment.
 */
interface PaperFigures {
  readonly seen: number | null;
  readonly unseen: number | null;
}

export const PAPER_MODELS = ['Qwen2.5-7B', 'Qwen2.5-0.5B'] as const;

type Pair = readonly [seen: number | null, unseen: number | null];

/** By condition, a pair for each of PAPER_MODELS; models/write_card.py reads the same file. */
const TABLES = tables as unknown as Readonly<Record<string, readonly Pair[]>>;

/** Of each of PAPER_MODELS; null where the paper has no such condition. */
export function paperFigures(condition: string): PaperFigures[] | null {
  const found = TABLES[condition];
  return found === undefined ? null : found.map(([seen, unseen]) => ({ seen, unseen }));
}

/**
 * Seconds that communication takes there (table 3, Qwen2.5-7B). Its 24 times is 9.19 / 0.39, its 46
 * times 9.19 / 0.20.
 */
export const PAPER_LATENCY = {
  model: 'Qwen2.5-7B',
  full: 9.19,
  untrained: { 128: 3.55, 64: 1.83, 32: 1.03, 16: 0.62, 8: 0.39 },
  trained: { 128: 2.25, 64: 1.16, 32: 0.6, 16: 0.33, 8: 0.2 },
} as const;
