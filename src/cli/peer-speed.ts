/** How fast others decode with the same weights, in the same run of the benchmark. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

const PeerSchema = v.object({
  name: v.string(),
  /** Per second of processor time: positions read, tokens written. */
  speeds: v.array(v.object({ batch: v.number(), prefill: v.number(), decode: v.number() })),
});
export type PeerSpeeds = v.InferOutput<typeof PeerSchema>;

export interface PeerWork {
  readonly positions: number;
  readonly tokens: number;
  readonly rounds: number;
  readonly batches: readonly number[];
}

/** Processor time of this process, ms: steadier than the clock on a machine that does other work too. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/** Lends the tier's actor, exported by `python` to transformers.js's layout, as a folder for a time. */
export async function exportPeer<T>(
  python: string,
  models: string,
  use: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'peer-'));
  try {
    execFileSync(python, ['models/export_peer.py', '--models', models, '--out', folder]);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** transformers.js on the tier's actor, exported to its layout by `python`. */
export function measureTransformersJs(
  python: string,
  models: string,
  { positions, tokens, rounds, batches }: PeerWork,
): Promise<PeerSpeeds> {
  return exportPeer(python, models, (folder) => {
    const program = ['--import', 'tsx', 'src/cli/transformers-peer.ts'];
    const settings = [positions, tokens, rounds, ...batches].map(String);
    return answerOf(process.execPath, [...program, folder, ...settings]);
  });
}

/** PyTorch with transformers on the checkpoints of `run`. */
export function measurePyTorch(
  python: string,
  run: string,
  { positions, tokens, rounds, batches }: PeerWork,
): PeerSpeeds {
  return answerOf(python, [
    'models/measure_peer.py',
    ...['--run', run, '--positions', `${positions}`, '--tokens', `${tokens}`],
    ...['--rounds', `${rounds}`, '--batches', ...batches.map(String)],
  ]);
}

function answerOf(program: string, args: readonly string[]): PeerSpeeds {
  const text = execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const last = text.trim().split('\n').at(-1) ?? '';
  return v.parse(PeerSchema, JSON.parse(last));
}

type Speed = PeerSpeeds['speeds'][number];

/** The batch at which a program writes most tokens a second. */
export function bestOf({ speeds }: PeerSpeeds): Speed | undefined {
  return speeds.reduce<Speed | undefined>(
    (best, one) => (best === undefined || one.decode > best.decode ? one : best),
    undefined,
  );
}

/**
 * A row a program and batch, then one a program at the batch that is its own best; ratios are ours over
 * the peer's. As Markdown.
 */
export function peerTable(ours: PeerSpeeds, peers: readonly PeerSpeeds[]): string[] {
  const cell = (value: number): string => value.toFixed(0);
  const ratio = (own: number | undefined, other: number): string =>
    own === undefined ? '' : (own / other).toFixed(2);
  const ourBest = bestOf(ours);
  return [
    '| | batch | decode, tokens per CPU second | this / that | prefill, positions per CPU second | this / that |',
    '|---|---|---|---|---|---|',
    ...[ours, ...peers].flatMap((one) =>
      one.speeds.map((speed) => {
        const { batch, decode, prefill } = speed;
        const own = one === ours ? undefined : ours.speeds.find((other) => other.batch === batch);
        const cells = [
          one.name,
          speed === bestOf(one) ? `${batch}, its best` : `${batch}`,
          cell(decode),
          ratio(own?.decode, decode),
          cell(prefill),
          ratio(own?.prefill, prefill),
        ];
        return `| ${cells.join(' | ')} |`;
      }),
    ),
    '',
    '| each at its own best | batch | decode, tokens per CPU second | this / that |',
    '|---|---|---|---|',
    ...[ours, ...peers].flatMap((one) => {
      const best = bestOf(one);
      if (!best) return [];
      const own = one === ours ? undefined : ourBest?.decode;
      return [
        `| ${[one.name, `${best.batch}`, cell(best.decode), ratio(own, best.decode)].join(' | ')} |`,
      ];
    }),
  ];
}
