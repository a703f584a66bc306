/** What a decode step asks of WebGPU, by this runtime and by transformers.js, counted in a real Chromium. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { withIntegerProducts } from '../runtime/integer-products';
import { exportPeer } from './peer-speed';

const Counts = v.object({
  dispatches: v.number(),
  submits: v.number(),
  buffersCreated: v.number(),
  bytesRead: v.number(),
});
const StepCountsSchema = v.object({
  /** As the browser describes it. */
  adapter: v.string(),
  /** Of transformers.js. */
  version: v.string(),
  ours: Counts,
  peer: Counts,
});
export type StepCounts = v.InferOutput<typeof StepCountsSchema>;

/** The counts, or why there are none here. The peer gets its own best: products of integers, as ours. */
export function countStepsOnWebgpu(python: string, models: string): Promise<StepCounts | string> {
  return exportPeer(python, models, async (folder) => {
    const graph = join(folder, 'onnx/model.onnx');
    await writeFile(graph, withIntegerProducts(await readFile(graph)));
    const program = ['--import', 'tsx', 'tools/count-webgpu.ts', models, folder];
    const text = execFileSync(process.execPath, program, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const last: unknown = JSON.parse(text.trim().split('\n').at(-1) ?? '');
    return v.parse(v.union([v.string(), StepCountsSchema]), last);
  });
}

/** As Markdown. */
export function stepCountsTable({ adapter, version, ours, peer }: StepCounts): string[] {
  const shown = (value: number): string =>
    Number.isInteger(value) ? `${value}` : value.toFixed(2);
  const line = (what: string, key: keyof StepCounts['ours']): string => {
    const ratio = ours[key] > 0 ? (peer[key] / ours[key]).toFixed(2) : '';
    return `| ${[what, shown(ours[key]), shown(peer[key]), ratio].join(' | ')} |`;
  };
  return [
    `WebGPU in Chromium on ${adapter}, one sequence, each decode step: counts alone, since times of a software adapter are no GPU’s`,
    '',
    `| | this runtime | transformers.js ${version} generate(), the same 8-bit weights | that / this |`,
    '|---|---|---|---|',
    line('dispatches', 'dispatches'),
    line('queue submits', 'submits'),
    line('buffers created', 'buffersCreated'),
    line('bytes read back', 'bytesRead'),
  ];
}
