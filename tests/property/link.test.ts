import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../src/shared/rng';
import { LIMITS, SharedSettingsSchema } from '../../src/state/link/limits';
import { readLink, writeLink } from '../../src/state/link/link-codec';
import { linkState } from './link-arbitraries';
import { mutated } from './link-mutations';

describe('the link codec', () => {
  it('gives back every state that it can be given', () => {
    fc.assert(
      fc.property(linkState, (state) => {
        const link = writeLink(state);
        const read = readLink(link);
        expect(read.ignored).toEqual([]);
        expect(read.state).toEqual(state);
        // As a browser has it in its address bar.
        expect(readLink(new URL(link, 'http://localhost/').search).state).toEqual(state);
      }),
      { numRuns: 1000, seed: 17 },
    );
  });

  it('10,000 mutated links never throw, keep within the limits and touch nothing', () => {
    const rng = new Rng('mutated links');
    const samples = fc.sample(linkState, { numRuns: 200, seed: 23 }).map(writeLink);
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
    let changed = 0;
    for (let run = 0; run < 10_000; run++) {
      const link = mutated(rng.pick(samples), rng);
      const { state, ignored } = readLink(link);
      const { settings, step } = state;
      if (!v.is(SharedSettingsSchema, settings)) throw new Error(`Beyond the limits: ${link}`);
      const lanes = settings.lanes.length;
      const budget = settings.stepBudget;
      if (!(lanes >= 1 && lanes <= 4 && budget >= 1 && budget <= 50)) throw new Error(link);
      if (step !== null && !(step >= 0 && step <= LIMITS.steps)) throw new Error(link);
      if (ignored.length > 12) throw new Error(link);
      // What was read is a link again, and the same one.
      const again = readLink(writeLink(state));
      if (JSON.stringify(again.state) !== JSON.stringify(state)) {
        expect(again.state, link).toEqual(state);
      }
      if (ignored.length > 0) changed += 1;
    }
    expect(changed).toBeGreaterThan(3_000);
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('reads the longest link there may be in no time to speak of', () => {
    const fills = ['~x(', '(', '!', '~zero(1,2)', '.k9', '~cov-noise(1,corpus,1,0-2047)', '%41'];
    for (const fill of fills) {
      const link = `?lane=latent${fill.repeat(LIMITS.query)}`.slice(0, LIMITS.query);
      const started = performance.now();
      readLink(link);
      expect(performance.now() - started, fill).toBeLessThan(10_000);
    }
  });
});
