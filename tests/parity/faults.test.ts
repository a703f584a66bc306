/** The real runtime fails at every call of an episode, in Node: the mini models, loaded again each time. */
import { expect, test } from 'vitest';
import type { DeviceReport, WorkerEvent } from '../../src/client/protocol';
import type { MessageSettings } from '../../src/lab/settings';
import { LabHost } from '../../src/runtime/lab-host';
import { loadNodeModels } from '../../src/runtime/node/node-models';
import { faulty, runtimeError } from '../unit/faulty-models';
import episode from './fixtures/episode.json';

const LANE = { compression: 'full', k: 4, ratio: 1, perturbation: { kind: 'none' } } as const;
const LANES: readonly MessageSettings[] = [
  { ...LANE, channel: 'latent', compression: 'trained' },
  { ...LANE, channel: 'none' },
];
const DEVICE: DeviceReport = {
  device: 'wasm',
  description: '',
  reason: 'wasm-asked',
  software: false,
  options: [],
  gpu: null,
  unmet: null,
};

/** The commands of each lane, and how many calls they took; the calls named fail. */
async function play(failing: readonly number[]) {
  const events: WorkerEvent[] = [];
  let calls = 0;
  let loads = 0;
  const host = new LabHost({
    load: async () => {
      loads += 1;
      const models = await loadNodeModels('tests/models/mini');
      const wrapped = faulty(models, () => {
        calls += 1;
        if (failing.includes(calls)) throw runtimeError();
      });
      return {
        models: {
          ...wrapped,
          hashes: models.hashes,
          bounds: null,
          release: () => models.release(),
        },
        device: DEVICE,
        keeping: 'kept',
        lost: new Promise(() => {}),
      };
    },
    post: (event) => events.push(event),
    letEventsIn: () => new Promise((turn) => setImmediate(turn)),
  });
  const settings = { game: episode.content.game, stepBudget: 2, lanes: LANES };
  await host.handle({ kind: 'load', run: 1, modelsUrl: '', device: 'wasm' });
  await host.handle({ kind: 'open', run: 2, settings, file: null });
  await host.handle({ kind: 'play', run: 2 });
  await host.handle({ kind: 'unload', run: 1 });
  const steps = events.flatMap((event) => (event.kind === 'step' ? [event] : []));
  const ties = steps.flatMap(({ step }) => step.tokens).filter(({ nearTie }) => nearTie);
  const ends = events.filter(({ kind }) => kind === 'failed' || kind === 'idle');
  expect(ends).toEqual([{ kind: 'idle', run: 2, finished: true }]);
  const commands = LANES.map((_, index) =>
    steps.flatMap(({ lane, step }) => (lane === index ? [step.command] : [])),
  );
  return { commands, calls, loads, ties: ties.length };
}

test('an episode ends with the same commands, whichever call fails', async () => {
  const undisturbed = await play([]);
  expect(undisturbed.commands.map(({ length }) => length)).toEqual([2, 2]);
  expect(undisturbed.ties).toBe(0);
  for (let at = 1; at <= undisturbed.calls; at++) {
    const { commands, loads } = await play([at]);
    expect(commands, `call ${at}`).toEqual(undisturbed.commands);
    expect(loads).toBe(2);
  }
  const several = await play([3, undisturbed.calls]);
  expect(several.commands).toEqual(undisturbed.commands);
});
