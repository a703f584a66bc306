import { SPLITS, splitGames } from '../alfworld/game-name';
import { DEFAULT_VIEW, SENDER_VIEWS } from '../lab/sender-views';
import { measureThoughts } from '../lab/thought-measurement';
import { loadNodeModels } from '../runtime/node/node-models';
import { runProgram } from './command-line';
import { readChoice, readOptions, readWholeNumber } from './options';

/** `npm run -s measure:thought`: one JSON line on the sender's chain of thought (design.md, 4). */
async function measure(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, ['split', 'games', 'start', 'view', 'steps', 'models'], []);
  const split = readChoice('split', values.split ?? 'unseen', SPLITS);
  const games = readWholeNumber('games', values.games ?? '200', 1);
  const start = readWholeNumber('start', values.start ?? '0', 0);
  const view = readChoice('view', values.view ?? DEFAULT_VIEW, SENDER_VIEWS);
  const stepBudget = readWholeNumber('steps', values.steps ?? '20', 1);
  const models = await loadNodeModels(values.models ?? 'public/models/tiny');
  const work = { signal: new AbortController().signal, now: () => performance.now() };
  const measured = await measureThoughts(models, splitGames(split, start, games), {
    view,
    stepBudget,
    work,
    onGame: (done) => process.stderr.write(`${done}/${games}\n`),
  });
  await models.release();
  const settings = { split, start, games, view, steps: stepBudget };
  process.stdout.write(
    `${JSON.stringify({ ...measured, settings, models: models.hashes, date: new Date().toISOString() })}\n`,
  );
}

await runProgram(() => measure(process.argv.slice(2)));
