import type { DecoderModel, DecoderSequence } from '../lab/models';
import { middle } from '../shared/averages';
import { largestIndex } from '../shared/softmax';

/** How fast something went: by the clock, and by the time this process had a core. */
export interface Speed {
  readonly perSecond: number;
  /** On a machine that does other work too this is the steadier of the two. */
  readonly perCpuSecond: number;
}

export interface DecodeSpeed {
  readonly batch: number;
  /** Positions read, a second, of all sequences one after the other. */
  readonly prefill: Speed;
  /** Tokens written, a second, by all sequences together. */
  readonly decode: Speed;
}

export interface DecodeWork {
  /** Positions of the longest sequence before it writes; the shortest of a batch has three quarters. */
  readonly positions: number;
  /** Tokens that each sequence writes. */
  readonly tokens: number;
}

/** Runs `batch` sequences at once: each reads its positions, then all write, greedily. */
export async function measureDecoding(
  model: DecoderModel,
  vocabulary: number,
  batch: number,
  { positions, tokens }: DecodeWork,
): Promise<DecodeSpeed> {
  const sequences = Array.from({ length: batch }, () => model.start());
  try {
    const first: Float32Array[] = [];
    let read = 0;
    const prefill = await timed(async () => {
      for (const [i, sequence] of sequences.entries()) {
        const length = Math.ceil(positions * (1 - (0.25 * i) / batch));
        const prompt = Array.from({ length }, (_, place) => (37 * place + 11 * i) % vocabulary);
        first.push((await sequence.append(model.embed(prompt), ['logits'])).logits);
        read += length;
      }
      return read;
    });
    const decode = await timed(async () => {
      const write = async (sequence: DecoderSequence, i: number): Promise<void> => {
        let logits = first[i] as Float32Array;
        for (let step = 0; step < tokens; step++) {
          ({ logits } = await sequence.append(model.embed([largestIndex(logits)]), ['logits']));
        }
      };
      await Promise.all(sequences.map(write));
      return batch * tokens;
    });
    return { batch, prefill, decode };
  } finally {
    for (const sequence of sequences) sequence.dispose();
  }
}

/** The middle one of several measurements of the same batch, each figure by itself. */
export function middleSpeed(measured: readonly DecodeSpeed[]): DecodeSpeed {
  const of = (figure: (speed: DecodeSpeed) => number): number => middle(measured.map(figure));
  return {
    batch: measured[0]?.batch ?? 0,
    prefill: {
      perSecond: of(({ prefill }) => prefill.perSecond),
      perCpuSecond: of(({ prefill }) => prefill.perCpuSecond),
    },
    decode: {
      perSecond: of(({ decode }) => decode.perSecond),
      perCpuSecond: of(({ decode }) => decode.perCpuSecond),
    },
  };
}

/** `act` tells how much it did. */
async function timed(act: () => Promise<number>): Promise<Speed> {
  const [clock, cpu] = [performance.now(), process.cpuUsage()];
  const count = await act();
  const seconds = (performance.now() - clock) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: count / seconds, perCpuSecond: (count * 1e6) / (user + system) };
}
