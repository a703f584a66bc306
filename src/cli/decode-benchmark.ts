/** `npm run benchmark -- --only decode`: the actor alone, sequences of unlike lengths in one ragged batch. */
import { loadavg } from 'node:os';
import { BATCHES } from '../lab/speed-report';
import { loadNodeModels } from '../runtime/node/node-models';
import { type DecodeSpeed, type DecodeWork, measureDecoding, middleSpeed } from './decode-speed';
import { readWholeNumber } from './options';

export interface DecodeBenchmarkOptions {
  readonly models: string;
  readonly rounds: number;
  /** As given, of the longest sequence before it writes. */
  readonly positions: string | undefined;
  /** As given, that each sequence writes. */
  readonly tokens: string | undefined;
  readonly json: boolean;
}

interface Report extends DecodeWork {
  readonly models: string;
  readonly backend: 'wasm in Node, 1 thread';
  readonly node: string;
  readonly date: string;
  readonly rounds: number;
  /** Processes that wanted a core in the last minute. */
  readonly loadAverage: { readonly before: number; readonly after: number };
  readonly batches: readonly DecodeSpeed[];
}

/** The report, as Markdown or JSON. Throws a LabError 'bad-argument' for numbers that the model does not hold. */
export async function benchmarkDecoding(options: DecodeBenchmarkOptions): Promise<string> {
  const { models: folder, rounds } = options;
  const models = await loadNodeModels(folder);
  const { vocabulary, context } = models.manifest.decoders.actor;
  const tokens = readWholeNumber('tokens', options.tokens ?? '48', 1, context - 1);
  const most = context - tokens;
  const positions = readWholeNumber('positions', options.positions ?? '400', 1, most);
  const before = loadavg()[0] ?? 0;
  const measure = (batch: number): Promise<DecodeSpeed> =>
    measureDecoding(models.actor, vocabulary, batch, { positions, tokens });
  // The engine compiles the runtime better while it runs: what counts comes after.
  for (const batch of [...BATCHES, ...BATCHES]) await measure(batch);
  const measured = new Map<number, DecodeSpeed[]>(BATCHES.map((batch) => [batch, []]));
  for (let round = 0; round < rounds; round++) {
    for (const batch of BATCHES) measured.get(batch)?.push(await measure(batch));
  }
  await models.release();
  const report: Report = {
    models: folder,
    backend: 'wasm in Node, 1 thread',
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    positions,
    tokens,
    rounds,
    loadAverage: { before, after: loadavg()[0] ?? 0 },
    batches: [...measured.values()].map(middleSpeed),
  };
  return options.json ? JSON.stringify(report, null, 2) : table(report);
}

/** As Markdown. */
function table(report: Report): string {
  const { models, backend, node, positions, tokens, rounds, loadAverage, batches } = report;
  const alone = batches[0];
  const line = ({ batch, decode, prefill }: DecodeSpeed): string => {
    const ratio = decode.perCpuSecond / (alone?.decode.perCpuSecond ?? Number.NaN);
    const figures = [decode.perCpuSecond, decode.perSecond, prefill.perCpuSecond];
    const cells = figures.map((figure) => figure.toFixed(0));
    return `| ${[batch, ratio.toFixed(2), ...cells].join(' | ')} |`;
  };
  const load = `${loadAverage.before.toFixed(1)} before, ${loadAverage.after.toFixed(1)} after`;
  return [
    `${models}, actor, ${backend} ${node}; ${positions} positions read, ${tokens} written; middle of ${rounds} rounds; load of the machine ${load}`,
    '',
    '| batch | decode, ratio to batch 1 | tokens per CPU second | tokens per second | prefill, positions per CPU second |',
    '|---|---|---|---|---|',
    ...batches.map(line),
  ].join('\n');
}
