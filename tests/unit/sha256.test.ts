import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Rng } from '../../src/shared/rng';
import { sha256 } from '../../src/shared/sha256';

test('agrees with Node over every length of padding', () => {
  const rng = new Rng('sha256');
  for (let length = 0; length <= 200; length++) {
    const bytes = Uint8Array.from({ length }, () => rng.integer(256));
    expect(sha256(bytes), `${length} bytes`).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});
