import { writeFile } from 'node:fs/promises';
import { playToEnd } from '../lab/episode';
import { DEFAULT_VIEW, SENDER_VIEWS } from '../lab/sender-views';
import type { Channel, MessageSettings } from '../lab/settings';
import { encodeTrace } from '../lab/trace-codec';
import { loadNodeModels } from '../runtime/node/node-models';
import { runProgram } from './command-line';
import { badArgument, readChoice, readOptions, readWholeNumber } from './options';

const LANES: readonly Channel[] = ['latent', 'text', 'none'];

/**
 * `npm run -s trace -- --game NAME --out FILE [--view VIEW] [--steps 20] [--models DIR]`: one game,
 * three lanes.
 */
async function trace(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, ['game', 'out', 'view', 'steps', 'models'], []);
  const { game, out } = values;
  if (game === undefined || out === undefined) {
    throw badArgument(
      'Give --game NAME and --out FILE; --view V, --steps N and --models DIR are optional.',
    );
  }
  const stepBudget = readWholeNumber('steps', values.steps ?? '20', 1);
  const view = readChoice('view', values.view ?? DEFAULT_VIEW, SENDER_VIEWS);
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
  const settings = { game, stepBudget, view, lanes };
  const run = await playToEnd(models, settings, new AbortController().signal);
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
