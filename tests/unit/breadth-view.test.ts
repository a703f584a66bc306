import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/shared/card';
import type { Manifest } from '../../src/shared/manifest';
import {
  breadthMessages,
  breadthOfLane,
  breadthViews,
  broaderSteps,
  certainSteps,
  runIsOfCard,
} from '../../src/state/breadth-view';
import { card } from './card-fixtures';
import { lane, message, SOURCE } from './run-fixtures';

const [some] = card.breadth ?? [];
if (some === undefined) throw new Error('The fixture has no breadth.');

const withBreadth = (of: readonly (readonly [string, string, number])[]): Card => ({
  ...card,
  breadth: of.map(([name, step, share]) => ({
    ...some,
    message: name,
    step,
    top_share_median: share,
  })),
});

describe('the messages a card has the breadth of', () => {
  it('are told apart by how they were made and what disturbs them', () => {
    const found = breadthMessages(
      withBreadth([
        ['k8-cov-noise-0.5-corpus', '1', 0.5],
        ['untrained-8', '1', 0.5],
        ['random-rot-message', '1', 0.5],
        ['k8', '1', 0.5],
        ['latent', 'commitment', 0.5],
        ['latent', '2', 0.5],
        ['latent', '1', 0.5],
        ['something-new', '1', 0.5],
      ]),
      'uncertain',
    );
    expect(found.map(({ base, perturbation }) => [base, perturbation])).toEqual([
      ['latent', 'random-rot-message'],
      ['latent', ''],
      ['k8', 'cov-noise-0.5-corpus'],
      ['k8', ''],
      ['untrained-8', ''],
    ]);
    const full = found[1];
    expect(full?.steps.map(({ step }) => step)).toEqual(['1', '2']);
    expect(full?.aligned.map(({ step }) => step)).toEqual(['commitment']);
    expect(found[3]?.kind).toEqual({ way: 'trained', k: 8 });
  });

  it('are those of the views and the first split that have any', () => {
    expect(breadthViews(card)).toEqual(['uncertain']);
    const { breadth: _, ...without } = card;
    expect(breadthViews(without)).toEqual([]);
    expect(breadthMessages(without, 'uncertain')).toEqual([]);
    expect(new Set(breadthMessages(card, 'uncertain').map(({ split }) => split))).toEqual(
      new Set(['unseen']),
    );
  });

  it('are compared step by step', () => {
    const [full, trained] = breadthMessages(
      withBreadth([
        ['latent', '1', 0.2],
        ['latent', '2', 0.9951],
        ['k8', '1', 0.6],
        ['k8', '2', 0.97],
        ['k8', '3', 0.97],
      ]),
      'uncertain',
    );
    if (full === undefined || trained === undefined) throw new Error('Both are there.');
    expect(certainSteps(full.steps)).toEqual(['2']);
    expect(broaderSteps(trained, full)).toEqual(['2']);
    expect(broaderSteps(full, trained)).toEqual(['1']);
  });
});

describe('a lane’s breadth', () => {
  it('is measured, awaited, not read, or of no latents', () => {
    const sent = {
      chainOfThought: null,
      positions: 1,
      bytes: 4,
      latents: new Float32Array(1),
      dim: 1,
    };
    const lens = [{ top: [{ token: 1, text: ' mug 1', probability: 1 }], entropy: 0 }];
    expect(breadthOfLane(lane([])).kind).toBe('awaited');
    expect(breadthOfLane(lane([], { message: sent })).kind).toBe('unread');
    expect(breadthOfLane(lane([], { message: { ...sent, lens } })).kind).toBe('measured');
    expect(breadthOfLane(lane([], { settings: message('text') })).kind).toBe('wordless');
  });

  it('is of the card’s models, or of others', () => {
    const [[path = '', sha = ''] = []] = Object.entries(card.models);
    expect(runIsOfCard(card, { ...SOURCE, models: { sender: sha } }, null)).toBe(true);
    expect(runIsOfCard(card, SOURCE, null)).toBe(false);
    expect(runIsOfCard(card, { ...SOURCE, models: {} }, null)).toBeNull();
    // WebGPU's files are not those that were measured: told by the tier they belong to.
    const gpu = { ...SOURCE, backend: 'webgpu', models: { sender: 'f'.repeat(64) } };
    expect(runIsOfCard(card, gpu, null)).toBeNull();
    const files = Object.entries(card.models).map(([name, sha256]) => ({ path: name, sha256 }));
    const tier = (measured: typeof files) =>
      ({
        files: [...measured, { path: 'sender-webgpu.onnx', sha256: gpu.models.sender }],
      }) as Manifest;
    expect(runIsOfCard(card, gpu, tier(files))).toBe(true);
    const other = files.map((file) => (file.path === path ? { ...file, sha256: 'e' } : file));
    expect(runIsOfCard(card, gpu, tier(other))).toBe(false);
  });
});
