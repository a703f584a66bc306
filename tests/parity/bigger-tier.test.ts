import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scoreCommands } from '../../src/lab/command-scores';
import { playToEnd } from '../../src/lab/episode';
import { closingTokens, commandTokens, introTokens } from '../../src/lab/framing';
import { senderPrompt } from '../../src/lab/opened-game';
import { SENDER_VIEWS } from '../../src/lab/sender-views';
import type { LoadedModels } from '../../src/runtime/load-models';
import { loadNodeModels } from '../../src/runtime/node/node-models';
import type { Manifest } from '../../src/shared/manifest';
import {
  type BiggerFixtures,
  expectBothDecoders,
  expectBothTokenizers,
  expectFirstChoice,
  expectSameEpisode,
} from './bigger-parity';

/** Not kept: `npm test -- --only bases` makes it, since it is 82 MB. */
const FOLDER = '.cache/bigger-tier';
const FIXTURES = join(FOLDER, 'fixtures.json');

/** SmolLM2-135M's and Qwen2.5-0.5B's shapes, two layers each, random. */
describe.skipIf(!existsSync(FIXTURES))('a SmolLM2 that sends and a Qwen2.5 that acts', () => {
  let models: LoadedModels;
  let fixtures: BiggerFixtures;
  beforeAll(async () => {
    fixtures = JSON.parse(readFileSync(FIXTURES, 'utf8')) as BiggerFixtures;
    // Every session passes its self-test against PyTorch's numbers.
    models = await loadNodeModels(FOLDER);
  });
  afterAll(() => models?.release());

  test('the shapes are theirs', () => {
    const { sender, actor } = models.manifest.decoders;
    expect(sender).toMatchObject({ dim: 576, heads: 9, kvHeads: 3, headDim: 64, layers: 2 });
    expect(actor).toMatchObject({ dim: 896, heads: 14, kvHeads: 2, headDim: 64, layers: 2 });
  });

  test('each agent has its tokenizer', () => expectBothTokenizers(models, fixtures));

  test("logits and states are transformers' own", () => expectBothDecoders(models, fixtures));

  test('all channels play the same game, wrapped in ChatML', async () => {
    const view = SENDER_VIEWS.find((one) => one === fixtures.view);
    const prompt = senderPrompt(fixtures.game, view ?? 'scout');
    await expectFirstChoice(models, prompt, fixtures);
    await expectSameEpisode(models, fixtures);
  });

  test('words behind latents are in the actor’s tokens, and untrained steps follow the template', async () => {
    const base = { channel: 'latent', k: 3, ratio: 1, perturbation: { kind: 'none' } } as const;
    const lanes = [
      { ...base, compression: 'full' as const, edits: [{ kind: 'splice' as const, ratio: 0.5 }] },
      { ...base, compression: 'untrained' as const },
    ];
    const settings = { game: fixtures.game, stepBudget: 1, lanes, view: 'scout' as const };
    const run = await playToEnd(models, settings, new AbortController().signal);
    const [spliced, untrained] = run.trace({
      kind: 'live',
      backend: 'test',
      models: {},
      date: '',
    }).lanes;
    run.dispose();
    const half = Math.round(fixtures.thought.length / 2);
    const rest = models.senderTokenizer.decode(fixtures.thought.slice(half));
    expect(spliced?.message?.tail).toEqual(models.actorTokenizer.encode(rest));
    expect(untrained?.message?.latents).toHaveLength(3 * models.sender.dim);
    expect(spliced?.message?.positions).toBe(half + (spliced?.message?.tail?.length ?? 0));
  });

  test('a command is scored as the actor would write it', async () => {
    const { actor, actorTokenizer } = models;
    expect(actorTokenizer.decode(commandTokens(models, 'look'))).toBe('Action: look');
    const sequence = actor.start();
    const context = [...introTokens(models, 'A room.'), ...closingTokens(models)];
    const { logits } = await sequence.append(actor.embed(context));
    const work = { signal: new AbortController().signal, now: () => 0 };
    const [scored] = await scoreCommands(models, sequence, logits, ['look'], work);
    sequence.dispose();
    expect(scored?.probability).toBeGreaterThan(0);
    expect(scored?.probability).toBeLessThan(1);
  });

  type Change = (manifest: Manifest) => unknown;
  test.each<[string, Change]>([
    ['actorTokens is missing', (m) => delete m.actorTokens],
    ['actorTokens.obs', (m) => Object.assign(m.actorTokens ?? {}, { obs: 9000 })],
    [
      'specialTokens.bos',
      (m) => [delete m.templates, Object.assign(m.specialTokens, { bos: 2400 })],
    ],
    [
      'templates.sender.end',
      (m) => Object.assign(m.templates?.sender ?? {}, { end: 'no such end' }),
    ],
    ['templates.actor.end', (m) => Object.assign(m.templates?.actor ?? {}, { end: '' })],
    [
      'files has no tokenizer_config.actor.json',
      (m) =>
        m.files.splice(
          m.files.findIndex(({ path }) => path === 'tokenizer_config.actor.json'),
          1,
        ),
    ],
    ['decoders.actor.kvHeads', (m) => Object.assign(m.decoders.actor, { kvHeads: 7 })],
    ['decoders.sender.vocabulary × dim', (m) => Object.assign(m.decoders.sender, { dim: 896 })],
  ])('what does not fit is refused by the name of the field: %s', async (field, change) => {
    const other = mkdtempSync(join(tmpdir(), 'bigger-unfit-'));
    try {
      cpSync(FOLDER, other, { recursive: true });
      const path = join(other, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
      change(manifest);
      writeFileSync(path, JSON.stringify(manifest));
      const error = await loadNodeModels(other).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'manifest-invalid' });
      expect(String(error)).toContain(field);
    } finally {
      rmSync(other, { recursive: true });
    }
  });
});
