/** What `npm run -s evaluate` makes of batches that were played: `merge`, `tables`, `compare`, `card`. */
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { batchCard } from '../lab/batch-card';
import {
  comparisonAsCsv,
  comparisonAsJson,
  comparisonAsMarkdown,
} from '../lab/batch-compare-report';
import { messageId, messageOfId } from '../lab/batch-condition';
import { type BatchFile, encodeBatch, mergeBatches } from '../lab/batch-file';
import { batchAsLatex, batchAsMarkdown, linesAsCsv } from '../lab/batch-formats';
import { type BatchCondition, plannedCount } from '../lab/batch-settings';
import { tablesAsCsv } from '../lab/batch-table-csv';
import { batchReport as chinese } from '../words/chinese/batch-report';
import { batchReport as english } from '../words/english/batch-report';
import { readBatchFile, write } from './batch-journal';
import {
  type BatchOptionsGiven,
  leadingFiles,
  REPORT_LANGUAGES,
  readFormat,
} from './batch-options';
import { badArgument, readChoice, readOptions } from './options';

const MERGE_USAGE = `Shards as one batch: parts of the same settings, models, backend and versions.

npm run -s evaluate -- merge FILE FILE… --out FILE
  --format markdown|latex|csv|csv-tables|json|none --language en|zh   what is printed; default none
Machines, processes and games in flight may differ: they change times alone, and the result names
them all. An episode that several parts have is taken from the first.`;

const TABLES_USAGE = `The tables of a batch, and the paragraph that says how it was made.

npm run -s evaluate -- tables FILE [options]
  --format markdown|latex|csv|csv-tables|json|none   default markdown; csv has a line an episode,
                            csv-tables the tables’ figures with one number a cell, shares from 0 to 1
  --baseline ID             the message that the others are compared with, such as none or latent; by
                            default, and in tables that do not have it: no message where channels
                            are compared, the full latents where lengths are
  --language en|zh`;

const COMPARE_USAGE = `Two batches over the games that both played: what differs in how they were made, paired differences
of success (A minus B) with a table a view, and the games on which they disagree.

npm run -s evaluate -- compare A B [--format markdown|csv|json --language en|zh]   default markdown`;

const CARD_USAGE = `Batches as JSON for a model card, to standard output: models/cards/TIER.batch.json, which
models/write_card.py reads beside the card.

npm run -s evaluate -- card FILE FILE…`;

const idOf = ({ message }: BatchCondition): string => messageId(message);

/** Prints the usage where it is asked for. */
function helps(args: readonly string[], usage: string): boolean {
  const asked = args.includes('--help');
  if (asked) process.stdout.write(`${usage}\n`);
  return asked;
}

/** `npm run -s evaluate -- merge`. */
export function mergeBatchFiles(args: readonly string[]): void {
  if (helps(args, MERGE_USAGE)) return;
  const { files, rest } = leadingFiles(args);
  const { values } = readOptions(rest, ['out', 'format', 'language'], []);
  if (values.out === undefined)
    throw badArgument('--out is needed: the file for the merged batch.');
  const parts = files.map(readBatchFile);
  const paths = files.map((file) => realpathSync(file));
  const twice = files.find((_, place) => paths.indexOf(paths[place] as string) !== place);
  if (twice !== undefined) throw badArgument(`${twice} is named twice. Leave one out.`);
  const merged = mergeBatches(parts);
  write(values.out, encodeBatch(merged));
  const again = parts.reduce((sum, { lines }) => sum + lines.length, 0) - merged.lines.length;
  if (again > 0) {
    process.stderr.write(
      `${again} ${again === 1 ? 'episode is' : 'episodes are'} in several parts: taken from the first that has it.\n`,
    );
  }
  const planned = plannedCount(merged.settings) * merged.settings.conditions.length;
  if (merged.lines.length < planned) {
    process.stderr.write(
      `Partial: ${merged.lines.length} of ${planned} planned episodes are in ${values.out}.\n`,
    );
  }
  printBatch(merged, readFormat({ format: 'none', ...values }));
}

/** `npm run -s evaluate -- tables`. */
export function printTables(args: readonly string[]): void {
  if (helps(args, TABLES_USAGE)) return;
  const { files, rest } = leadingFiles(args);
  const { values } = readOptions(rest, ['format', 'language', 'baseline'], []);
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw badArgument('tables takes one batch.');
  const { baseline = null } = values;
  const batch = readBatchFile(file);
  if (baseline !== null && !batch.settings.conditions.some((one) => idOf(one) === baseline)) {
    const ids = [...new Set(batch.settings.conditions.map(idOf))].join(', ');
    const reason = messageOfId(baseline) === null ? 'is no message' : 'was not played';
    throw badArgument(`--baseline “${baseline}” ${reason}: this batch has ${ids}.`);
  }
  printBatch(batch, readFormat(values), baseline);
}

/** `npm run -s evaluate -- compare`. */
export function compareBatchFiles(args: readonly string[]): void {
  if (helps(args, COMPARE_USAGE)) return;
  const { files, rest } = leadingFiles(args);
  const { values } = readOptions(rest, ['format', 'language'], []);
  const [here, there, ...more] = files;
  if (here === undefined || there === undefined || more.length > 0) {
    throw badArgument('compare takes two batches.');
  }
  const format = readChoice('format', values.format ?? 'markdown', ['markdown', 'csv', 'json']);
  const language = readChoice('language', values.language ?? 'en', REPORT_LANGUAGES);
  const words = language === 'zh' ? chinese : english;
  const [one, other] = [readBatchFile(here), readBatchFile(there)];
  const texts = {
    markdown: () => comparisonAsMarkdown(one, other, { here, there, name: basename(there) }, words),
    csv: () => comparisonAsCsv(one, other),
    json: () => comparisonAsJson(one, other, words),
  };
  process.stdout.write(texts[format]());
}

/** `npm run -s evaluate -- card`. */
export function printCard(args: readonly string[]): void {
  if (helps(args, CARD_USAGE)) return;
  const { files, rest } = leadingFiles(args);
  readOptions(rest, [], []);
  if (files.length === 0) throw badArgument('card takes at least one batch.');
  const cards = files.map((file) => batchCard(readBatchFile(file), english));
  process.stdout.write(`${JSON.stringify(cards, null, 1)}\n`);
}

/** `baseline`: the id of a message, see `baselineOf`. */
export function printBatch(
  batch: BatchFile,
  { format, language }: Pick<BatchOptionsGiven, 'format' | 'language'>,
  baseline: string | null = null,
): void {
  const words = language === 'zh' ? chinese : english;
  const texts = {
    none: () => '',
    json: () => encodeBatch(batch),
    csv: () => linesAsCsv(batch),
    'csv-tables': () => tablesAsCsv(batch, words, baseline),
    markdown: () => batchAsMarkdown(batch, words, { baseline }),
    latex: () => batchAsLatex(batch, words, { baseline }),
  };
  process.stdout.write(texts[format]());
}
