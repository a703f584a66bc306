/** What the page says of its own tiers before they are loaded, against their manifests. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SENDER_VIEWS } from '../../src/lab/sender-views';
import { loadNodeModels } from '../../src/runtime/node/node-models';
import type { Manifest } from '../../src/shared/manifest';
import { OWN_TIERS, ownTierUrl } from '../../src/shared/own-tiers';
import { ENGLISH } from '../../src/words/english/english';

describe.each(OWN_TIERS)('$name', ({ name, megabytes, parameters, sender }) => {
  const manifest = JSON.parse(
    readFileSync(`public/models/${name}/manifest.json`, 'utf8'),
  ) as Manifest;

  test('is called so, and downloads so much', () => {
    expect(manifest.tier).toBe(name);
    for (const device of ['webgpu', 'wasm']) {
      const needed = manifest.files.filter((file) => (file.device ?? device) === device);
      const bytes = needed.reduce((sum, file) => sum + file.bytes, 0);
      expect((bytes / 1e6).toFixed(1)).toBe(megabytes);
    }
  });

  test('is known by its sender, and its title is that of the page', () => {
    const senders = manifest.files.filter(({ role }) => role === 'sender');
    expect(senders.length).toBeGreaterThan(0);
    for (const { sha256 } of senders) expect(sha256.slice(0, 16)).toBe(sender);
    expect(manifest.title).toBe(ENGLISH.device.own.titles[name]);
  });

  test('has so many parameters', () => {
    // A Llama of this lab: embeddings tied, MLP of 11/4 of the width, norms without biases.
    const { dim, layers, vocabulary } = manifest.decoders.actor;
    const layer = 4 * dim * dim + (3 * dim * dim * 11) / 4 + 2 * dim;
    expect(vocabulary * dim + layers * layer + dim).toBe(parameters);
  });
});

// Loading runs every session's self-test against PyTorch's numbers.
test('the second tier computes what PyTorch computed, and its statistics are its own', async () => {
  const models = await loadNodeModels(`public/models/${OWN_TIERS[1].name}`);
  try {
    for (const view of SENDER_VIEWS) {
      const { thoughts, k8 } = await models.corpus(view);
      expect(thoughts.mean).toHaveLength(models.sender.dim);
      expect(k8?.mean).toHaveLength(models.compressedSender.dim);
    }
  } finally {
    models.release();
  }
});

test('stand beside each other', () => {
  const own = 'https://example.org/lab/models/tiny/';
  expect(ownTierUrl(own, 'small')).toBe('https://example.org/lab/models/small/');
  expect(ownTierUrl(own, 'tiny')).toBe(own);
});
