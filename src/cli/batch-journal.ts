import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import * as v from 'valibot';
import {
  type BatchFile,
  decodeBatch,
  differenceOf,
  encodeBatch,
  mergedSource,
  orderedLines,
} from '../lab/batch-file';
import { type BatchLine, BatchLineSchema, lineKey } from '../lab/batch-line';
import { LabError } from '../shared/errors';
import { badArgument, systemCode } from './options';

type Head = Omit<BatchFile, 'lines'>;

/**
 * A batch on disk while it is played: `FILE.part` gets a line of JSON for each episode as it ends, so
 * that a process that is killed loses none; at the end they all go into FILE, in the order of the plan.
 */
export class BatchJournal {
  private readonly lines = new Map<string, BatchLine>();
  private first: string;
  private source: BatchFile['source'];

  /**
   * Takes up what FILE, its journal and `known` have of this batch. Throws a LabError 'other-batch' where
   * they are of another one.
   */
  constructor(
    private readonly out: string,
    private readonly head: Head,
    known: readonly string[] = [],
  ) {
    this.first = head.dates.first;
    this.source = head.source;
    for (const file of [out, ...known]) {
      if (existsSync(file)) this.take(file, readBatchFile(file));
    }
    if (existsSync(this.part)) this.take(this.part, readJournal(this.part));
    const dates = { ...this.head.dates, first: this.first };
    const opened = { ...this.head, source: this.source, dates };
    const rows = [opened, ...this.lines.values()].map((one) => `${JSON.stringify(one)}\n`);
    write(this.part, rows.join(''));
  }

  get done(): ReadonlySet<string> {
    return new Set(this.lines.keys());
  }

  get failed(): number {
    return [...this.lines.values()].filter(({ outcome }) => outcome === 'failed').length;
  }

  add(line: BatchLine): void {
    this.lines.set(lineKey(line), line);
    appendFileSync(this.part, `${JSON.stringify(line)}\n`);
  }

  /** Writes FILE and lets the journal go. `last`: ISO date of now. */
  finish(last: string): BatchFile {
    const { settings } = this.head;
    const lines = orderedLines(settings, [...this.lines.values()]);
    const { source } = this;
    const batch = { ...this.head, source, dates: { first: this.first, last }, lines };
    write(this.out, encodeBatch(batch));
    rmSync(this.part);
    return batch;
  }

  private get part(): string {
    return `${this.out}.part`;
  }

  private take(file: string, found: BatchFile): void {
    const difference = differenceOf(this.head, found);
    if (difference !== null) {
      const message = `${file} is of a batch with other ${difference}. Move it away, or choose another --out.`;
      throw new LabError('other-batch', message);
    }
    this.source = mergedSource([found.source, this.source], this.source);
    if (found.dates.first < this.first) this.first = found.dates.first;
    for (const line of found.lines) {
      if (!this.lines.has(lineKey(line))) this.lines.set(lineKey(line), line);
    }
  }
}

/** Throws a LabError 'bad-argument' where it cannot be read, with its path what `decodeBatch` throws. */
export function readBatchFile(path: string): BatchFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw badArgument(`${path} cannot be read (${systemCode(error)}).`);
  }
  try {
    return decodeBatch(text);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw new LabError(error.code, `${path}: ${error.message}`);
  }
}

/** What was written whole: a process may have been killed while it wrote its last line. */
function readJournal(path: string): BatchFile {
  const rows = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const [head = '{}', ...lines] = rows;
  const opened = decodeBatch(`${head.slice(0, -1)},"lines":[]}`);
  return { ...opened, lines: lines.map((row) => v.parse(BatchLineSchema, JSON.parse(row))) };
}

/** All or nothing: a file is never half written. */
export function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
