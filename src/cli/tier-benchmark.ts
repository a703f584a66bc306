/** `npm run benchmark -- --tier`: the rows of the Device page's benchmark, and the peers beside them. */
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Models } from '../lab/models';
import { measureDecoding, measureSpeed, POSITIONS, TOKENS } from '../lab/speed';
import { BATCHES, type PlacedSpeed } from '../lab/speed-report';
import { speedMarkdown, speedRows } from '../lab/speed-table';
import { loadNodeModels } from '../runtime/node/node-models';
import { speed as words } from '../words/english/speed';
import {
  cpuTime,
  measurePyTorch,
  measureTransformersJs,
  middleOf,
  type PeerSpeeds,
  peerTable,
} from './peer-speed';

const PYTHON = '.venv/bin/python';
const HASH_DIGITS = 8;
const BYTES_PER_KILOBYTE = 1024;

export interface TierBenchmarkOptions {
  readonly models: string;
  readonly rounds: number;
  readonly json: boolean;
}

/** The report, as Markdown or JSON. Peers that cannot be run here are named. */
export async function benchmarkTier(options: TierBenchmarkOptions): Promise<string> {
  const { models: folder, rounds, json } = options;
  const before = loadavg()[0] ?? 0;
  const start = performance.now();
  const models = await loadNodeModels(folder);
  const load = performance.now() - start;
  const signal = new AbortController().signal;
  const report = await measureSpeed(models, { signal, now: () => performance.now() });
  const ours = await measureOurs(models, rounds);
  // Of the whole process, in kilobytes.
  const peakMemory = process.resourceUsage().maxRSS * BYTES_PER_KILOBYTE;
  const speed: PlacedSpeed = { ...report, load, gpu: null, peakMemory };
  const { tier } = models.manifest;
  const hash = (models.hashes.sender ?? '').slice(0, HASH_DIGITS);
  const shared = models.actorTokenizer === models.senderTokenizer;
  await models.release();
  const work = { positions: ours.positions, tokens: TOKENS, rounds, batches: BATCHES };
  const peers: PeerSpeeds[] = [];
  const missing: string[] = [];
  if (existsSync(PYTHON) && shared) peers.push(measureTransformersJs(PYTHON, folder, work));
  else missing.push('transformers.js (it needs .venv, and a tier with one tokenizer)');
  const run = join('models/checkpoints', tier);
  if (existsSync(PYTHON) && existsSync(join(run, 'actor.pt'))) {
    peers.push(measurePyTorch(PYTHON, run, work));
  } else missing.push(`PyTorch (it needs .venv and ${run})`);
  const date = new Date().toISOString().slice(0, 10);
  const loads = `load of the machine ${before.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  if (json)
    return JSON.stringify({ folder, tier, hash, date, speed, ours, peers, missing }, null, 2);
  const where = words.measuredOn(tier, hash, words.wasm, `Node ${process.version}`, date);
  return [
    speedMarkdown([...where, loads], speedRows(speed, words.table), words.table),
    `${work.positions} positions read, ${TOKENS} tokens written greedily by each sequence; middle of ${rounds} rounds`,
    '',
    ...peerTable(ours, peers),
    ...missing.map((name) => `Not measured here: ${name}.`),
  ].join('\n');
}

/** Per second of processor time, as the peers are measured. */
async function measureOurs(
  models: Models,
  rounds: number,
): Promise<PeerSpeeds & { positions: number }> {
  const work = { signal: new AbortController().signal, now: cpuTime };
  const speeds: PeerSpeeds['speeds'] = [];
  let positions = POSITIONS;
  for (const batch of BATCHES) {
    const measured: Awaited<ReturnType<typeof measureDecoding>>[] = [];
    for (let warm = 0; warm < 2; warm++) await measureDecoding(models.actor, batch, work);
    for (let round = 0; round < rounds; round++) {
      measured.push(await measureDecoding(models.actor, batch, work));
    }
    const read = middleOf(measured.map((one) => one.read.milliseconds));
    positions = measured[0]?.read.positions ?? positions;
    // Equal prompts are read once: what is told is the reading of one.
    speeds.push({
      batch,
      prefill: (positions * 1e3) / read,
      decode: middleOf(measured.map((one) => one.perSecond)),
    });
  }
  return { name: 'this runtime, WASM, one thread', speeds, positions };
}
