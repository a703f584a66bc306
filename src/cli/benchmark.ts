import { availableParallelism, loadavg } from 'node:os';
import { loadNodeModels } from '../runtime/node/node-models';
import { type BatchSpeed, batchTable, findPython, measureLab, measurePeer } from './batch-speed';
import { runProgram } from './command-line';
import { type DecodeSpeed, type DecodeWork, measureDecoding, middle } from './decode-speed';
import { readOptions, readWholeNumber } from './options';
import { benchmarkTier } from './tier-benchmark';

const BATCHES = [1, 8, 32] as const;

const USAGE = `Measures how fast a tier's actor decodes on WASM in Node, alone and in batches; with --batch, how fast
whole episodes are played, beside PyTorch and transformers on one core (.venv, models/checkpoints/tiny).

npm run -s benchmark -- [options]
  --models DIR     default public/models/tiny
  --positions N    of the longest sequence before it writes; default 400
  --tokens N       that each sequence writes; default 48
  --rounds N       of which the middle one counts; default 5
  --tier           every row of the Device page's benchmark, transformers.js and PyTorch beside it, what both
                   ask of WebGPU in a Chromium, and the aims
  --no-webgpu      with --tier: opens no Chromium
  --batch          episodes of a batch, in place of decoding alone
  --games N        of the batch, each in three conditions; default 32
  --workers N      processes of the row with several; default one a core, at most 4
  --json           the report as JSON`;

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

/** `npm run -s benchmark`: see `USAGE`. */
async function benchmark(args: readonly string[]): Promise<void> {
  const { values, flags } = readOptions(
    args,
    ['models', 'positions', 'tokens', 'rounds', 'games', 'workers'],
    ['json', 'batch', 'tier', 'no-webgpu', 'help'],
  );
  if (flags.has('help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const folder = values.models ?? 'public/models/tiny';
  if (flags.has('batch')) {
    const games = readWholeNumber('games', values.games ?? '32', 2, 100_000);
    const cores = `${Math.min(availableParallelism(), 4)}`;
    const workers = readWholeNumber('workers', values.workers ?? cores, 1, 64);
    await benchmarkBatch(folder, games, workers, flags.has('json'));
    return;
  }
  const rounds = readWholeNumber('rounds', values.rounds ?? '5', 1, 100);
  if (flags.has('tier')) {
    const webgpu = !flags.has('no-webgpu');
    const options = { models: folder, rounds, webgpu, json: flags.has('json') };
    process.stdout.write(`${await benchmarkTier(options)}\n`);
    return;
  }
  const models = await loadNodeModels(folder);
  const { vocabulary, context } = models.manifest.decoders.actor;
  const tokens = readWholeNumber('tokens', values.tokens ?? '48', 1, context - 1);
  const most = context - tokens;
  const positions = readWholeNumber('positions', values.positions ?? '400', 1, most);
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
    batches: [...measured.values()].map(middle),
  };
  const text = flags.has('json') ? JSON.stringify(report, null, 2) : table(report);
  process.stdout.write(`${text}\n`);
}

/** Whole episodes, at every batch size by this program and by its peer, one after the other. */
async function benchmarkBatch(
  models: string,
  games: number,
  workers: number,
  json: boolean,
): Promise<void> {
  const python = findPython();
  const before = loadavg()[0] ?? 0;
  const speeds: BatchSpeed[] = [];
  for (const concurrency of BATCHES) {
    speeds.push(await measureLab(models, games, concurrency, 1));
    if (workers > 1) speeds.push(await measureLab(models, games, concurrency, workers));
    if (python !== null) speeds.push(await measurePeer(python, games, concurrency));
  }
  const after = loadavg()[0] ?? 0;
  const date = new Date().toISOString().slice(0, 10);
  const lines = [
    `${models}, ${games} games x 3 conditions (none, text, latent; uncertain, 20 steps); Node ${process.version}; ${date}; load of the machine ${before.toFixed(1)} before, ${after.toFixed(1)} after`,
    ...(python === null ? ['No .venv here: PyTorch was not measured.'] : []),
    '',
    ...batchTable(speeds),
  ];
  const text = json ? JSON.stringify({ models, games, date, speeds }, null, 2) : lines.join('\n');
  process.stdout.write(`${text}\n`);
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

await runProgram(() => benchmark(process.argv.slice(2)));
