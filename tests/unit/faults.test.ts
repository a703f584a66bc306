/** The models fail at every place of an episode: it goes on, and ends as one that nothing disturbed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkerEvent } from '../../src/client/protocol';
import type { MessageSettings, SamplingSettings } from '../../src/lab/settings';
import { LabError } from '../../src/shared/errors';
import { type CallKind, faulty, lostCall, runtimeError } from './faulty-models';
import { Stage } from './host-stage';
import { message, settings } from './scripted-runs';

const LANES = [
  message({ compression: 'kept', k: 4 }),
  message({ compression: 'trained', k: 4 }),
  message({ channel: 'text' }),
  message({ channel: 'none' }),
];

interface Played {
  readonly stage: Stage;
  readonly calls: readonly CallKind[];
}

/** A page's requests for one run; `fault` is asked before each call, from 1, on the device it is made on. */
async function play(
  fault: (call: number, stage: Stage) => void = () => {},
  { lanes = LANES as readonly MessageSettings[], device = 'wasm' as 'wasm' | 'webgpu' } = {},
  sampling?: SamplingSettings,
): Promise<Played> {
  const calls: CallKind[] = [];
  const stage = new Stage();
  stage.device = device;
  stage.wrap = (models) =>
    faulty(models, (kind) => {
      calls.push(kind);
      fault(calls.length, stage);
    });
  await stage.load();
  const chosen = { ...settings(lanes, 4), ...(sampling ? { sampling } : {}) };
  await stage.say({ kind: 'open', run: 2, settings: chosen, file: null });
  await stage.say({ kind: 'advance', run: 2 });
  await stage.say({ kind: 'play', run: 2 });
  return { stage, calls };
}

/** By lane its last message and its commands, as the page gets them. */
function outcome({ events }: Stage, lanes = LANES.length) {
  const of = (lane: number) => {
    const own = events.filter((event) => 'lane' in event && event.lane === lane);
    const said = own.findLast((event) => event.kind === 'message');
    const steps = own.flatMap((event) =>
      event.kind === 'step' ? [`${event.step.command} ${event.outcome}`] : [],
    );
    return { latents: said?.message.latents, thought: said?.message.chainOfThought, steps };
  };
  return Array.from({ length: lanes }, (_, lane) => of(lane));
}

const told = ({ events }: Stage): WorkerEvent[] =>
  events.filter(({ kind }) => kind === 'faulted' || kind === 'recovered' || kind === 'failed');

const ENDED = { kind: 'idle', run: 2, finished: true };

describe('a run whose models fail', () => {
  it('has calls of every kind', async () => {
    const { calls, stage } = await play();
    expect(new Set(calls)).toEqual(new Set(['prefill', 'decode', 'latent', 'adapter']));
    expect(stage.events.at(-1)).toEqual(ENDED);
    expect(told(stage)).toEqual([]);
  });

  it('goes on after an exception at any call, on WASM loaded again', async () => {
    const { calls, stage } = await play();
    const undisturbed = outcome(stage);
    for (let at = 1; at <= calls.length; at++) {
      const { stage: disturbed } = await play((call) => {
        if (call === at) throw runtimeError();
      });
      expect(outcome(disturbed), `call ${at}`).toEqual(undisturbed);
      expect(told(disturbed)).toEqual([
        { kind: 'faulted', run: 2, what: 'runtime-error' },
        { kind: 'recovered', run: 2, backend: 'wasm' },
      ]);
      expect(disturbed.events.at(-1)).toEqual(ENDED);
      expect(disturbed.models.alive).toBe(0);
      expect(disturbed.released).toBe(1);
    }
  });

  it('goes on where its device is lost at any calls: twice on WebGPU, then on WASM', async () => {
    const { calls, stage } = await play();
    const undisturbed = outcome(stage);
    const places = fc.uniqueArray(fc.integer({ min: 1, max: 2 * calls.length }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(places, fc.boolean(), async (at, silent) => {
        // By the load: of calls that are under way at once, the second finds the same device gone.
        const lost = new Set<number>();
        const { stage: disturbed } = await play(
          (call, on) => {
            const onGpu = on.requests.at(-1)?.device !== 'wasm';
            if (!at.includes(call) || !onGpu) return;
            lost.add(on.requests.length);
            on.lose('driver reset');
            // A call may also give an answer that comes too late.
            if (!silent) throw lostCall();
          },
          { device: 'webgpu' },
        );
        expect(outcome(disturbed)).toEqual(undisturbed);
        expect(disturbed.events.at(-1)).toEqual(ENDED);
        const backends = disturbed.events.flatMap((event) =>
          event.kind === 'recovered' ? [event.backend] : [],
        );
        const all = ['webgpu', 'webgpu', 'wasm'] as const;
        // The last call may have been made already.
        expect(lost.size - backends.length).toBeLessThanOrEqual(silent ? 1 : 0);
        expect(backends).toEqual(all.slice(0, backends.length));
        expect(told(disturbed).some(({ kind }) => kind === 'failed')).toBe(false);
        expect(disturbed.models.alive).toBe(0);
      }),
      { numRuns: 60, examples: [[[77, 78], false]] },
    );
  });

  it('draws the same words again where they are sampled', async () => {
    const sampling = { temperature: 1.5, topP: 0.99, seed: 7 };
    const { calls, stage } = await play(undefined, {}, sampling);
    const greedy = await play();
    expect(outcome(stage)).not.toEqual(outcome(greedy.stage));
    for (const at of [1, 2, 9, Math.floor(calls.length / 2), calls.length]) {
      const fault = (call: number): void => {
        if (call === at) throw runtimeError();
      };
      const { stage: disturbed } = await play(fault, {}, sampling);
      expect(outcome(disturbed), `call ${at}`).toEqual(outcome(stage));
    }
  });

  it('fails where WASM fails twice at the same place, and says what to do', async () => {
    const { stage } = await play((call) => {
      if (call >= 30) throw runtimeError();
    });
    // After the second time a lane is given up; the others, which it happens to as well, are asked once.
    const again = ['faulted', 'recovered'];
    expect(told(stage).map(({ kind }) => kind)).toEqual([
      ...again,
      ...LANES.slice(1).flatMap(() => again),
      'failed',
    ]);
    expect(told(stage).at(-1)).toMatchObject({ error: { recoverable: false } });
    expect(stage.models.alive).toBe(0);
  });

  it('goes on after as many exceptions as there are steps, where it gets on in between', async () => {
    const { stage } = await play();
    let steps = 0;
    let loads = 0;
    const { stage: disturbed } = await play((_, on) => {
      const now = on.kinds(2).filter((kind) => kind === 'step').length;
      if (loads < on.loads.length) {
        loads = on.loads.length;
        steps = now;
      } else if (now > steps) throw runtimeError();
    });
    expect(outcome(disturbed)).toEqual(outcome(stage));
    expect(told(disturbed).length).toBeGreaterThan(6);
  });

  it('fails where the models cannot be loaded again', async () => {
    const { stage } = await play((call, on) => {
      if (call !== 20) return;
      on.failure = new LabError('model-unreachable', 'No network. Try again.');
      throw runtimeError();
    });
    expect(told(stage)).toMatchObject([
      { kind: 'faulted' },
      { kind: 'failed', error: { code: 'model-unreachable', recoverable: true } },
    ]);
  });

  it('is silent from the next step on where it is cancelled while the models load again', async () => {
    let gate = { open: (): void => {} };
    const waiting = play((call, on) => {
      if (call !== 20) return;
      gate = on.hold();
      const { length } = on.loads;
      on.between = () => {};
      // The load that follows is under way when the page cancels.
      void Promise.resolve().then(async () => {
        while (on.loads.length === length) await new Promise((turn) => setTimeout(turn));
        await on.say({ kind: 'cancel', run: 2 });
        gate.open();
      });
      throw runtimeError();
    });
    const { stage } = await waiting;
    const kinds = stage.kinds(2);
    const after = kinds.slice(kinds.indexOf('faulted') + 1);
    expect(after.filter((kind) => kind !== 'recovered')).toEqual([]);
    expect(stage.models.alive).toBe(0);
    await stage.open(3);
    await stage.say({ kind: 'play', run: 3 });
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 3, finished: true });
  });
});

describe('a start that fails', () => {
  it('is tried once more where memory was short', async () => {
    const stage = new Stage();
    stage.failure = new RangeError('Array buffer allocation failed');
    const loading = stage.load();
    stage.failure = new RangeError('Array buffer allocation failed');
    await loading;
    expect(stage.loads).toHaveLength(2);
    expect(stage.events.at(-1)).toMatchObject({
      kind: 'failed',
      error: { code: 'models-not-started', recoverable: false },
    });
    stage.failure = null;
    await stage.load(3);
    expect(stage.kinds(3)).toEqual(['progress', 'ready']);
  });
});
