import { availableParallelism, loadavg } from 'node:os';
import { BATCHES } from '../lab/speed-report';
import { type BatchSpeed, batchTable, findPython, measureLab, measurePeer } from './batch-speed';
import { runProgram } from './command-line';
import { benchmarkDecoding } from './decode-benchmark';
import { badArgument, readOptions, readWholeNumber } from './options';
import { benchmarkTier } from './tier-benchmark';

const USAGE = `Measures how fast a tier is, beside transformers.js on the same weights and PyTorch with transformers (.venv,
models/checkpoints/tiny).

npm run -s benchmark -- [options]
  --only PARTS     some of: tier, episodes, decode; default tier,episodes
      tier         every row of the Device page's benchmark on WASM in Node, the peers at batch 1, 8 and 32, what
                   all ask of WebGPU in a Chromium, and the aims
      episodes     whole episodes of a batch at 1, 8 and 32 games at once, and the peer on one core
      decode       the actor alone, sequences of unlike lengths
  --models DIR     default public/models/tiny
  --rounds N       of which the middle one counts; default 5
  --no-webgpu      opens no Chromium
  --games N        of the episodes, each in three conditions; default 32
  --workers N      processes of the row with several; default one a core, at most 4
  --positions N    of the longest sequence before it writes, decode; default 400
  --tokens N       that each sequence writes, decode; default 48
  --json           a report a part, as JSON`;

const PARTS = ['tier', 'episodes', 'decode'] as const;

/** `npm run -s benchmark`: see `USAGE`. */
async function benchmark(args: readonly string[]): Promise<void> {
  const { values, flags } = readOptions(
    args,
    ['only', 'models', 'positions', 'tokens', 'rounds', 'games', 'workers'],
    ['json', 'no-webgpu', 'help'],
  );
  if (flags.has('help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const parts = (values.only ?? 'tier,episodes').split(',');
  const unknown = parts.find((part) => !PARTS.some((one) => one === part));
  if (unknown !== undefined)
    throw badArgument(`There is no part “${unknown}”. The parts are ${PARTS.join(', ')}.`);
  const models = values.models ?? 'public/models/tiny';
  const json = flags.has('json');
  const rounds = readWholeNumber('rounds', values.rounds ?? '5', 1, 100);
  const games = readWholeNumber('games', values.games ?? '32', 2, 100_000);
  const cores = `${Math.min(availableParallelism(), 4)}`;
  const workers = readWholeNumber('workers', values.workers ?? cores, 1, 64);
  const { positions, tokens } = values;
  const measure: Readonly<Record<(typeof PARTS)[number], () => Promise<string>>> = {
    tier: () => benchmarkTier({ models, rounds, webgpu: !flags.has('no-webgpu'), json }),
    episodes: () => benchmarkEpisodes(models, games, workers, json),
    decode: () => benchmarkDecoding({ models, rounds, positions, tokens, json }),
  };
  for (const part of PARTS) {
    if (parts.includes(part)) process.stdout.write(`${await measure[part]()}\n\n`);
  }
}

/** Whole episodes, at every batch size by this program and by its peer, one after the other. */
async function benchmarkEpisodes(
  models: string,
  games: number,
  workers: number,
  json: boolean,
): Promise<string> {
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
  return json ? JSON.stringify({ models, games, date, speeds }, null, 2) : lines.join('\n');
}

await runProgram(() => benchmark(process.argv.slice(2)));
