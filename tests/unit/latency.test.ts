import { describe, expect, it } from 'vitest';
import type { CommunicationTime } from '../../src/lab/trace';
import { PAPER_LATENCY } from '../../src/shared/paper';
import { fullLane, latencyRatios, sharedWork, totalTime } from '../../src/state/latency';
import { lane, message } from './run-fixtures';

const time = (generation: number, rest = 10): CommunicationTime => ({
  senderPrefill: rest,
  generation,
  adapter: rest,
  actorPrefill: rest,
});
const noise = { kind: 'white-noise', strength: 1, seed: 1 } as const;

describe('latency', () => {
  const full = lane([], { communication: time(270) });
  const k8 = lane([], {
    settings: message('latent', { compression: 'trained', k: 8 }),
    communication: time(10),
  });
  const words = lane([], { settings: message('text'), communication: time(270) });
  const none = lane([], { settings: message('none'), communication: time(0) });

  it('two ratios to the full-length message of the same run', () => {
    expect(totalTime(time(270))).toBe(300);
    expect(latencyRatios([k8, full, words, none])).toEqual([
      { lane: 0, generation: 27, endToEnd: 7.5 },
      { lane: 2, generation: 1, endToEnd: 1 },
    ]);
  });

  it('none without a full-length message that is measured', () => {
    expect(latencyRatios([k8, words])).toEqual([]);
    expect(fullLane([lane([])])).toBeNull();
    const edited = message('latent', { edits: [{ kind: 'zero', from: 0, to: 1 }] });
    const written = message('latent', { words: 'Look in the fridge 1.' });
    const held = message('latent', { senderGame: 'g' });
    for (const settings of [edited, written, held]) {
      expect(fullLane([lane([], { settings, communication: time(1) })])).toBeNull();
    }
  });

  it('measures against the undisturbed one, and never divides by nothing', () => {
    const noisy = lane([], {
      settings: message('latent', { perturbation: noise }),
      communication: time(270),
    });
    expect(fullLane([noisy, full])).toBe(1);
    expect(fullLane([noisy])).toBe(0);
    const instant = lane([], { settings: message('text'), communication: time(0, 0) });
    expect(latencyRatios([full, instant])).toEqual([{ lane: 1, generation: null, endToEnd: null }]);
  });

  it('names lanes that share the sender’s work', () => {
    expect(sharedWork([full, k8, words, none, none])).toEqual([[0, 2]]);
  });

  it('the paper’s ratios are 24 and 46', () => {
    expect(Math.round(PAPER_LATENCY.full / PAPER_LATENCY.untrained[8])).toBe(24);
    expect(Math.round(PAPER_LATENCY.full / PAPER_LATENCY.trained[8])).toBe(46);
  });
});
