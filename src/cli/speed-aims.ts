/** The aims of the benchmark (issue 7) beside what was measured. */
import type { MessageSpeed, SpeedReport } from '../lab/speed-report';
import type { PeerSpeeds } from './peer-speed';
import type { StepCounts } from './webgpu-counts';

/** Success in the tier's card, uncertain view, unseen scenes: by condition (`latent`, `k8`, …). */
export type CardSuccess = Readonly<
  Record<string, { readonly games: number; readonly rate: number }>
>;

/** Points of success that a shorter message may lose. */
const POINTS = 0.02;
const AT_BATCH_1 = 1.5;
const AT_BATCH_32 = 6;
const FEWER_BYTES = 3;
const SHARE_OF_TOKENS = 0.9;
const SHORTER = 24;

/** How many times as long the full message takes as this one, after the prompt; Infinity: it takes no step. */
export function generationRatio(full: MessageSpeed, one: MessageSpeed): number {
  return one.steps <= 1 ? Number.POSITIVE_INFINITY : full.generation / one.generation;
}

/** The longest trained message that is so much shorter to make and within the points of full; null: none is. */
export function longestWithin(
  { full, trained }: Pick<SpeedReport, 'full' | 'trained'>,
  card: CardSuccess,
): MessageSpeed | null {
  const whole = card.latent;
  if (!whole) return null;
  const fitting = trained.filter((one) => {
    const own = card[`k${one.steps}`];
    return (
      own !== undefined &&
      own.rate >= whole.rate - POINTS - 1e-9 &&
      generationRatio(full, one) >= SHORTER
    );
  });
  return fitting.toSorted((a, b) => a.steps - b.steps).at(-1) ?? null;
}

const times = (value: number): string =>
  Number.isFinite(value) ? `${value.toFixed(2)} times` : 'no step';

/** A row a length of message: times, ratios, and the card's success. As Markdown. */
export function messageTable(
  { full, trained }: Pick<SpeedReport, 'full' | 'trained'>,
  card: CardSuccess,
): string[] {
  const line = (name: string, condition: string, one: MessageSpeed): string => {
    const success = card[condition];
    const points = success && card.latent && 100 * (success.rate - card.latent.rate);
    const cells = [
      name,
      one.generation.toFixed(2),
      times(generationRatio(full, one)),
      (full.steps / one.steps).toFixed(1),
      one.milliseconds.toFixed(1),
      times(full.milliseconds / one.milliseconds),
      success ? `${(100 * success.rate).toFixed(1)} (${success.games} games)` : 'not in the card',
      points === undefined ? '' : points.toFixed(1),
    ];
    return `| ${cells.join(' | ')} |`;
  };
  return [
    '| message | generation after the prompt, ms | full / this | tokens / K | with the prompt, ms | full / this | success %, uncertain, unseen | points to full |',
    '|---|---|---|---|---|---|---|---|',
    line(`full, ${full.steps} tokens`, 'latent', full),
    ...trained.map((one) => line(`K = ${one.steps}`, `k${one.steps}`, one)),
  ];
}

export interface AimsMeasured {
  readonly speed: Pick<SpeedReport, 'full' | 'trained'>;
  readonly ours: PeerSpeeds;
  /** Null where it was not measured. */
  readonly transformersJs: PeerSpeeds | null;
  readonly webgpu: StepCounts | null;
  readonly card: CardSuccess;
}

interface Aim {
  readonly aim: string;
  readonly measured: string;
  /** Null: not measured here. */
  readonly met: boolean | null;
}

/** Every aim, and whether it is met; one that was not measured is neither. */
export function aimsOf({ speed, ours, transformersJs, webgpu, card }: AimsMeasured): Aim[] {
  const atBatch = (batch: number, least: number): Aim => {
    const [own, other] = [ours, transformersJs].map(
      (one) => one?.speeds.find((speed) => speed.batch === batch)?.decode,
    );
    const ratio = own !== undefined && other !== undefined ? own / other : null;
    return {
      aim: `at least ${least} times transformers.js at batch ${batch} on WASM`,
      measured: ratio === null ? 'not measured' : times(ratio),
      met: ratio === null ? null : ratio >= least,
    };
  };
  const fewer = webgpu && webgpu.peer.bytesRead / webgpu.ours.bytesRead;
  const k8 = speed.trained.find(({ steps }) => steps === 8);
  const expected = (SHARE_OF_TOKENS * speed.full.steps) / 8;
  const ratio = k8 ? generationRatio(speed.full, k8) : null;
  const longest = longestWithin(speed, card);
  return [
    atBatch(1, AT_BATCH_1),
    atBatch(32, AT_BATCH_32),
    {
      aim: 'no buffer created in a steady decode step on WebGPU',
      measured: webgpu ? `${webgpu.ours.buffersCreated}` : 'not measured',
      met: webgpu ? webgpu.ours.buffersCreated === 0 : null,
    },
    {
      aim: `at least ${FEWER_BYTES} times fewer bytes read back than transformers.js on WebGPU`,
      measured: fewer === null ? 'not measured' : times(fewer),
      met: fewer === null ? null : fewer >= FEWER_BYTES,
    },
    {
      aim: `K = 8 made in 1/${expected.toFixed(1)} of the full message’s time (0.9 x ${speed.full.steps} tokens / 8)`,
      measured: ratio === null ? 'not measured' : times(ratio),
      met: ratio === null ? null : ratio >= expected,
    },
    {
      aim: `at least ${SHORTER} times shorter at the largest K that does so within 2 points of full`,
      measured: longest
        ? `K = ${longest.steps}: ${times(generationRatio(speed.full, longest))}`
        : card.latent
          ? 'no K does both'
          : 'the tier has no card',
      met: card.latent ? longest !== null : null,
    },
  ];
}

export function aimsTable(aims: readonly Aim[]): string[] {
  const verdict = (met: boolean | null): string =>
    met === null ? 'not measured' : met ? 'met' : 'missed';
  return [
    '| aim | measured | |',
    '|---|---|---|',
    ...aims.map(({ aim, measured, met }) => `| ${aim} | ${measured} | ${verdict(met)} |`),
  ];
}
