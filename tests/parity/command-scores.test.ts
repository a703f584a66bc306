import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatGameName, splitGame } from '../../src/alfworld/game-name';
import { stackRows } from '../../src/interlat/rows';
import type { AnalysisKind } from '../../src/lab/analysis-request';
import { playToEnd } from '../../src/lab/episode';
import type { Run } from '../../src/lab/lanes';
import { actorEmbeddings } from '../../src/lab/message';
import type { MessageSettings, RunSettings } from '../../src/lab/settings';
import type { CommandProbability, LaneTrace, MessageTrace } from '../../src/lab/trace';
import type { LoadedModels } from '../../src/runtime/load-models';
import { loadNodeModels } from '../../src/runtime/node/node-models';
import { jensenShannon } from '../../src/shared/divergence';
import { softmax } from '../../src/shared/softmax';

const NEVER = new AbortController().signal;
const WORK = { signal: NEVER, now: () => 0 };

const lane = (change: Partial<MessageSettings> = {}): MessageSettings => ({
  channel: 'latent',
  compression: 'trained',
  k: 4,
  ratio: 0.5,
  perturbation: { kind: 'none' },
  ...change,
});

const SETTINGS: RunSettings = {
  game: formatGameName(splitGame('dev', 5)),
  stepBudget: 3,
  view: 'uncertain',
  lanes: [lane(), lane({ perturbation: { kind: 'cross-task', seed: 0 } })],
};

/** The trained weights that the page loads, against the plainest way to compute the same. */
describe('the probabilities of commands on the shipped models', () => {
  let models: LoadedModels;
  let run: Run;
  let lanes: readonly LaneTrace[];
  beforeAll(async () => {
    models = await loadNodeModels('public/models/tiny');
    run = await playToEnd(models, SETTINGS, NEVER);
    lanes = run.trace({ kind: 'live', backend: 'test', models: {}, date: '' }).lanes;
  });
  afterAll(async () => {
    run?.dispose();
    await models?.release();
  });

  const ask = async (index: number, step: number, what: AnalysisKind) => {
    const result = await run.analyse({ lane: index, step, what }, NEVER);
    if (!result || result.what === 'importance') throw new Error('No commands.');
    return result.commands;
  };
  const message = (index: number): MessageTrace => lanes[index]?.message as MessageTrace;

  /** The context before a step, read at once. */
  async function context(sent: MessageTrace, step: number): Promise<Float32Array> {
    const { actor, actorTokenizer: tokenizer, manifest } = models;
    const { bos, bop, eop, act, obs } = manifest.specialTokens;
    const turns = (lanes[0]?.steps ?? [])
      .slice(0, step - 1)
      .map(({ command, observation }) => [
        ...tokenizer.encode(command),
        obs,
        ...tokenizer.encode(observation),
        act,
      ]);
    return stackRows([
      actor.embed([bos, ...tokenizer.encode(run.intro), bop]),
      await actorEmbeddings(models, sent, WORK),
      actor.embed([eop, act, ...turns.flat()]),
    ]);
  }

  /** Every command alone, from a fresh prefill. */
  async function bruteForce(rows: Float32Array, commands: readonly string[]) {
    const { actor, actorTokenizer: tokenizer, manifest } = models;
    const scored: CommandProbability[] = [];
    for (const command of commands) {
      const sequence = actor.start();
      let { logits } = await sequence.append(rows);
      let probability = 1;
      for (const token of [...tokenizer.encode(command), manifest.specialTokens.obs]) {
        probability *= softmax(logits)[token] ?? Number.NaN;
        logits = (await sequence.append(actor.embed([token]))).logits;
      }
      sequence.dispose();
      scored.push({ command, probability });
    }
    return scored;
  }

  function expectSame(found: readonly CommandProbability[], expected: typeof found): void {
    expect(found.map(({ command }) => command).sort()).toEqual(
      expected.map(({ command }) => command).sort(),
    );
    const byCommand = new Map(expected.map(({ command, probability }) => [command, probability]));
    for (const { command, probability } of found) {
      expect(Math.abs(probability - (byCommand.get(command) ?? Number.NaN)), command).toBeLessThan(
        1e-4,
      );
    }
  }

  test('are those of each command from a fresh prefill', async () => {
    // Twice in a row, so that the second goes on from the first.
    await ask(0, 1, 'commands');
    const found = await ask(0, 2, 'commands');
    const commands = lanes[0]?.steps[0]?.admissibleCommands ?? [];
    expect(commands.length).toBeGreaterThan(20);
    expectSame(found, await bruteForce(await context(message(0), 2), commands));
    const sum = found.reduce((total, { probability }) => total + probability, 0);
    expect(sum).toBeLessThanOrEqual(1 + 1e-6);
    // A trained actor writes what the game admits.
    expect(sum).toBeGreaterThan(0.9);
  });

  test('put first what a greedy actor took', async () => {
    const [taken] = lanes[0]?.steps ?? [];
    const [first] = await ask(0, 1, 'commands');
    expect(taken?.admissible).toBe(true);
    expect(first?.command).toBe(taken?.command);
  });

  test('under a mismatched message are those of an actor that was sent it', async () => {
    const mismatched = await ask(0, 1, 'mismatched');
    expectSame(mismatched, await ask(1, 1, 'commands'));
    expect(jensenShannon(mismatched, await ask(0, 1, 'commands'))).toBeGreaterThan(0.01);
  });

  test('and the importance of latent steps is measured on messages that lack one', async () => {
    const result = await run.analyse({ lane: 0, step: 2, what: 'importance' }, NEVER);
    if (result?.what !== 'importance') throw new Error('No importance.');
    expect(result.divergences).toHaveLength(4);
    const sent = message(0);
    const latents = sent.latents as Float32Array;
    const without = { ...sent, positions: 3, latents: latents.slice(sent.dim) };
    const commands = lanes[0]?.steps[0]?.admissibleCommands ?? [];
    const left = await bruteForce(await context(without, 2), commands);
    const whole = await bruteForce(await context(sent, 2), commands);
    const expected = jensenShannon(whole, left);
    expect(Math.abs((result.divergences[0] ?? Number.NaN) - expected)).toBeLessThan(1e-3);
  });
});
