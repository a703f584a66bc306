/**
 * What transformers' own Llama and Qwen2 computed for the stand-ins of SmolLM2-135M and Qwen2.5-0.5B
 * (models/tests/bigger.py), compared with what the runtime and the lab compute: two widths, two
 * tokenizers, a chat template a role.
 */
import { expect } from 'vitest';
import { stackRows } from '../../src/interlat/rows';
import { openingEmbeddings } from '../../src/lab/actor-opening';
import { playToEnd } from '../../src/lab/episode';
import { closingTokens, thoughtContext } from '../../src/lab/framing';
import { actorEmbeddings } from '../../src/lab/message';
import type { Models, Tokenizer } from '../../src/lab/models';
import { SENDER_VIEWS } from '../../src/lab/sender-views';
import type { MessageSettings } from '../../src/lab/settings';
import type { LaneTrace } from '../../src/lab/trace';
import { base64ToFloat32 } from '../../src/shared/base64';

/** Of the largest number: float32 in another order of summing. */
const NEAR = 1e-4;
const ROLES = ['sender', 'sender-compressed', 'actor'] as const;
export const LANES = ['latent', 'trained', 'text', 'none'] as const;
type Lane = (typeof LANES)[number];

interface Answers {
  readonly tokens: readonly number[];
  readonly logits: string;
  readonly hidden_states: string;
  readonly next_embeds?: string;
}

export interface BiggerFixtures {
  readonly text: string;
  readonly decoders: Readonly<Record<(typeof ROLES)[number], Answers>>;
  readonly game: string;
  readonly view: string;
  readonly k: number;
  readonly stepBudget: number;
  readonly thought: readonly number[];
  readonly thoughtLogits: string;
  readonly states: string;
  readonly trained: string;
  readonly said: readonly number[];
  readonly lanes: Readonly<
    Record<
      Lane,
      {
        readonly logits: string;
        readonly steps: readonly { tokens: number[]; command: string; observation: string }[];
      }
    >
  >;
}

export function expectBothTokenizers(models: Models, { text, decoders }: BiggerFixtures): void {
  const { senderTokenizer, actorTokenizer } = models;
  expect(actorTokenizer).not.toBe(senderTokenizer);
  const cases: [Tokenizer, readonly number[]][] = [
    [senderTokenizer, decoders.sender.tokens],
    [actorTokenizer, decoders.actor.tokens],
  ];
  for (const [tokenizer, tokens] of cases) {
    expect(tokenizer.encode(text)).toEqual(tokens);
    expect(tokenizer.decode(tokens)).toBe(text);
  }
  expect(decoders.sender.tokens).not.toEqual(decoders.actor.tokens);
}

export async function expectBothDecoders(models: Models, fixtures: BiggerFixtures): Promise<void> {
  const byRole = {
    sender: models.sender,
    'sender-compressed': models.compressedSender,
    actor: models.actor,
  };
  for (const role of ROLES) {
    const { tokens, ...wanted } = fixtures.decoders[role];
    const sequence = byRole[role].start();
    const outputs = [
      await sequence.append(byRole[role].embed(tokens.slice(0, -1))),
      await sequence.append(byRole[role].embed(tokens.slice(-1))),
    ];
    sequence.dispose();
    const all = (read: (output: (typeof outputs)[number]) => Float32Array | null): Float32Array =>
      Float32Array.from(outputs.flatMap((output) => [...(read(output) ?? [])]));
    expectNear(
      all(({ logits }) => logits),
      wanted.logits,
      `${role} logits`,
    );
    expectNear(
      all(({ hidden }) => hidden),
      wanted.hidden_states,
      `${role} hidden states`,
    );
    expectNear(
      all(({ nextEmbeds }) => nextEmbeds),
      wanted.next_embeds ?? '',
      `${role} next inputs`,
    );
  }
}

/** The logits that the sender's first token is chosen from, its template and all. */
export async function expectFirstChoice(
  models: Models,
  prompt: string,
  fixtures: BiggerFixtures,
): Promise<void> {
  const sequence = models.sender.start();
  const { logits } = await sequence.append(models.sender.embed(thoughtContext(models, prompt)));
  sequence.dispose();
  expectNear(logits, fixtures.thoughtLogits, 'first choice of the sender');
}

/** A game of some steps, a lane for each channel named. */
export async function expectSameEpisode(
  models: Models,
  fixtures: BiggerFixtures,
  names: readonly Lane[] = LANES,
  stepBudget = fixtures.stepBudget,
): Promise<void> {
  const view = SENDER_VIEWS.find((one) => one === fixtures.view);
  const lanes = names.map((name) => settingsOf(name, fixtures.k));
  const settings = { game: fixtures.game, stepBudget, lanes, ...(view && { view }) };
  const run = await playToEnd(models, settings, new AbortController().signal);
  const trace = run.trace({ kind: 'live', backend: 'test', models: {}, date: '' });
  run.dispose();
  for (const [index, name] of names.entries()) {
    const lane = trace.lanes[index] as LaneTrace;
    const found = lane.steps.map(({ tokens, command, observation }) => ({
      tokens: tokens.map(({ token }) => token),
      command,
      observation,
    }));
    expect(found, name).toEqual(fixtures.lanes[name].steps.slice(0, stepBudget));
    expectMessage(models, lane, name, fixtures);
    await expectFirstCommand(models, trace.intro, lane, fixtures.lanes[name].logits);
    // The lens reads the sender's head in the sender's words; what was written is in the actor's.
    for (const { top } of lane.message?.lens ?? []) {
      for (const { token, text } of top) expect(text).toBe(models.senderTokenizer.label(token));
    }
    for (const { tokens } of lane.steps) {
      for (const { token, text } of tokens) expect(text).toBe(models.actorTokenizer.label(token));
    }
  }
}

/** The logits that the actor's first token is chosen from. */
async function expectFirstCommand(
  models: Models,
  intro: string,
  { message }: LaneTrace,
  wanted: string,
): Promise<void> {
  if (message === null) throw new Error('This lane has no message.');
  const work = { signal: new AbortController().signal, now: () => 0 };
  const rows = [
    openingEmbeddings(models, intro),
    await actorEmbeddings(models, message, work),
    models.actor.embed(closingTokens(models)),
  ];
  const sequence = models.actor.start();
  const { logits } = await sequence.append(stackRows(rows));
  sequence.dispose();
  expectNear(logits, wanted, 'first choice of the actor');
}

function expectMessage(
  models: Models,
  { message }: LaneTrace,
  name: Lane,
  { thought, states, trained, said, k }: BiggerFixtures,
): void {
  const chainOfThought = message?.chainOfThought?.tokens ?? null;
  if (name === 'latent') {
    expect(chainOfThought).toEqual(thought);
    expectNear(message?.latents ?? null, states, 'message');
    expect(message?.lens).toHaveLength(thought.length);
  } else if (name === 'trained') {
    expect(message?.positions).toBe(k);
    expectNear(message?.latents ?? null, trained, 'latent steps');
  } else if (name === 'text') {
    expect(chainOfThought).toEqual(thought);
    expect(models.actorTokenizer.encode(message?.chainOfThought?.text ?? '')).toEqual(said);
    expect(message?.positions).toBe(said.length);
  } else {
    expect(message?.positions).toBe(0);
  }
}

function settingsOf(name: Lane, k: number): MessageSettings {
  const channel = name === 'text' || name === 'none' ? name : 'latent';
  const compression = name === 'trained' ? 'trained' : 'full';
  return { channel, compression, k, ratio: 1, perturbation: { kind: 'none' } };
}

function expectNear(found: Float32Array | null, wanted: string, what: string): void {
  const expected = base64ToFloat32(wanted);
  expect(found?.length, what).toBe(expected.length);
  let worst = 0;
  let largest = Number.MIN_VALUE;
  expected.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - (found?.[i] ?? Number.NaN)));
    largest = Math.max(largest, Math.abs(value));
  });
  expect(worst / largest, what).toBeLessThan(NEAR);
}
