/**
 * Sequences that advance together compute what each computes alone: the same checks in Node and in the
 * browser, on any tier.
 */
import { expect } from 'vitest';
import type {
  Answers,
  DecoderModel,
  DecoderOutput,
  DecoderSequence,
  Models,
} from '../../src/lab/models';
import { greedyToken } from '../../src/lab/token-choice';
import { isNearTie } from '../../src/shared/choice';
import { Rng } from '../../src/shared/rng';
import { expectNear } from './runtime-parity';

export interface BatchShare {
  readonly sequences: number;
  /** Pieces that each sequence reads at most. */
  readonly pieces: number;
  /** Positions of a sequence's first piece at most. */
  readonly longest: number;
}

/** What a sequence reads: pieces of tokens; null: the token that the model thinks likeliest. */
type Script = readonly (readonly number[] | null)[];

/** Ragged beginnings, then single tokens, with a longer piece and a way back here and there. */
function scriptOf(index: number, vocabulary: number, { pieces, longest }: BatchShare): Script {
  const rng = new Rng(`batch parity ${index}`);
  const tokens = (count: number): number[] =>
    Array.from({ length: count }, () => rng.integer(vocabulary));
  const count = 2 + rng.integer(pieces - 1);
  return Array.from({ length: count }, (_, piece) => {
    if (piece === 0) return tokens(1 + rng.integer(longest));
    return rng.integer(8) === 0 ? tokens(2 + rng.integer(12)) : null;
  });
}

const ALL = ['logits', 'hidden', 'nextEmbeds', 'choice'] as const;

/**
 * What is said at the end of each piece. Where the model makes its next inputs, it reads every other of
 * them in place of a token; `handed`: they are read back and appended as embeddings.
 */
async function play(model: DecoderModel, script: Script, handed: boolean): Promise<Answers[]> {
  const sequence = model.start();
  const outputs: Answers[] = [];
  const step = (last: Answers | undefined): Promise<Answers> => {
    const next = outputs.length % 2 === 1 ? (last?.nextEmbeds ?? null) : null;
    if (next) return handed ? sequence.append(next, ALL) : sequence.appendNext(ALL);
    return sequence.append(model.embed([last ? greedyToken(last.choice) : 0]), ALL);
  };
  for (const piece of script) {
    const read = piece ? sequence.append(model.embed(piece), ALL) : step(outputs.at(-1));
    outputs.push(await read);
  }
  sequence.dispose();
  return outputs;
}

/** Some sequences end sooner than others, and give their places to new ones. */
export async function expectBatchParity(models: Models, share: BatchShare): Promise<void> {
  for (const role of ['actor', 'compressedSender'] as const) {
    const model = models[role];
    const { decoders } = models.manifest;
    const { vocabulary } = decoders[role === 'actor' ? 'actor' : 'sender-compressed'];
    const scripts = Array.from({ length: share.sequences }, (_, i) =>
      scriptOf(i, vocabulary, share),
    );
    const alone: Answers[][] = [];
    for (const script of scripts) alone.push(await play(model, script, true));
    const waiting = scripts.entries();
    const together: Answers[][] = [];
    const places = Math.ceil((share.sequences * 3) / 4);
    await Promise.all(
      Array.from({ length: places }, async () => {
        for (const [i, script] of waiting) together[i] = await play(model, script, false);
      }),
    );
    let compared = 0;
    for (const [i, expected] of alone.entries()) {
      for (const [piece, output] of expected.entries()) {
        const where = `${role}, sequence ${i}, piece ${piece}`;
        const found = together[i]?.[piece];
        expectNear(found?.logits ?? null, output.logits, `${where}: logits`);
        expectNear(found?.hidden ?? null, output.hidden, `${where}: hidden`);
        if (output.nextEmbeds) {
          expectNear(found?.nextEmbeds ?? null, output.nextEmbeds, `${where}: next input`);
        }
        compared++;
        // Behind a near-tie the two may read different tokens.
        if (isNearTie(output.choice)) break;
        expect(found && greedyToken(found.choice), where).toBe(greedyToken(output.choice));
      }
    }
    expect(compared).toBeGreaterThan(share.sequences * 2);
  }
}

async function outputAfter(
  model: DecoderModel,
  ...pieces: readonly number[][]
): Promise<DecoderOutput> {
  const sequence = model.start();
  let output = await sequence.append(model.embed(pieces[0] as number[]));
  for (const piece of pieces.slice(1)) output = await sequence.append(model.embed(piece));
  sequence.dispose();
  return output;
}

/** Forks, and the sequence that they come from, go on as sequences that never knew each other. */
export async function expectForkParity({ actor }: Models): Promise<void> {
  const tokens = Array.from({ length: 40 }, (_, i) => 10 + i);
  const whole = actor.start();
  await whole.append(actor.embed(tokens));
  const forks = [whole.fork(), whole.fork(), whole.fork()];
  whole.rewind(25);
  const all: DecoderSequence[] = [whole, ...forks];
  const steps = await Promise.all(all.map((sequence, i) => sequence.append(actor.embed([60 + i]))));
  for (const [i, step] of steps.entries()) {
    const before = i === 0 ? tokens.slice(0, 25) : tokens;
    const alone = await outputAfter(actor, before, [60 + i]);
    expectNear(step.logits, alone.logits, `sequence ${i}`);
  }
  whole.dispose();
  const [first] = forks as [DecoderSequence];
  first.rewind(30);
  const later = first.fork();
  forks[1]?.dispose();
  const [one, other] = await Promise.all([
    first.append(actor.embed([70, 71, 72])),
    later.append(actor.embed([73])),
  ]);
  const before = tokens.slice(0, 30);
  expectNear(one.logits, (await outputAfter(actor, before, [70, 71, 72])).logits, 'a piece');
  expectNear(other.logits, (await outputAfter(actor, before, [73])).logits, 'a fork of a fork');
  // So long a piece that the empty room of its slab is not given to the run.
  const long = Array.from({ length: 170 }, (_, i) => 10 + ((7 * i) % 200));
  const read = await later.append(actor.embed(long));
  expectNear(
    read.logits,
    (await outputAfter(actor, [...before, 73, ...long])).logits,
    'a long one',
  );
  for (const sequence of [...forks, later]) sequence.dispose();
}

/** The next input stays with its sequence: whatever others do, in forks, but not on a way back. */
export async function expectNextParity({ compressedSender: model }: Models): Promise<void> {
  const beginnings = [[10, 11, 12], [20], [30, 31, 32, 33]];
  const sequences = beginnings.map(() => model.start());
  await expect(sequences[0]?.appendNext([])).rejects.toThrow('no next input');
  const known = await Promise.all(
    sequences.map((one, i) => one.append(model.embed(beginnings[i] as number[]))),
  );
  const alone = async (i: number): Promise<DecoderOutput> => {
    const sequence = model.start();
    await sequence.append(model.embed(beginnings[i] as number[]));
    const next = await sequence.append(known[i]?.nextEmbeds as Float32Array);
    sequence.dispose();
    return next;
  };
  const [first, second, third] = sequences as [DecoderSequence, DecoderSequence, DecoderSequence];
  await third.explore(model.embed([40, 41]), [-1, -1]);
  const fork = first.fork();
  // The last alone, while the others sit it out; then those, and one that is gone.
  const read = [await third.appendNext(['hidden'])];
  third.dispose();
  await second.append(model.embed([50, 51]), []);
  read.push(...(await Promise.all([first.appendNext(['hidden']), fork.appendNext(['hidden'])])));
  for (const [place, i] of [2, 0, 0].entries()) {
    expectNear(read[place]?.hidden ?? null, (await alone(i)).hidden, `next input of ${i}`);
  }
  first.rewind(2);
  await expect(first.appendNext(['hidden'])).rejects.toThrow('no next input');
  for (const sequence of [first, second, fork]) sequence.dispose();
}

/** Every node of a tree says what the model says after the path that leads there. */
export async function expectTreeParity({ actor }: Models): Promise<void> {
  const context = Array.from({ length: 30 }, (_, i) => 100 + i);
  const tokens = [10, 11, 12, 13, 14, 15, 16, 17];
  // Not depth first: 0 and 4 begin, 1 and 2 follow 0, 3 and 6 follow 1, 5 follows 4, 7 follows 6.
  const parents = [-1, 0, 0, 1, -1, 4, 1, 6];
  const sequence = actor.start();
  await sequence.append(actor.embed(context));
  const outputs = await sequence.explore(actor.embed(tokens), parents);
  expect(outputs).toHaveLength(tokens.length);
  for (const node of tokens.keys()) {
    const path: number[] = [];
    for (let at = node; at >= 0; at = parents[at] as number) path.unshift(tokens[at] as number);
    const alone = await outputAfter(actor, context, path);
    expectNear(outputs[node]?.logits ?? null, alone.logits, `logits of node ${node}`);
  }
  expect(sequence.length).toBe(context.length);
  const next = await sequence.append(actor.embed([20]));
  expectNear(next.logits, (await outputAfter(actor, context, [20])).logits, 'behind the tree');
  sequence.dispose();
}
