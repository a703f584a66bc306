/** `npm run benchmark`: the rows of the Device page's benchmark, the peers beside them, and the aims. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Models } from '../lab/models';
import { measureDecoding, measureSpeed, POSITIONS, TOKENS } from '../lab/speed';
import { BATCHES, type PlacedSpeed } from '../lab/speed-report';
import { speedGroups, speedMarkdown } from '../lab/speed-table';
import { watchMemory } from '../runtime/memory-watch';
import { loadNodeModels } from '../runtime/node/node-models';
import { middle } from '../shared/averages';
import { CardSchema } from '../shared/card';
import { speed as words } from '../words/english/speed';
import { findPython } from './batch-speed';
import {
  cpuTime,
  measurePyTorch,
  measureTransformersJs,
  type PeerSpeeds,
  peerTable,
} from './peer-speed';
import { aimsOf, aimsTable, type CardSuccess, messageTable } from './speed-aims';
import { countStepsOnWebgpu, type StepCounts, stepCountsTable } from './webgpu-counts';

/** Rounds, some hundred steps. */
const WARM = 12;
const HASH_DIGITS = 8;
const BYTES_PER_KILOBYTE = 1024;

export interface TierBenchmarkOptions {
  readonly models: string;
  readonly rounds: number;
  /** Whether a Chromium is opened to count what is asked of WebGPU. */
  readonly webgpu: boolean;
  readonly json: boolean;
}

/** The report, as Markdown or JSON. Peers that cannot be run here are named. */
export async function benchmarkTier(options: TierBenchmarkOptions): Promise<string> {
  const { models: folder, rounds, json } = options;
  const before = loadavg()[0] ?? 0;
  const { speed, ours, tier, hash, shared } = await measureHere(folder, rounds);
  const work = { positions: ours.positions, tokens: TOKENS, rounds, batches: BATCHES };
  const python = findPython();
  const missing: string[] = [];
  let transformersJs: PeerSpeeds | null = null;
  if (python && shared) transformersJs = await measureTransformersJs(python, folder, work);
  else missing.push('transformers.js (it needs .venv, and a tier with one tokenizer)');
  const run = join('models/checkpoints', tier);
  let pytorch: PeerSpeeds | null = null;
  if (python && existsSync(join(run, 'actor.pt'))) pytorch = measurePyTorch(python, run, work);
  else missing.push(`PyTorch (it needs .venv and ${run})`);
  let webgpu: StepCounts | null = null;
  if (!options.webgpu) missing.push('what is asked of WebGPU (--no-webgpu)');
  else if (!python || !shared) missing.push('what is asked of WebGPU (as transformers.js)');
  else {
    const counted = await countStepsOnWebgpu(python, folder);
    if (typeof counted === 'string') missing.push(`what is asked of WebGPU (${counted})`);
    else webgpu = counted;
  }
  const card = await readSuccess(folder);
  const aims = aimsOf({ speed, ours, transformersJs, webgpu, card });
  const peers = [transformersJs, pytorch].filter((peer) => peer !== null);
  const date = new Date().toISOString().slice(0, 10);
  const loads = `load of the machine ${before.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  if (json) {
    const report = { folder, tier, hash, date, speed, ours, peers, webgpu, card, aims, missing };
    return JSON.stringify(report, null, 2);
  }
  const where = words.measuredOn(tier, hash, words.wasm, `Node ${process.version}`, date);
  return [
    speedMarkdown(
      [...where, loads, 'all times but loading are processor time'],
      speedGroups(speed, words.table),
      words.table,
    ),
    `${work.positions} positions read, ${TOKENS} tokens written greedily by each sequence; middle of ${rounds} rounds`,
    '',
    ...peerTable(ours, peers),
    '',
    ...(webgpu ? [...stepCountsTable(webgpu), ''] : []),
    'Messages of one game, processor time; the prompt gives the first latent, so K takes K - 1 steps after it',
    '',
    ...messageTable(speed, card),
    '',
    ...aimsTable(aims),
    '',
    ...missing.map((name) => `Not measured here: ${name}.`),
  ].join('\n');
}

interface Here {
  readonly speed: PlacedSpeed;
  readonly ours: PeerSpeeds & { readonly positions: number };
  readonly tier: string;
  readonly hash: string;
  /** Whether both agents share a tokenizer. */
  readonly shared: boolean;
}

/** This runtime, in this process; its models are let go before others run. */
async function measureHere(folder: string, rounds: number): Promise<Here> {
  const watched = watchMemory();
  const start = performance.now();
  const models = await loadNodeModels(folder);
  const load = performance.now() - start;
  const work = { signal: new AbortController().signal, now: cpuTime };
  // The engine compiles the runtime better while it runs, in processor time that is counted too: peers warm up alike.
  for (let warm = 0; warm < WARM; warm++) await measureDecoding(models.actor, 1, work);
  const report = await measureSpeed(models, work);
  const ours = await measureOurs(models, rounds);
  const memory = {
    // In kilobytes.
    process: process.resourceUsage().maxRSS * BYTES_PER_KILOBYTE,
    wasm: watched.wasm(),
    gpu: null,
    page: null,
  };
  const bounds = (await models.bounds?.(work)) ?? null;
  const speed: PlacedSpeed = { ...report, device: 'wasm', load, gpu: null, bounds, memory };
  const { tier } = models.manifest;
  const hash = (models.hashes.sender ?? '').slice(0, HASH_DIGITS);
  const shared = models.actorTokenizer === models.senderTokenizer;
  await models.release();
  return { speed, ours, tier, hash, shared };
}

/** Per second of processor time, as the peers are measured. */
async function measureOurs(models: Models, rounds: number): Promise<Here['ours']> {
  const work = { signal: new AbortController().signal, now: cpuTime };
  const speeds: PeerSpeeds['speeds'] = [];
  let positions = POSITIONS;
  for (const batch of BATCHES) {
    const measured: Awaited<ReturnType<typeof measureDecoding>>[] = [];
    for (let warm = 0; warm < 2; warm++) await measureDecoding(models.actor, batch, work);
    for (let round = 0; round < rounds; round++) {
      measured.push(await measureDecoding(models.actor, batch, work));
    }
    const read = middle(measured.map((one) => one.read.milliseconds));
    positions = measured[0]?.read.positions ?? positions;
    // Equal prompts are read once: what is told is the reading of one.
    speeds.push({
      batch,
      prefill: (positions * 1e3) / read,
      decode: middle(measured.map((one) => one.perSecond)),
    });
  }
  return { name: 'this runtime, WASM, one thread', speeds, positions };
}

/** What the tier's card says of messages, by condition; nothing where it has no card. */
async function readSuccess(folder: string): Promise<CardSuccess> {
  const path = join(folder, 'card.json');
  if (!existsSync(path)) return {};
  const { rows } = v.parse(CardSchema, JSON.parse(await readFile(path, 'utf8')));
  return Object.fromEntries(
    rows
      .filter(({ view, split }) => view === 'uncertain' && split === 'unseen')
      .flatMap(({ condition, games, success20 }) =>
        success20 === null ? [] : [[condition, { games, rate: success20 }]],
      ),
  );
}
