import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { Game } from '../alfworld/game';
import { formatGameName, splitGame } from '../alfworld/game-name';
import { designOf } from '../alfworld/goal-design';
import { canAnalyse } from '../lab/analysis-request';
import { playToEnd } from '../lab/episode';
import type { Run } from '../lab/lanes';
import { openProblem } from '../lab/opened-game';
import { type Recording, type RecordingSchema, STORY_NAMES, slimTrace } from '../lab/recording';
import { type Target, tellSender } from '../lab/sender-views';
import type { MessageSettings } from '../lab/settings';
import type { LaneTrace, StepTrace, Trace } from '../lab/trace';
import { encodeTrace } from '../lab/trace-codec';
import type { LoadedModels } from '../runtime/load-models';
import { loadNodeModels } from '../runtime/node/node-models';
import { type Card, CardSchema } from '../shared/card';
import { LabError } from '../shared/errors';
import { sha256 } from '../shared/sha256';
import { runProgram } from './command-line';
import { readOptions, readWholeNumber } from './options';
import { hasNearTie, partingStep, type Story, storyNamed } from './stories';

const SPLIT = 'unseen';
const STEP_BUDGET = 20;
/** Games looked at before a story is given up. */
const MOST_GAMES = 600;

/** What a story's file may take, bytes, as it is and compressed. */
const MOST_BYTES = 700_000;
const MOST_GZIP_BYTES = 180_000;

const report = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface Found {
  readonly trace: Trace;
  /** Games looked at, this one included. */
  readonly searched: number;
}

/** Plays a game, then makes something of the run before it is freed. */
async function play<T>(
  models: LoadedModels,
  game: string,
  { view, lanes }: Pick<Story, 'view' | 'lanes'>,
  make: (trace: Trace, run: Run) => T | Promise<T>,
): Promise<T> {
  const settings = { game, stepBudget: STEP_BUDGET, view, lanes };
  const run = await playToEnd(models, settings, new AbortController().signal);
  try {
    const date = new Date().toISOString();
    return await make(
      run.trace({ kind: 'recorded', backend: 'wasm', models: models.hashes, date }),
      run,
    );
  } finally {
    run.dispose();
  }
}

/**
 * The trace with what the page asks for: the exact distribution over the commands at every step, and the
 * importance of every latent step at the step where the lanes part.
 */
async function withAnalyses(trace: Trace, run: Run): Promise<Trace> {
  const { signal } = new AbortController();
  const lanes: LaneTrace[] = [];
  const step = partingStep(trace.lanes.slice(0, 2));
  for (const [lane, played] of trace.lanes.entries()) {
    const steps: StepTrace[] = [];
    for (const [index, taken] of played.steps.entries()) {
      const found: { commands?: StepTrace['commands']; mismatched?: StepTrace['mismatched'] } = {};
      for (const what of ['commands', 'mismatched'] as const) {
        if (!canAnalyse(played, index + 1, what)) continue;
        const result = await run.analyse({ lane, step: index + 1, what }, signal);
        if (result?.what === what) found[what] = result.commands;
      }
      steps.push({ ...taken, ...found } as StepTrace);
    }
    const asked = canAnalyse(played, step, 'importance');
    const weighed = asked ? await run.analyse({ lane, step, what: 'importance' }, signal) : null;
    lanes.push({
      ...played,
      steps,
      ...(weighed?.what === 'importance' && {
        importance: { step, divergences: weighed.divergences },
      }),
    });
  }
  return { ...trace, lanes };
}

function targetsOf(game: string, view: Story['view']): readonly Target[] {
  const problem = openProblem(game);
  return tellSender(new Game(problem), designOf(problem.goal), view, game).targets;
}

/** The first game of the split that the story's rule accepts. Throws a LabError 'no-such-game'. */
async function findGame(models: LoadedModels, story: Story): Promise<Found> {
  const { name, view, lanes, task } = story;
  for (let seed = 0; seed < MOST_GAMES; seed++) {
    const game = splitGame(SPLIT, seed);
    const written = formatGameName(game);
    if (task !== undefined && game.task !== task) continue;
    const targets = targetsOf(written, view);
    if (!story.fits(targets)) continue;
    const opened = await play(models, written, { view, lanes: lanes.slice(0, 1) }, (opening) => {
      const [first] = opening.lanes;
      return first !== undefined && !hasNearTie(opening.lanes) && story.opens(first, targets);
    });
    if (!opened) continue;
    const trace = await play(models, written, story, (played, run) => {
      const fits = !hasNearTie(played.lanes) && story.accepts(played.lanes, targets);
      const endings = played.lanes.map(ending).join(', ');
      report(`  ${written}: ${endings}${fits ? '' : '; not this one'}`);
      return fits ? withAnalyses(played, run) : null;
    });
    if (trace) return { trace, searched: seed + 1 };
  }
  throw new LabError(
    'no-such-game',
    `None of the ${SPLIT} games 0 to ${MOST_GAMES - 1} tells “${name}”. Change its rule in src/cli/stories.ts.`,
  );
}

function ending({ settings, outcome, steps }: Trace['lanes'][number]): string {
  const { channel, compression, k } = settings;
  const what = compression === 'trained' ? `${channel} ${k}` : channel;
  return `${what} ${outcome} after ${steps.length}`;
}

/** The card beside the models, where it was measured on these very files. */
async function readCard(folder: string, hashes: Trace['source']['models']): Promise<Card | null> {
  let text: string;
  try {
    text = await readFile(join(folder, 'card.json'), 'utf8');
  } catch {
    report('No card.json beside the models: the recordings carry no rates.');
    return null;
  }
  const card = v.parse(CardSchema, JSON.parse(text));
  const measured = new Set(Object.values(card.models));
  const same = ['sender', 'actor'].every((role) => measured.has(hashes[role] ?? ''));
  if (!same) report('The card is of other model files: the recordings carry no rates.');
  return same ? card : null;
}

function conditionOf({ channel, compression, k }: MessageSettings): string {
  return compression === 'trained' ? `k${k}` : channel;
}

/** How often such lanes win, over all games of the split, or of the story's task. */
function ratesOf(card: Card | null, { view, lanes, task }: Story): Recording['rates'] {
  return lanes.flatMap((lane) => {
    const condition = conditionOf(lane);
    const row = card?.rows.find(
      (one) => one.view === view && one.split === SPLIT && one.condition === condition,
    );
    if (!row?.complete) return [];
    const ofTask = task === undefined ? undefined : row.by_task[task];
    const games = ofTask?.games ?? row.games;
    const rate = ofTask ? ofTask.rate : row.success20;
    const ci95 = ofTask ? ofTask.ci95 : row.success20_ci95;
    return rate === null || ci95 === null ? [] : [{ condition, games, rate, ci95 }];
  });
}

function checkSize(name: string, bytes: Uint8Array): void {
  const zipped = gzipSync(bytes).length;
  report(`  ${bytes.length} bytes, ${zipped} as gzip`);
  if (bytes.length > MOST_BYTES || zipped > MOST_GZIP_BYTES) {
    throw new LabError('too-large', `The recording ${name} is too large to be served at once.`);
  }
}

/**
 * `npm run -s traces [-- --models DIR --out DIR --index FILE]`: plays games until each story of
 * stories.ts has one, and writes their traces and the list of them that the page is built with.
 */
async function recordTraces(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, ['models', 'out', 'index', 'stories'], []);
  const folder = values.models ?? 'public/models/tiny';
  const out = values.out ?? 'public/traces';
  const index = values.index ?? 'src/state/recordings.json';
  const stories = readWholeNumber('stories', values.stories ?? `${STORY_NAMES.length}`, 1, 4);
  const started = performance.now();
  const models = await loadNodeModels(folder);
  const card = await readCard(folder, models.hashes);
  await mkdir(out, { recursive: true });
  const recordings: v.InferInput<typeof RecordingSchema>[] = [];
  for (const name of STORY_NAMES.slice(0, stories)) {
    report(`${name}:`);
    const story = storyNamed(name);
    const { trace, searched } = await findGame(models, story);
    const bytes = new TextEncoder().encode(encodeTrace(slimTrace(trace)));
    checkSize(name, bytes);
    await writeFile(join(out, `${name}.json`), bytes);
    recordings.push({
      name,
      game: trace.settings.game,
      view: story.view,
      step: partingStep(trace.lanes.slice(0, 2)),
      chosen: { split: SPLIT, searched },
      rates: ratesOf(card, story),
      ratesOfTask: story.task !== undefined,
      sha256: sha256(bytes),
      bytes: bytes.length,
      models: trace.source.models,
      vocabulary: models.manifest.decoders.sender.vocabulary,
      date: trace.source.date,
    });
  }
  await models.release();
  await writeFile(index, `${JSON.stringify(recordings, null, 2)}\n`);
  const seconds = (performance.now() - started) / 1000;
  report(`${recordings.length} recordings in ${seconds.toFixed(0)} seconds.`);
}

await runProgram(() => recordTraces(process.argv.slice(2)));
