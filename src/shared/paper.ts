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
