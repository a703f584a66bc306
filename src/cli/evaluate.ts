import { writeFile } from 'node:fs/promises';
import { splitGames } from '../alfworld/game-name';
import {
  type EvaluatedGame,
  type EvaluationSummary,
  evaluateGames,
  type Figures,
  type GameResult,
  generatedGame,
  summarize,
} from '../lab/evaluation';
import type { MessageSettings, Perturbation } from '../lab/settings';
import type { Trace } from '../lab/trace';
import { encodeTrace } from '../lab/trace-codec';
import { loadNodeModels } from '../runtime/node/node-models';
import { BATCH_USAGE } from './batch-options';
import { compareBatchFiles, mergeBatchFiles, printCard, printTables } from './batch-reports';
import { runProgram } from './command-line';
import { evaluateBatch } from './evaluate-batch';
import {
  EVALUATE_USAGE,
  type EvaluateOptions,
  type GamesAsked,
  readEvaluateOptions,
} from './evaluate-options';
import { readGameFiles } from './game-files';
import { badArgument } from './options';

/** `npm run -s evaluate`: see `EVALUATE_USAGE` and `BATCH_USAGE`. */
async function evaluate(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  if (command === 'batch' && !rest.includes('--help')) return evaluateBatch(rest);
  if (command === 'merge') return mergeBatchFiles(rest);
  if (command === 'tables') return printTables(rest);
  if (command === 'compare') return compareBatchFiles(rest);
  if (command === 'card') return printCard(rest);
  if (command === 'batch') {
    process.stdout.write(`${BATCH_USAGE}\n`);
    return;
  }
  const options = readEvaluateOptions(args);
  if (options.help) {
    process.stdout.write(`${EVALUATE_USAGE}\n\n${BATCH_USAGE}\n`);
    return;
  }
  const games = gamesOf(options.source);
  if (options.trace !== null && games.length !== 1) {
    throw badArgument('--trace writes one game: give --files one game.tw-pddl with it.');
  }
  const models = await loadNodeModels(options.models);
  const source: Trace['source'] = {
    kind: 'live',
    backend: 'wasm',
    models: models.hashes,
    date: new Date().toISOString(),
  };
  const { stepBudget, sampling, view, concurrency } = options;
  let last: Trace | null = null;
  const done: GameResult[] = [];
  await evaluateGames(models, games, options.message, {
    stepBudget,
    view,
    sampling: sampling ?? undefined,
    signal: new AbortController().signal,
    source,
    concurrency,
    onGame: (result, trace) => {
      last = trace;
      done.push(result);
      reportProgress(done, games.length);
    },
  });
  await models.release();
  if (options.trace !== null && last !== null) await writeFile(options.trace, encodeTrace(last));
  const summary = summarize(done, stepBudget);
  const text = options.json ? jsonLine(summary, options, source) : table(summary, options, source);
  process.stdout.write(`${text}\n`);
}

function gamesOf(source: GamesAsked): EvaluatedGame[] {
  if (source.kind === 'files') return readGameFiles(source.files);
  return splitGames(source.split, source.start, source.games).map(generatedGame);
}

function reportProgress(done: readonly GameResult[], games: number): void {
  const won = done.filter((result) => result.outcome === 'won').length;
  const last = done.at(-1);
  if (!last) return;
  const { game, outcome, steps } = last;
  process.stderr.write(`${done.length}/${games}  won ${won}  ${game}  ${outcome} after ${steps}\n`);
}

function figuresLine({ games, success, successCi95, stepsMean, stepsSuccessMean }: Figures) {
  return {
    games,
    success,
    success_ci95: successCi95,
    steps_mean: stepsMean,
    steps_success_mean: stepsSuccessMean,
  };
}

function jsonLine(
  summary: EvaluationSummary,
  options: EvaluateOptions,
  source: Trace['source'],
): string {
  const { stepBudget, message, sampling, view, models } = options;
  const { kind: _, ...games } = options.source;
  return JSON.stringify({
    ...figuresLine(summary),
    message_length_mean: summary.messageLengthMean,
    communication_ms_median: summary.communicationMsMedian,
    outcomes: summary.outcomes,
    near_ties: summary.nearTies,
    inadmissible_share: summary.inadmissibleShare,
    thought_entropy_mean: summary.thoughtEntropyMean,
    by_task: Object.fromEntries(
      Object.entries(summary.byTask).map(([task, figures]) => [task, figuresLine(figures)]),
    ),
    settings: { ...games, steps: stepBudget, message, sampling, view, models },
    backend: source.backend,
    models: source.models,
    date: source.date,
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function describeMessage({
  channel,
  compression,
  k,
  ratio,
  perturbation,
}: MessageSettings): string {
  const forms = {
    full: channel === 'latent' ? 'latent full' : channel,
    trained: `trained K = ${k}`,
    untrained: `untrained K = ${k}`,
    kept: `${k} kept`,
    truncated: `truncated to ${percent(ratio)}`,
  };
  return `message ${forms[compression]}${describePerturbation(perturbation)}`;
}

function describePerturbation(perturbation: Perturbation): string {
  if (perturbation.kind === 'none') return '';
  const scope = 'scope' in perturbation ? ` scope ${perturbation.scope}` : '';
  const strength = 'strength' in perturbation ? ` strength ${perturbation.strength}` : '';
  return `, ${perturbation.kind}${scope}${strength} seed ${perturbation.seed}`;
}

function describeGames(asked: GamesAsked): string {
  if (asked.kind === 'files') return `game files of ${asked.files}`;
  const { split, start, games } = asked;
  return `${split} games ${start} to ${start + games - 1}`;
}

function table(
  summary: EvaluationSummary,
  { message, stepBudget, source: asked, view, models }: EvaluateOptions,
  source: Trace['source'],
): string {
  const line = (label: string, figures: Figures): string => {
    const [low, high] = figures.successCi95.map(percent);
    const won = figures.stepsSuccessMean?.toFixed(1) ?? '–';
    return `${label.padEnd(32)} ${percent(figures.success).padStart(6)} [${low}, ${high}] of ${
      figures.games
    }; steps ${figures.stepsMean.toFixed(1)}, of those won ${won}`;
  };
  const length = summary.messageLengthMean?.toFixed(1) ?? '–';
  const latency = summary.communicationMsMedian?.toFixed(0) ?? '–';
  const what = describeMessage(message);
  const hashes = Object.entries(source.models).map(([role, hash]) => `${role} ${hash.slice(0, 8)}`);
  return [
    `${describeGames(asked)}, ${what}, ${view} view, live on ${source.backend}`,
    `models ${models}: ${hashes.join(', ')}`,
    line('all', summary),
    ...Object.entries(summary.byTask).map(([task, figures]) => line(`  ${task}`, figures)),
    `${stepBudget} steps at most; message ${length} positions; communication ${latency} ms median; ${summary.nearTies} near ${summary.nearTies === 1 ? 'tie' : 'ties'}`,
  ].join('\n');
}

await runProgram(() => evaluate(process.argv.slice(2)));
