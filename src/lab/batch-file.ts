/** A batch on disk, in the browser's storage and between machines: settings, source, a line an episode. */
import * as v from 'valibot';
import { LabError } from '../shared/errors';
import { conditionId } from './batch-condition';
import { type BatchLine, BatchLineSchema, lineKey } from './batch-line';
import { type BatchMachine, BatchMachineSchema, machinesOf } from './batch-machine';
import { type BatchSettings, BatchSettingsSchema, plannedGames } from './batch-settings';
import type { FaultTrace } from './trace';
import { FaultSchema } from './trace-codec';

export const BATCH_FORMAT = 1;

/** What made the lines. Lines of different sources are never put into one file. */
export interface BatchSource {
  readonly tier: string;
  /** sha256 of the model files by role. */
  readonly models: Readonly<Record<string, string>>;
  /** `wasm`, `webgpu`, and what they say of themselves. */
  readonly backend: string;
  /** Of this project and of the model runtime. */
  readonly versions: Readonly<Record<string, string>>;
  /**
   * Games in flight at once in a process or worker, the most of all parts: with more than one, times are
   * those of a shared processor.
   */
  readonly concurrency: number;
  /** Where its parts were played; absent in files of older versions. */
  readonly machines?: readonly BatchMachine[];
}

export interface BatchFile {
  readonly format: typeof BATCH_FORMAT;
  readonly settings: BatchSettings;
  readonly source: BatchSource;
  /** ISO; the last one moves on as lines come. */
  readonly dates: { readonly first: string; readonly last: string };
  /** What took the models away while it was played; absent: nothing. */
  readonly faults?: readonly BatchFault[];
  /** In the order of the plan: game by game, and for each game condition by condition. */
  readonly lines: readonly BatchLine[];
}

/** The models were lost: the games in flight were played again. Backends agree but for near-ties. */
export interface BatchFault extends Omit<FaultTrace, 'step'> {
  /** Episodes that had ended. */
  readonly done: number;
}

const BatchFaultSchema = v.strictObject({
  done: v.pipe(v.number(), v.integer(), v.minValue(0)),
  what: FaultSchema.entries.what,
  backend: FaultSchema.entries.backend,
});

const Texts = v.record(v.string(), v.string());

const BatchFileSchema = v.pipe(
  v.strictObject({
    format: v.literal(BATCH_FORMAT),
    settings: BatchSettingsSchema,
    source: v.strictObject({
      tier: v.string(),
      models: Texts,
      backend: v.string(),
      versions: Texts,
      concurrency: v.pipe(v.number(), v.integer(), v.minValue(1)),
      machines: v.exactOptional(v.pipe(v.array(BatchMachineSchema), v.minLength(1))),
    }),
    dates: v.strictObject({ first: v.string(), last: v.string() }),
    faults: v.exactOptional(v.array(BatchFaultSchema)),
    lines: v.array(BatchLineSchema),
  }),
  v.check(({ settings, lines }) => {
    const ids = new Set(settings.conditions.map(conditionId));
    return lines.every(({ condition }) => ids.has(condition));
  }, 'A line is of a condition that the settings do not have'),
  v.check(
    ({ lines }) => new Set(lines.map(lineKey)).size === lines.length,
    'An episode is there twice',
  ),
);

/** As text, a line of the file an episode, so that two files can be compared by eye. */
export function encodeBatch({ lines, ...head }: BatchFile): string {
  const [open = '{'] = [JSON.stringify(head).slice(0, -1)];
  const rows = lines.map((line) => `\n${encodeLine(line)}`).join(',');
  return `${open},"lines":[${rows}\n]}\n`;
}

const LINE_KEYS = Object.keys(BatchLineSchema.entries) as (keyof BatchLine)[];

/** Always in the same order, so that the same results are the same bytes. */
export function encodeLine(line: BatchLine): string {
  return JSON.stringify(Object.fromEntries(LINE_KEYS.map((key) => [key, line[key]])));
}

/** The inverse of `encodeBatch`. Throws a LabError 'bad-batch' that says what is wrong and where. */
export function decodeBatch(text: string): BatchFile {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw badBatch('it is not JSON.');
  }
  return checkBatch(data);
}

/** Data of unknown origin as a batch. Throws a LabError 'bad-batch'. */
export function checkBatch(data: unknown): BatchFile {
  const result = v.safeParse(BatchFileSchema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw badBatch(`${issue.message}${path === null ? '' : ` at ${path}`}.`);
}

function badBatch(reason: string): LabError {
  return new LabError(
    'bad-batch',
    `This is not a batch of this version of Interlat Lab (format ${BATCH_FORMAT}): ${reason}`,
  );
}

/** The lines in the order of the plan, whatever order they came in. */
export function orderedLines(
  settings: BatchSettings,
  lines: readonly BatchLine[],
): readonly BatchLine[] {
  const conditions = new Map(settings.conditions.map((one, place) => [conditionId(one), place]));
  const names =
    settings.games.kind === 'files'
      ? settings.games.names
      : plannedGames(settings).map(({ name }) => name);
  const games = new Map(names.map((name, place) => [name, place]));
  const place = ({ condition, game }: BatchLine): number =>
    (games.get(game) ?? games.size) * conditions.size +
    (conditions.get(condition) ?? conditions.size);
  return lines.toSorted((one, other) => place(one) - place(other));
}

/** Whether lines of one may stand beside lines of the other: same settings, models, backend, versions. */
export function sameBatch(
  one: Pick<BatchFile, 'settings' | 'source'>,
  other: Pick<BatchFile, 'settings' | 'source'>,
): boolean {
  return differenceOf(one, other) === null;
}

/**
 * What two files do not have in common, as a word; null where they are parts of one batch. Machines and
 * games in flight may differ: lines do not depend on them, but for times (batch-runner.test.ts).
 */
export function differenceOf(
  one: Pick<BatchFile, 'settings' | 'source'>,
  other: Pick<BatchFile, 'settings' | 'source'>,
): 'settings' | 'models' | 'backend' | 'versions' | null {
  const same = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);
  if (!same(one.settings, other.settings)) return 'settings';
  if (!same(one.source.models, other.source.models)) return 'models';
  for (const part of ['backend', 'versions'] as const) {
    if (!same(one.source[part], other.source[part])) return part;
  }
  return null;
}

/** JSON with the keys of every object in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The source of parts of one batch. */
export function mergedSource(sources: readonly BatchSource[], first: BatchSource): BatchSource {
  const concurrency = Math.max(first.concurrency, ...sources.map((one) => one.concurrency));
  return { ...first, concurrency, ...machinesOf(sources) };
}

/**
 * Parts of one batch as one file. An episode that several parts have is taken from the first. Throws a
 * LabError 'other-batch' where they are not parts of one, 'bad-argument' without any.
 */
export function mergeBatches(parts: readonly BatchFile[]): BatchFile {
  const [first] = parts;
  if (!first) throw new LabError('bad-argument', 'There is no batch to merge.');
  const lines = new Map<string, BatchLine>();
  parts.forEach((one, place) => {
    const difference = differenceOf(first, one);
    if (difference !== null) {
      const message = `Part ${place + 1} has other ${difference} than part 1: they are not parts of one batch.`;
      throw new LabError('other-batch', message);
    }
    for (const line of one.lines) {
      if (!lines.has(lineKey(line))) lines.set(lineKey(line), line);
    }
  });
  const dates = parts.map((one) => one.dates);
  const faults = parts.flatMap((one) => one.faults ?? []);
  return {
    ...first,
    source: mergedSource(
      parts.map(({ source }) => source),
      first.source,
    ),
    ...(faults.length > 0 ? { faults } : {}),
    dates: {
      first: dates.map((one) => one.first).sort()[0] ?? '',
      last:
        dates
          .map((one) => one.last)
          .sort()
          .at(-1) ?? '',
    },
    lines: orderedLines(first.settings, [...lines.values()]),
  };
}
