import { SPLITS, type Split } from '../alfworld/game-name';
import { DEFAULT_VIEW, SENDER_VIEWS, type SenderView } from '../lab/sender-views';
import {
  type Channel,
  COVARIANCE_PERTURBATIONS,
  type Compression,
  type MessageSettings,
  type SamplingSettings,
  SCOPES,
} from '../lab/settings';
import { badArgument, readChoice, readNumber, readOptions, readWholeNumber } from './options';

export type GamesAsked =
  | {
      readonly kind: 'split';
      readonly split: Split;
      readonly start: number;
      readonly games: number;
    }
  | { readonly kind: 'files'; readonly files: string };

/** What `npm run -s evaluate` was asked to do. */
export interface EvaluateOptions {
  /** The games of a split, or those of a game file or of a folder of such. */
  readonly source: GamesAsked;
  readonly view: SenderView;
  readonly stepBudget: number;
  readonly message: MessageSettings;
  /** Null: greedy. */
  readonly sampling: SamplingSettings | null;
  /** Folder of the model tier. */
  readonly models: string;
  /** Games played at the same time. */
  readonly concurrency: number;
  /** Where the one game's trace goes. */
  readonly trace: string | null;
  readonly json: boolean;
  /** Print `EVALUATE_USAGE` and do nothing else. */
  readonly help: boolean;
}

export const EVALUATE_USAGE = `Plays games of a split with the models of a tier and prints how they went.

npm run -s evaluate -- [options]
  --split dev|train|seen|unseen         default dev; unseen is for released models
  --games N --start I                   games I to I + N - 1 of the split; default 200 from 0
  --files PATH                          a game.tw-pddl, or all those of a folder, in place of a split
  --view scout|uncertain|hedging|planner           what the sender is told; default ${DEFAULT_VIEW}
  --message none|text|latent|compressed default latent
  --compression trained|untrained|kept|truncated   with --message compressed; default trained
  --k K                                 latent steps for trained, untrained and kept; default 8
  --ratio R                             share of the message for truncated; default 0.5
  --steps N                             commands before a game is lost; default 20
  --perturb cross-task|same-type|white-noise|cov-noise|cov-gauss-zero|cov-gauss-mean|random-rotation
            --perturb-seed S            another game's message, or latents disturbed; default seed 1
            --strength A --scope corpus|message  of what disturbs latents; default 1 and corpus
  --temperature T --top-p P --sample-seed S        the sender's words are drawn; default greedy
  --concurrency N                       games played at the same time; default 1. With more than one no
                                        communication time is given: it would not be comparable
  --actor free --device wasm            what is built so far
  --models DIR                          default public/models/tiny
  --trace FILE                          with one game: the game's trace as JSON
  --json                                one line of JSON on standard output`;

const NAMES = [
  'split',
  'games',
  'start',
  'files',
  'message',
  'k',
  'steps',
  'view',
  'compression',
  'ratio',
  'perturb',
  'scope',
  'strength',
  'perturb-seed',
  'actor',
  'device',
  'models',
  'trace',
  'temperature',
  'top-p',
  'sample-seed',
  'concurrency',
] as const;

type Values = Partial<Record<(typeof NAMES)[number], string>>;

const MESSAGES = ['none', 'text', 'latent', 'compressed'] as const;
const MOST_LATENT_STEPS = 1024;

/** Throws a LabError 'bad-argument' whose sentence says what is accepted. */
export function readEvaluateOptions(args: readonly string[]): EvaluateOptions {
  const { values, flags } = readOptions(args, NAMES, ['json', 'help']);
  refuseUnbuilt(values);
  const source = readGames(values);
  if (values.trace !== undefined && source.kind === 'split' && source.games !== 1) {
    throw badArgument('--trace writes one game: give --games 1 with it.');
  }
  return {
    source,
    view: readChoice('view', values.view ?? DEFAULT_VIEW, SENDER_VIEWS),
    stepBudget: readWholeNumber('steps', values.steps ?? '20', 1),
    message: readMessage(values),
    sampling: readSampling(values),
    models: values.models ?? 'public/models/tiny',
    concurrency: readWholeNumber('concurrency', values.concurrency ?? '1', 1, 256),
    trace: values.trace ?? null,
    json: flags.has('json'),
    help: flags.has('help'),
  };
}

function refuseUnbuilt(values: Values): void {
  readChoice('actor', values.actor ?? 'free', ['free'], ['admissible']);
  readChoice('device', values.device ?? 'wasm', ['wasm'], ['webgpu']);
}

function readGames({ files, split, start, games }: Values): GamesAsked {
  if (files === undefined) {
    return {
      kind: 'split',
      split: readChoice('split', split ?? 'dev', SPLITS),
      start: readWholeNumber('start', start ?? '0', 0),
      games: readWholeNumber('games', games ?? '200', 1),
    };
  }
  if (split !== undefined || start !== undefined || games !== undefined) {
    throw badArgument('--files names the games: leave out --split, --start and --games.');
  }
  return { kind: 'files', files };
}

function readMessage(values: Values): MessageSettings {
  const message = readChoice('message', values.message ?? 'latent', MESSAGES);
  const channel: Channel = message === 'compressed' ? 'latent' : message;
  if (values.compression !== undefined && message !== 'compressed') {
    throw badArgument('--compression goes with --message compressed.');
  }
  const compression: Compression =
    message === 'compressed'
      ? readChoice('compression', values.compression ?? 'trained', [
          'trained',
          'untrained',
          'kept',
          'truncated',
        ])
      : 'full';
  if (values.ratio !== undefined && compression !== 'truncated') {
    throw badArgument('--ratio goes with --message compressed --compression truncated.');
  }
  return {
    channel,
    compression,
    k: readWholeNumber('k', values.k ?? '8', 1, MOST_LATENT_STEPS),
    ratio: readNumber('ratio', values.ratio ?? '0.5', { from: 0, inclusive: true, to: 1 }),
    perturbation: readPerturbation(values, channel),
  };
}

const OTHER_MESSAGES = ['cross-task', 'same-type'] as const;

function readPerturbation(values: Values, channel: Channel): MessageSettings['perturbation'] {
  const { perturb, strength, scope } = values;
  const seed = readWholeNumber('perturb-seed', values['perturb-seed'] ?? '1', 0);
  if (perturb === undefined) {
    for (const option of ['perturb-seed', 'strength', 'scope'] as const) {
      if (values[option] !== undefined) throw badArgument(`--${option} goes with --perturb.`);
    }
    return { kind: 'none' };
  }
  const kind = readChoice('perturb', perturb, [
    ...OTHER_MESSAGES,
    'white-noise',
    ...COVARIANCE_PERTURBATIONS,
  ]);
  if (channel === 'none') {
    throw badArgument('--perturb needs a message: --message text, latent or compressed.');
  }
  if (kind === 'cross-task' || kind === 'same-type') {
    if (strength === undefined && scope === undefined) return { kind, seed };
    throw badArgument(`${kind} has no strength and no scope: leave them out.`);
  }
  if (channel === 'text') {
    throw badArgument(`--perturb ${kind} needs latents: --message latent or compressed.`);
  }
  const most = kind === 'white-noise' || kind === 'cov-noise' ? 4 : 1;
  const read = readNumber('strength', strength ?? '1', { from: 0, inclusive: true, to: most });
  if (kind === 'white-noise') {
    if (scope === undefined) return { kind, strength: read, seed };
    throw badArgument('white-noise has no scope: leave it out.');
  }
  return { kind, scope: readChoice('scope', scope ?? 'corpus', SCOPES), strength: read, seed };
}

/** The sender's words are sampled where one of the three options is given. */
function readSampling(values: Values): SamplingSettings | null {
  const { temperature, 'top-p': topP, 'sample-seed': seed } = values;
  if (temperature === undefined && topP === undefined && seed === undefined) return null;
  return {
    temperature: readNumber('temperature', temperature ?? '1', {
      from: 0,
      inclusive: false,
      to: 10,
    }),
    topP: readNumber('top-p', topP ?? '1', { from: 0, inclusive: false, to: 1 }),
    seed: readWholeNumber('sample-seed', seed ?? '1', 0),
  };
}
