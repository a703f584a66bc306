/**
 * How fast a tier runs on this device, by the same code on the page and on the command line. Every loop
 * ends after so many steps or so much time, so that slow devices answer too.
 */
import { middle } from '../shared/averages';
import type { Choice } from '../shared/choice';
import { thoughtContext } from './framing';
import type { DecoderModel, DecoderSequence, Models } from './models';
import { senderPrompt } from './opened-game';
import { think, trainedLatents } from './sender';
import { gamesThatFit, measureEpisodes } from './speed-episodes';
import {
  BATCHES,
  type DecodeSpeed,
  LENGTHS,
  type MessageSpeed,
  type SpeedReport,
} from './speed-report';
import { greedyToken } from './token-choice';
import { append, appendNext, type Work } from './work';

/** Positions read before the first token. */
export const POSITIONS = 256;
/** Tokens that each sequence writes at most; ms after which it writes no more; the fewest that count. */
export const TOKENS = 48;
const TIME = 1500;
const FEWEST = 3;
/** Decoding before what counts, ms at least. */
const WARM = 3000;
/** Steps of a message that the adapter takes. */
const ADAPTED = 128;
/** Of one figure at most. */
const ROUNDS = 5;
const GAME = 'g1/dev/kitchen/pick_heat_then_place_in_recep/1/standard';
const VIEW = 'uncertain';

/** Measures the actor's decoding and the sender's messages. Throws the signal's reason where it was aborted. */
export async function measureSpeed(
  models: Models,
  work: Work,
  onPart: (done: number) => void = () => {},
): Promise<SpeedReport> {
  const { actor, compressedSender, adapter, manifest } = models;
  let done = 0;
  const tell = (): void => onPart(++done);
  const decode: DecodeSpeed[] = [];
  // The engine compiles the runtime better while it runs: what counts comes after.
  const warm = work.now();
  do for (const batch of BATCHES) await measureDecoding(actor, batch, work);
  while (work.now() - warm < WARM);
  const reads: number[] = [];
  let positions = POSITIONS;
  for (const batch of BATCHES) {
    const rounds = await roundsOf(work, async () => {
      const { perSecond, read } = await measureDecoding(actor, batch, work);
      positions = read.positions;
      reads.push(read.milliseconds);
      return perSecond;
    });
    const sorted = rounds.toSorted((a, b) => a - b);
    const [least = Number.NaN] = sorted;
    decode.push({ batch, perSecond: middle(rounds), least, most: sorted.at(-1) ?? Number.NaN });
    tell();
  }
  const states = new Float32Array(ADAPTED * models.sender.dim).fill(0.5);
  await adapter.adapt(states, ADAPTED);
  const adapterTime = await timed(work, () => adapter.adapt(states, ADAPTED));
  tell();
  const prompt = senderPrompt(GAME, VIEW);
  const context = thoughtContext(models, prompt);
  const firsts = await roundsOf(work, () => measureFirstToken(models.sender, context, work));
  const full = await measureMessage(work, async () => {
    const { tokens, time } = await think(models, prompt, work);
    return { steps: tokens.length, generation: time.generation };
  });
  tell();
  const lengths = LENGTHS.filter((k) => manifest.compressions.includes(k));
  const trained: MessageSpeed[] = [];
  for (const k of lengths) {
    const one = await measureMessage(work, async () => {
      const { time } = await trainedLatents(models, prompt, k, work);
      return { steps: k, generation: time.generation };
    });
    trained.push(one);
  }
  const latentSteps = lengths.length > 0 ? await measureLatentSteps(compressedSender, work) : null;
  tell();
  const games = gamesThatFit(1e3 / (decode[0]?.perSecond ?? 0), full.steps);
  const longest = lengths.at(-1) ?? null;
  const episodes = games > 0 ? await measureEpisodes(models, games, longest, work) : null;
  tell();
  return {
    firstToken: { positions: context.length, milliseconds: middle(firsts) },
    prefill: { positions, perSecond: (positions * 1e3) / middle(reads) },
    decode,
    latentSteps,
    adapter: { steps: ADAPTED, milliseconds: adapterTime.milliseconds },
    full,
    trained,
    episodes,
  };
}

/** `act`, and what it took. */
async function timed<T>(
  { now }: Work,
  act: () => Promise<T>,
): Promise<{ result: T; milliseconds: number }> {
  const start = now();
  const result = await act();
  return { result, milliseconds: now() - start };
}

/** What some rounds give, as many as the time allows. */
async function roundsOf<T>({ now }: Work, measure: () => Promise<T>): Promise<T[]> {
  const start = now();
  const rounds: T[] = [];
  do rounds.push(await measure());
  while (rounds.length < ROUNDS && now() - start < TIME);
  return rounds;
}

async function measureMessage(
  work: Work,
  write: () => Promise<{ steps: number; generation: number }>,
): Promise<MessageSpeed> {
  const rounds = await roundsOf(work, async (): Promise<MessageSpeed> => {
    const { result, milliseconds } = await timed(work, write);
    return { ...result, milliseconds };
  });
  return {
    steps: rounds[0]?.steps ?? 0,
    milliseconds: middle(rounds.map((one) => one.milliseconds)),
    generation: middle(rounds.map((one) => one.generation)),
  };
}

async function measureFirstToken(
  model: DecoderModel,
  context: readonly number[],
  work: Work,
): Promise<number> {
  const sequence = model.start();
  try {
    const read = await timed(work, () => append(sequence, model.embed(context), ['choice'], work));
    return read.milliseconds;
  } finally {
    sequence.dispose();
  }
}

/** `batch` sequences that have read the same, and write greedily at once. */
export async function measureDecoding(
  model: DecoderModel,
  batch: number,
  work: Work,
): Promise<{ perSecond: number; read: { milliseconds: number; positions: number } }> {
  const positions = Math.min(POSITIONS, model.contextLength >> 1);
  const prompt = Array.from({ length: positions }, (_, place) => 7 + ((37 * place) % 200));
  const sequences: DecoderSequence[] = [model.start()];
  const [one] = sequences as [DecoderSequence];
  try {
    const read = await timed(work, () => append(one, model.embed(prompt), ['choice'], work));
    while (sequences.length < batch) sequences.push(one.fork());
    let choices = sequences.map(() => read.result.choice);
    const start = work.now();
    let steps = 0;
    const most = Math.min(TOKENS, model.contextLength - positions);
    while (steps < most && (steps < FEWEST || work.now() - start < TIME)) {
      await work.letEventsIn?.();
      work.signal.throwIfAborted();
      choices = await Promise.all(
        sequences.map(async (sequence, row) => {
          const token = greedyToken(choices[row] as Choice);
          return (await sequence.append(model.embed([token]), ['choice'])).choice;
        }),
      );
      steps++;
    }
    const perSecond = (batch * steps * 1e3) / (work.now() - start);
    return { perSecond, read: { milliseconds: read.milliseconds, positions } };
  } finally {
    for (const sequence of sequences) sequence.dispose();
  }
}

async function measureLatentSteps(model: Models['compressedSender'], work: Work): Promise<number> {
  const sequence = model.start();
  try {
    await append(sequence, model.latentStart, ['hidden'], work);
    const start = work.now();
    let steps = 0;
    while (steps < TOKENS && (steps < FEWEST || work.now() - start < TIME)) {
      await appendNext(sequence, ['hidden'], work);
      steps++;
    }
    return (steps * 1e3) / (work.now() - start);
  } finally {
    sequence.dispose();
  }
}

/**
 * Decode steps of `batch` sequences at once, for whoever counts what they cost; `between` is called when the
 * cache is warm.
 */
export async function decodeSteps(
  model: DecoderModel,
  batch: number,
  steps: number,
  between: () => void,
): Promise<void> {
  const sequences = Array.from({ length: batch }, () => model.start());
  const stepAll = (tokens: readonly (readonly number[])[]): Promise<number[]> =>
    Promise.all(
      sequences.map(async (sequence, row) => {
        const { choice } = await sequence.append(model.embed(tokens[row] ?? []), ['choice']);
        return greedyToken(choice);
      }),
    );
  try {
    let tokens = await stepAll(sequences.map((_, row) => [7, 8, 9, 10 + row]));
    for (let step = -2; step < steps; step++) {
      if (step === 0) between();
      tokens = await stepAll(tokens.map((token) => [token]));
    }
  } finally {
    for (const sequence of sequences) sequence.dispose();
  }
}
