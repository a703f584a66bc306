import type { TaskType } from '../alfworld/domain';
import { TASK_TYPES } from '../alfworld/domain';
import type { Split } from '../alfworld/game-name';
import { SPLITS } from '../alfworld/game-name';
import { messageOfId } from '../lab/batch-condition';
import type { BatchPreset } from '../lab/batch-presets';
import { BATCH_PRESETS } from '../lab/batch-presets';
import type { Shard } from '../lab/batch-settings';
import { DEFAULT_VIEW, SENDER_VIEWS, type SenderView } from '../lab/sender-views';
import type { MessageSettings, SamplingSettings } from '../lab/settings';
import { badArgument, readChoice, readNumber, readOptions, readWholeNumber } from './options';

export const REPORT_FORMATS = ['markdown', 'latex', 'csv', 'csv-tables', 'json', 'none'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export const REPORT_LANGUAGES = ['en', 'zh'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

export const BATCH_USAGE = `Plays the same games in many conditions, as the page’s Batch tab does, and keeps every episode.

npm run -s evaluate -- batch --out FILE [options]   goes on where it was stopped
  --settings FILE                  a batch’s settings as the page saves them, or a batch (its imported games: --files); else:
  --preset table-1|table-3|latent-beside-words|strengths   default latent-beside-words
  --messages ID,ID…                none, text, latent, k8, untrained-8, kept-8, truncated-0.5, cross-task,
                                   white-noise-1, cov-noise-0.5-message, k8+white-noise-1 …, in place of a preset
  --views scout,uncertain…         default ${DEFAULT_VIEW}
  --splits seen,unseen…            default dev; unseen is for released models
  --tasks TYPE,TYPE…               default all six
  --games N --first-seed S         games of each split; default 100 from 0
  --files PATH                     a game.tw-pddl, or all those of a folder, in place of splits
  --steps N                        commands before a game is lost; default 20
  --temperature T --top-p P --sample-seed S   the sender’s words are drawn; default greedy
  --breadth                        the messages’ information breadth is measured too
  --models DIR                     default public/models/tiny
  --concurrency N                  games in flight in a process; default 8
  --processes N                    processes on this machine, each with a part of the games; default 1
  --shard I/N                      part I of N by seed range, for several machines
  --known FILE                     episodes of this batch are not played again
  --format markdown|latex|csv|csv-tables|json|none --language en|zh   what is printed at the end; default markdown
Each of these says more with --help:
npm run -s evaluate -- merge FILE FILE… --out FILE   shards as one batch
npm run -s evaluate -- tables FILE [--format … --baseline ID --language …]   its tables; csv has a line an episode
npm run -s evaluate -- compare A B [--format markdown|csv|json]   two batches of the same games
npm run -s evaluate -- card FILE FILE…   batches as JSON for a model card: models/write_card.py`;

const NAMES = [
  'out',
  'settings',
  'preset',
  'messages',
  'views',
  'splits',
  'tasks',
  'games',
  'first-seed',
  'files',
  'steps',
  'temperature',
  'top-p',
  'sample-seed',
  'models',
  'concurrency',
  'processes',
  'shard',
  'known',
  'format',
  'language',
] as const;

type Values = Partial<Record<(typeof NAMES)[number], string>>;

/** What is to be played, where no file of settings says it. */
export interface BatchAsked {
  readonly views: readonly SenderView[];
  /** A preset, which needs the models’ manifest, or messages. */
  readonly messages: BatchPreset | readonly MessageSettings[];
  readonly splits: readonly Split[];
  readonly tasks: readonly TaskType[];
  readonly games: number;
  readonly firstSeed: number;
  readonly stepBudget: number;
  readonly sampling: SamplingSettings | null;
  readonly breadth: boolean;
}

export interface BatchOptionsGiven {
  readonly out: string;
  /** A file of settings, or what was asked for in options. */
  readonly asked: string | BatchAsked;
  /** Where imported games are, in place of splits. */
  readonly files: string | null;
  readonly models: string;
  readonly concurrency: number;
  readonly processes: number;
  readonly shard: Shard;
  readonly known: string | null;
  readonly format: ReportFormat;
  readonly language: ReportLanguage;
}

const SAID_BY_SETTINGS = [
  'preset',
  'messages',
  'views',
  'splits',
  'tasks',
  'games',
  'first-seed',
  'steps',
  'temperature',
  'top-p',
  'sample-seed',
] as const;

/** Throws a LabError 'bad-argument' whose sentence says what is accepted. */
export function readBatchOptions(args: readonly string[]): BatchOptionsGiven {
  const { values, flags } = readOptions(args, NAMES, ['breadth']);
  if (values.out === undefined)
    throw badArgument('--out is needed: the file that keeps the batch.');
  return {
    out: values.out,
    asked: readAsked(values, flags.has('breadth')),
    files: values.files ?? null,
    models: values.models ?? 'public/models/tiny',
    concurrency: readWholeNumber('concurrency', values.concurrency ?? '8', 1, 256),
    processes: readWholeNumber('processes', values.processes ?? '1', 1, 256),
    shard: readShard(values.shard ?? '1/1'),
    known: values.known ?? null,
    ...readFormat(values),
  };
}

export function readFormat(
  values: Pick<Values, 'format' | 'language'>,
): Pick<BatchOptionsGiven, 'format' | 'language'> {
  return {
    format: readChoice('format', values.format ?? 'markdown', REPORT_FORMATS),
    language: readChoice('language', values.language ?? 'en', REPORT_LANGUAGES),
  };
}

function readAsked(values: Values, breadth: boolean): string | BatchAsked {
  const { settings } = values;
  if (settings !== undefined) {
    const other = SAID_BY_SETTINGS.find((name) => values[name] !== undefined);
    if (other !== undefined) {
      throw badArgument(`--settings says what is played: leave out --${other}.`);
    }
    if (breadth) throw badArgument('--settings says what is measured: leave out --breadth.');
    return settings;
  }
  const { files } = values;
  for (const name of ['splits', 'tasks', 'games', 'first-seed'] as const) {
    if (files !== undefined && values[name] !== undefined) {
      throw badArgument(`--files names the games: leave out --${name}.`);
    }
  }
  return {
    views: readList('views', values.views ?? DEFAULT_VIEW, SENDER_VIEWS),
    messages: readMessages(values),
    splits: readList('splits', values.splits ?? 'dev', SPLITS),
    tasks: values.tasks === undefined ? TASK_TYPES : readList('tasks', values.tasks, TASK_TYPES),
    games: readWholeNumber('games', values.games ?? '100', 1),
    firstSeed: readWholeNumber('first-seed', values['first-seed'] ?? '0', 0),
    stepBudget: readWholeNumber('steps', values.steps ?? '20', 1),
    sampling: readSampling(values),
    breadth,
  };
}

function readMessages({ preset, messages }: Values): BatchAsked['messages'] {
  if (messages === undefined) {
    return readChoice('preset', preset ?? 'latent-beside-words', BATCH_PRESETS);
  }
  if (preset !== undefined)
    throw badArgument('--messages takes the place of --preset: leave one out.');
  return messages.split(',').map((id) => {
    const message = messageOfId(id);
    if (message !== null) return message;
    throw badArgument(`--messages accepts ids such as latent, k8 or cross-task, not “${id}”.`);
  });
}

function readList<T extends string>(option: string, given: string, choices: readonly T[]): T[] {
  const list = given.split(',').map((one) => readChoice(option, one, choices));
  // In the order of the choices, so that the same list is the same batch.
  return choices.filter((choice) => list.includes(choice));
}

function readSampling(values: Values): SamplingSettings | null {
  const { temperature, 'top-p': topP, 'sample-seed': seed } = values;
  if (temperature === undefined && topP === undefined && seed === undefined) return null;
  const range = { from: 0, inclusive: false };
  return {
    temperature: readNumber('temperature', temperature ?? '1', { ...range, to: 10 }),
    topP: readNumber('top-p', topP ?? '1', { ...range, to: 1 }),
    seed: readWholeNumber('sample-seed', seed ?? '1', 0),
  };
}

/** `2/4`: counted from 1. */
function readShard(given: string): Shard {
  const [, index = '', of = ''] = /^(\d{1,5})\/(\d{1,5})$/.exec(given) ?? [];
  const shard = { index: Number(index) - 1, of: Number(of) };
  if (index !== '' && shard.index >= 0 && shard.index < shard.of) return shard;
  throw badArgument(`--shard accepts a part such as 2/4, not “${given}”.`);
}

export interface FilesGiven {
  readonly files: readonly string[];
  readonly rest: readonly string[];
}

/** The names before the first option. */
export function leadingFiles(args: readonly string[]): FilesGiven {
  const first = args.findIndex((arg) => arg.startsWith('--'));
  const end = first < 0 ? args.length : first;
  return { files: args.slice(0, end), rest: args.slice(end) };
}
