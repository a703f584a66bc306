/**
 * A peer of `npm run benchmark -- --only tier`, in a process of its own: transformers.js `generate()` on WASM.
 *
 *     tsx src/cli/transformers-peer.ts FOLDER POSITIONS TOKENS ROUNDS BATCH…
 *
 * FOLDER is what models/export_peer.py wrote; it is served on a free port, as transformers.js's web build reads
 * addresses only. Prints one JSON line.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lendRuntime } from '../runtime/node/lend-runtime';
import { middle } from '../shared/averages';
import { cpuTime, type PeerSpeeds } from './peer-speed';

type TransformersJs = typeof import('@huggingface/transformers');

const [folder = '', ...numbers] = process.argv.slice(2);
const [positions = 0, tokens = 0, rounds = 1, ...batches] = numbers.map(Number);

const settle = lendRuntime();
const web = resolve('node_modules/@huggingface/transformers/dist/transformers.web.js');
const { AutoModelForCausalLM, env, StoppingCriteria, StoppingCriteriaList, Tensor } = (await import(
  pathToFileURL(web).href
)) as TransformersJs;

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  readFile(resolve(folder, `.${path.replace(/^\/model/, '')}`)).then(
    (bytes) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    },
    () => response.writeHead(404).end(),
  );
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
env.allowLocalModels = false;
env.useBrowserCache = false;
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The server has no port.');
env.remoteHost = `http://127.0.0.1:${address.port}/`;
env.remotePathTemplate = '{model}/';
settle();

const model = await AutoModelForCausalLM.from_pretrained('model', {
  dtype: 'fp32',
  // It knows no devices of a runtime that it is given.
  device: 'auto',
  // Its own best: without it the 8-bit weights are unfolded anew in every step.
  session_options: { executionProviders: ['wasm'], extra: { session: { disable_quant_qdq: '1' } } },
});

/** Notes the processor time after the first token, and stops nothing. */
class FirstToken extends StoppingCriteria {
  at: number | null = null;

  override _call(rows: number[][]): boolean[] {
    this.at ??= cpuTime();
    return rows.map(() => false);
  }
}

/** Seconds until the first token, and from there to the end. */
async function measure(batch: number): Promise<{ read: number; write: number }> {
  const length = batch * positions;
  const ids = BigInt64Array.from({ length }, (_, i) => BigInt(7 + ((37 * (i % positions)) % 200)));
  const shape = [batch, positions];
  const first = new FirstToken();
  const stopping = new StoppingCriteriaList();
  stopping.push(first);
  const start = cpuTime();
  await model.generate({
    inputs: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', new BigInt64Array(length).fill(1n), shape),
    max_new_tokens: tokens + 1,
    do_sample: false,
    stopping_criteria: stopping,
  });
  const between = first.at ?? Number.NaN;
  return { read: (between - start) / 1e3, write: (cpuTime() - between) / 1e3 };
}

// The engine compiles the runtime better while it runs, as it has done for ours: some hundred steps.
for (let warm = 0; warm < 12; warm++) await measure(1);

const speeds: PeerSpeeds['speeds'][number][] = [];
for (const batch of batches) {
  for (let warm = 0; warm < 2; warm++) await measure(batch);
  const measured: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; round < rounds; round++) measured.push(await measure(batch));
  speeds.push({
    batch,
    prefill: (batch * positions) / middle(measured.map(({ read }) => read)),
    decode: (batch * tokens) / middle(measured.map(({ write }) => write)),
  });
}
const name = `transformers.js ${env.version} generate(), WASM, one thread, the same 8-bit weights`;
process.stdout.write(`${JSON.stringify({ name, speeds } satisfies PeerSpeeds)}\n`);
process.exit(0);
