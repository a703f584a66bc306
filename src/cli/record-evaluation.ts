import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { splitGames } from '../alfworld/game-name';
import { evaluateGames, summarize } from '../lab/evaluation';
import { loadNodeModels } from '../runtime/node/node-models';
import { type Manifest, ManifestSchema } from '../shared/manifest';
import { runProgram } from './command-line';
import { readEvaluateOptions } from './evaluate-options';
import { badArgument, readOptions } from './options';

/** The rows of a model card: a label, and the arguments of `evaluate` that measure it. */
const ROWS: readonly (readonly [label: string, args: string])[] = [
  ['none', '--message none'],
  ['text', '--message text'],
  ['latent full', '--message latent'],
  ...[64, 32, 16, 8, 4, 2, 1].map((k): [string, string] => [
    `trained K = ${k}`,
    `--message compressed --k ${k}`,
  ]),
  ['untrained K = 8', '--message compressed --compression untrained --k 8'],
  ['kept 8', '--message compressed --compression kept --k 8'],
  ...[0.75, 0.5, 0.25].map((ratio): [string, string] => [
    `truncated to ${100 * ratio}%`,
    `--message compressed --compression truncated --ratio ${ratio}`,
  ]),
  ['latent full of another task', '--message latent --perturb cross-task'],
  ['text of another task', '--message text --perturb cross-task'],
];

type Entry = Manifest['evaluation'][number];

/**
 * `npm run -s record:evaluation -- --split unseen --games 200 [--rows "none,text"]`: measures the rows
 * of a model card on the files as shipped and keeps them in the tier's manifest.
 */
async function record(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, ['split', 'games', 'models', 'rows'], []);
  const folder = values.models ?? 'public/models/tiny';
  const wanted = values.rows?.split(',').map((label) => label.trim());
  const unknown = wanted?.find((label) => !ROWS.some(([known]) => known === label));
  if (unknown !== undefined) {
    const known = ROWS.map(([label]) => label).join(', ');
    throw badArgument(`--rows accepts ${known}, not “${unknown}”.`);
  }
  const models = await loadNodeModels(folder);
  for (const [label, row] of ROWS) {
    if (wanted && !wanted.includes(label)) continue;
    const shared = `--split ${values.split ?? 'unseen'} --games ${values.games ?? '200'}`;
    const command = `${shared} ${row}`;
    const { split, games, start, message, stepBudget } = readEvaluateOptions(command.split(' '));
    const date = new Date().toISOString();
    const results = await evaluateGames(models, splitGames(split, start, games), message, {
      stepBudget,
      signal: new AbortController().signal,
      source: { kind: 'live', backend: 'wasm', models: models.hashes, date },
    });
    const { success, successCi95, stepsMean } = summarize(results, stepBudget);
    const entry: Entry = {
      split,
      message: label,
      games,
      success,
      successCi95: [...successCi95],
      stepsMean,
      device: 'wasm',
      date,
      command: `npm run -s evaluate -- ${command}`,
    };
    process.stdout.write(`${JSON.stringify(entry)}\n`);
    await keep(join(folder, 'manifest.json'), entry);
  }
  await models.release();
}

/** Puts the entry in the place of an older one for the same row. */
async function keep(path: string, entry: Entry): Promise<void> {
  const manifest = v.parse(ManifestSchema, JSON.parse(await readFile(path, 'utf8')));
  const others = manifest.evaluation.filter(
    ({ split, message }) => split !== entry.split || message !== entry.message,
  );
  const order = ROWS.map(([label]) => label);
  const evaluation = [...others, entry].sort(
    (a, b) => a.split.localeCompare(b.split) || order.indexOf(a.message) - order.indexOf(b.message),
  );
  await writeFile(path, `${JSON.stringify({ ...manifest, evaluation }, null, 1)}\n`);
}

await runProgram(() => record(process.argv.slice(2)));
