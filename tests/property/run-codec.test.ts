import fc from 'fast-check';
import { deflateSync, inflateSync as inflateRaw, strToU8 } from 'fflate';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type PlayedRun, replayRun, traceCheck } from '../../src/lab/replay';
import type { Trace } from '../../src/lab/trace';
import { LabError } from '../../src/shared/errors';
import { Rng } from '../../src/shared/rng';
import { SharedSettingsSchema } from '../../src/state/link/limits';
import { RUN_LIMITS } from '../../src/state/link/packed-run';
import { decodeRun, encodeRun } from '../../src/state/link/run-codec';
import { runOfFragment } from '../../src/state/link/run-fragment';
import { token } from '../unit/run-fixtures';
import { settings } from './link-arbitraries';
import { mutated } from './link-mutations';

const GAME = 'g1/dev/kitchen/pick_heat_then_place_in_recep/3/standard';

const COMMANDS = ['look', 'inventory', 'go to fridge 1', 'open fridge 1', 'go to nowhere', ' '];

/** A run of a game of ours: commands at random, answered by the game. */
const trace: fc.Arbitrary<Trace> = settings.chain((chosen) =>
  fc
    .array(fc.array(fc.constantFrom(...COMMANDS), { maxLength: chosen.stepBudget }), {
      minLength: chosen.lanes.length,
      maxLength: chosen.lanes.length,
    })
    .map((lanes) =>
      replayRun({
        settings: { ...chosen, game: GAME },
        ...(lanes.length % 2 === 0 && {
          faults: [
            { step: 2, what: 'device-lost', backend: 'webgpu' } as const,
            { step: 3, what: 'worker-stopped', backend: null } as const,
          ],
        }),
        source: {
          kind: 'recorded',
          backend: 'wasm',
          models: { actor: '0123456789abcdef', sender: 'fedcba9876543210' },
          date: '2026-11-22T23:00:00.000Z',
        },
        lanes: lanes.map((commands, index) => ({
          outcome: (['running', 'failed', 'context-full'] as const)[index % 3] ?? 'running',
          ...(index % 3 === 1 &&
            commands.length < chosen.stepBudget && {
              failure: { code: 'bad-settings', message: 'There are no words. Write some.' },
            }),
          message: {
            chainOfThought: index === 0 ? null : { tokens: [5, 6, 7], text: 'Go on. 走' },
            positions: 3,
            bytes: 1536,
            latents: null,
            dim: 128,
          },
          communication: { senderPrefill: 1.5, generation: 20, adapter: 0, actorPrefill: 3.2 },
          steps: commands.map((command, step) => ({
            command,
            milliseconds: 12,
            tokens: step % 3 === 0 ? [token({ entropy: 0.562 })] : [],
          })),
        })),
      }),
    ),
);

const unpack = (text: string): Trace => {
  const read = decodeRun(text);
  if (read.kind !== 'run') throw new Error(read.fault);
  const again = replayRun(read.played);
  expect(traceCheck(again)).toBe(read.check);
  return again;
};

const pack = (data: unknown): string =>
  `1.${Buffer.from(deflateSync(strToU8(JSON.stringify(data)))).toString('base64url')}`;

describe('a run in a link', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(trace, (original) => {
        expect(unpack(encodeRun(original))).toEqual(original);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('is read from the fragment, alone or beside other things', () => {
    expect(runOfFragment('#run=1.ab-c')).toBe('1.ab-c');
    expect(runOfFragment('#lanes&run=1.abc&x=1')).toBe('1.abc');
    expect(runOfFragment('#rerun=1')).toBeNull();
    expect(runOfFragment('')).toBeNull();
  });

  it('of a later page says so, and one that is damaged too', () => {
    expect(decodeRun('2.AAAA')).toEqual({ kind: 'fault', fault: 'newer' });
    expect(decodeRun('1.AAAA')).toEqual({ kind: 'fault', fault: 'damaged' });
    expect(decodeRun('')).toEqual({ kind: 'fault', fault: 'damaged' });
    expect(decodeRun(pack([1, 2]))).toEqual({ kind: 'fault', fault: 'beyond' });
  });

  it('that unpacks to more than there is room for is given up on the way', () => {
    const bomb = Buffer.from(deflateSync(new Uint8Array(40_000_000), { level: 9 }));
    const text = `1.${bomb.toString('base64url')}`;
    expect(text.length).toBeLessThan(RUN_LIMITS.text);
    const started = performance.now();
    expect(decodeRun(text)).toEqual({ kind: 'fault', fault: 'too-long' });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(decodeRun('1.'.padEnd(RUN_LIMITS.text + 1, 'A'))).toMatchObject({ fault: 'too-long' });
  });
});

/** Changes inside what is packed, so that they reach what checks it. */
function mutatedInside(text: string, rng: Rng): string {
  return `1.${Buffer.from(deflateSync(strToU8(mutated(text, rng)), { level: 1 })).toString('base64url')}`;
}

/** Whatever it says, the game answers it, or says why not. */
function replayed(played: PlayedRun): void {
  try {
    replayRun(played);
  } catch (thrown) {
    if (!(thrown instanceof LabError)) throw thrown;
  }
}

describe('10,000 mutated runs', () => {
  const samples = fc.sample(trace, { numRuns: 20, seed: 11 });
  const packed = samples.map(encodeRun);
  const json = packed.map((text) => {
    const bytes = Buffer.from(text.slice(2), 'base64url');
    return new TextDecoder().decode(inflateRaw(bytes));
  });

  it.each(Array.from({ length: 10 }, (_, chunk) => chunk))('chunk %i of 10', (chunk) => {
    const rng = new Rng(`mutated runs ${chunk}`);
    const outcomes = { run: 0, fault: 0 };
    for (let run = 0; run < 1_000; run++) {
      const text =
        run % 2 === 0 ? mutated(rng.pick(packed), rng) : mutatedInside(rng.pick(json), rng);
      const read = decodeRun(text);
      outcomes[read.kind] += 1;
      if (read.kind === 'fault') continue;
      const { settings: chosen, lanes } = read.played;
      if (!v.is(SharedSettingsSchema, chosen)) throw new Error(`Beyond the limits: ${text}`);
      if (lanes.length !== chosen.lanes.length) throw new Error(text);
      if (lanes.some(({ steps }) => steps.length > 50)) throw new Error(text);
      if (run % 8 === 1) replayed(read.played);
    }
    expect(outcomes.fault).toBeGreaterThan(300);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('some of which are runs again', () => {
    const rng = new Rng('mutated runs that go on');
    let played = 0;
    for (let run = 0; run < 400; run++) {
      const read = decodeRun(mutatedInside(rng.pick(json), rng));
      if (read.kind === 'run') played += 1;
    }
    expect(played).toBeGreaterThan(0);
  });
});
