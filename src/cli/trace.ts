import { writeFile } from 'node:fs/promises';
import { playToEnd } from '../lab/episode';
import type { Channel, MessageSettings } from '../lab/settings';
import { encodeTrace } from '../lab/trace-codec';
import { loadNodeModels } from '../runtime/node/node-models';
import { runProgram } from './command-line';
import { badArgument, readOptions, readWholeNumber } from './options';

const LANES: readonly Channel[] = ['latent', 'text', 'none'];

/** `npm run -s trace -- --game NAME --out FILE [--steps 20] [--models DIR]`: one game, three lanes. */
async function trace(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, ['game', 'out', 'steps', 'models'], []);
  const { game, out } = values;
  if (game === undefined || out === undefined) {
    throw badArgument('Give --game NAME and --out FILE; --steps N and --models DIR are optional.');
  }
  const stepBudget = readWholeNumber('steps', values.steps ?? '20', 1);
  const models = await loadNodeModels(values.models ?? 'public/models/tiny');
  const lanes = LANES.map(
    (channel): MessageSettings => ({
      channel,
      compression: 'full',
      k: 8,
      ratio: 0.5,
      perturbation: { kind: 'none' },
    }),
  );
  const run = await playToEnd(models, { game, stepBudget, lanes }, new AbortController().signal);
  const source = {
    kind: 'live',
    backend: 'wasm',
    models: models.hashes,
    date: new Date().toISOString(),
  } as const;
  await writeFile(out, encodeTrace(run.trace(source)));
  run.dispose();
  await models.release();
}

await runProgram(() => trace(process.argv.slice(2)));
