import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as v from 'valibot';
import {
  BATCH_FORMAT,
  type BatchFile,
  decodeBatch,
  encodeBatch,
  mergeBatches,
} from '../lab/batch-file';
import type { BatchLine } from '../lab/batch-line';
import { type BatchMachine, machinesOf } from '../lab/batch-machine';
import { presetMessages } from '../lab/batch-presets';
import { batchProgress } from '../lab/batch-progress';
import { plannedEpisodes, runBatch } from '../lab/batch-runner';
import { type BatchSettings, BatchSettingsSchema, checkBatchSettings } from '../lab/batch-settings';
import type { EvaluatedGame } from '../lab/evaluation';
import type { LoadedModels } from '../runtime/load-models';
import { loadNodeModels } from '../runtime/node/node-models';
import { LabError } from '../shared/errors';
import type { Manifest } from '../shared/manifest';
import { VERSIONS_OF_RESULTS } from '../shared/versions';
import { BatchJournal, readBatchFile, write } from './batch-journal';
import { type BatchOptionsGiven, readBatchOptions } from './batch-options';
import { printBatch } from './batch-reports';
import { readGameFiles } from './game-files';
import { badArgument, systemCode } from './options';
import { thisMachine } from './this-machine';

/** `npm run -s evaluate -- batch`: see `BATCH_USAGE`. */
export async function evaluateBatch(args: readonly string[]): Promise<void> {
  const options = readBatchOptions(args);
  const batch =
    options.processes === 1 ? await playHere(options) : await playInProcesses(options, args);
  printBatch(batch, options);
}

async function playHere(options: BatchOptionsGiven): Promise<BatchFile> {
  const models = await loadNodeModels(options.models);
  try {
    return await playWith(models, options);
  } finally {
    await models.release();
  }
}

async function playWith(models: LoadedModels, options: BatchOptionsGiven): Promise<BatchFile> {
  const { shard, concurrency, known } = options;
  const { settings, files } = settingsOf(options, models.manifest);
  checkBatchSettings(settings, models.manifest);
  const now = new Date().toISOString();
  const journal = new BatchJournal(
    options.out,
    {
      format: BATCH_FORMAT,
      settings,
      source: {
        tier: models.manifest.tier,
        models: models.hashes,
        backend: 'wasm',
        versions: { ...VERSIONS_OF_RESULTS },
        concurrency,
        machines: [thisMachine(concurrency)],
      },
      dates: { first: now, last: now },
    },
    known === null ? [] : [known],
  );
  const total = plannedEpisodes(settings, files, shard);
  const { done } = journal;
  const report = progressReporter(done.size, total);
  const abort = new AbortController();
  const interrupt = (): void => abort.abort(new LabError('interrupted', STOPPED));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await runBatch(models, settings, {
      concurrency,
      signal: abort.signal,
      done,
      shard,
      files,
      onLine: (line) => {
        journal.add(line);
        report(line, journal.failed);
      },
    });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
  return journal.finish(new Date().toISOString());
}

const STOPPED = 'Stopped. What was played is kept: the same command goes on.';

function progressReporter(
  before: number,
  total: number,
): (line: BatchLine, failed: number) => void {
  const started = performance.now();
  let done = before;
  return ({ condition, game, outcome, steps, failure }, failed) => {
    done += 1;
    const progress = batchProgress({ done, failed, before, total }, performance.now() - started);
    const rate = progress.perMinute?.toFixed(1) ?? '–';
    const left = Math.ceil((progress.secondsLeft ?? 0) / 60);
    const what = failure === null ? `${outcome} after ${steps}` : `failed: ${failure.message}`;
    process.stderr.write(
      `${done}/${total}  ${rate}/min  ${left} min left  ${condition}  ${game}  ${what}\n`,
    );
  };
}

/** The settings with the imported games that they name. `manifest`: for the lengths of presets. */
function settingsOf(
  { asked, files: path }: BatchOptionsGiven,
  { compressions }: Manifest,
): { settings: BatchSettings; files: readonly EvaluatedGame[] } {
  const files = path === null ? [] : readGameFiles(path);
  if (typeof asked === 'string') return { settings: readSettings(asked), files };
  const { messages, views, stepBudget, sampling, splits, tasks: taskTypes, games } = asked;
  const list = typeof messages === 'string' ? presetMessages(messages, compressions) : messages;
  const settings: BatchSettings = {
    games:
      path === null
        ? { kind: 'splits', splits, taskTypes, games, firstSeed: asked.firstSeed }
        : { kind: 'files', names: files.map(({ name }) => name) },
    stepBudget,
    sampling,
    conditions: views.flatMap((view) => list.map((message) => ({ view, message }))),
    ...(asked.breadth ? { breadth: true } : {}),
  };
  return { settings, files };
}

/** Of a file of settings, or of a batch. */
function readSettings(path: string): BatchSettings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw badArgument(`--settings “${path}” cannot be read (${systemCode(error)}).`);
  }
  try {
    const read = v.safeParse(BatchSettingsSchema, JSON.parse(text));
    if (read.success) return read.output;
  } catch {
    throw badArgument(`--settings “${path}” is not JSON.`);
  }
  return decodeBatch(text).settings;
}

/** Each process plays a shard into a file of its own; then they are merged. */
async function playInProcesses(
  { out, processes, shard, known, concurrency }: BatchOptionsGiven,
  args: readonly string[],
): Promise<BatchFile> {
  const shared = without(args, ['out', 'processes', 'shard', 'known', 'format', 'language']);
  const kept = known ?? (existsSync(out) ? out : null);
  const parts = Array.from({ length: processes }, (_, index) => ({
    file: `${out}.${index + 1}-of-${processes}`,
    // Shard i of n in p processes: shards p·i … p·i + p − 1 of n·p.
    shard: `${shard.index * processes + index + 1}/${shard.of * processes}`,
  }));
  const codes = await Promise.all(
    parts.map(({ file, shard: own }, index) =>
      runProcess(`[${index + 1}/${processes}] `, [
        'batch',
        ...shared,
        ...['--out', file, '--shard', own, '--format', 'none'],
        ...(kept === null ? [] : ['--known', kept]),
      ]),
    ),
  );
  if (codes.some((code) => code !== 0)) {
    throw new LabError('process-failed', `A process ended early. ${STOPPED}`);
  }
  const together = mergeBatches(parts.map(({ file }) => readBatchFile(file)));
  const merged = withWorkers(together, thisMachine(concurrency), processes);
  write(out, encodeBatch(merged));
  for (const { file } of parts) rmSync(file);
  return merged;
}

/** Each process says that it is one on this machine: together they were so many. */
function withWorkers(batch: BatchFile, here: BatchMachine, workers: number): BatchFile {
  const mine = JSON.stringify(here);
  const machines = (batch.source.machines ?? []).map((one) =>
    JSON.stringify(one) === mine ? { ...one, workers } : one,
  );
  return { ...batch, source: { ...batch.source, ...machinesOf([{ machines }]) } };
}

function without(args: readonly string[], names: readonly string[]): string[] {
  const kept: string[] = [];
  for (let place = 0; place < args.length; place++) {
    const arg = args[place] as string;
    const [, name = '', value] = /^--([^=]+)(=.*)?$/.exec(arg) ?? [];
    if (!names.includes(name)) kept.push(arg);
    else if (value === undefined) place += 1;
  }
  return kept;
}

/** This program once more; its progress with a mark before each line. */
function runProcess(mark: string, args: readonly string[]): Promise<number> {
  const [program = ''] = process.argv.slice(1);
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.setEncoding('utf8');
  let rest = '';
  child.stderr.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) process.stderr.write(`${mark}${line}\n`);
  });
  const stop = (): boolean => child.kill('SIGTERM');
  process.once('SIGINT', stop);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', stop);
      if (rest !== '') process.stderr.write(`${mark}${rest}\n`);
      resolve(code ?? 1);
    });
  });
}
