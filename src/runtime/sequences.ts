import type { Answer, Answers, Asked, DecoderOutput, DecoderSequence } from '../lab/models';
import { LabError } from '../shared/errors';
import type { DecoderDims } from '../shared/manifest';
import type { DecoderRows, Row } from './decoder-rows';
import type { Serial } from './serial';

/** Where nobody says what is asked for. */
const EVERYTHING = ['logits', 'hidden', 'nextEmbeds'] as const;

/** One call of a sequence that waits for its turn. */
interface Job<Held extends Row> {
  readonly sequence: BatchedSequence<Held>;
  /** Null: the next input that the model made. */
  readonly embeds: Float32Array | null;
  readonly asked: readonly Asked[];
  /** Of a tree of embeddings; null: they are appended. */
  readonly parents: readonly number[] | null;
  readonly resolve: (outputs: Partial<Answers>[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The sequences of one decoder. Appends that wait at the same time run together: those of one position
 * as one batch, longer ones and trees one after the other. A round takes all that wait when it begins
 * and begins when all sequences of the round before have come back, at the latest in the next turn of
 * the event loop; so a single sequence waits only where another decoder's sequences do, and none is
 * overtaken twice.
 */
export class Sequences<Held extends Row> {
  #waiting: Job<Held>[] = [];
  /** Were answered in the round before, and may be about to ask for more. */
  #expected = new Set<BatchedSequence<Held>>();
  #running = false;
  /** The round that a turn of the event loop is to begin, where it has not begun before; 0: none. */
  #round = 1;
  #turnFor = 0;

  constructor(
    private readonly calls: Serial,
    readonly rows: DecoderRows<Held>,
    readonly dims: DecoderDims,
  ) {}

  start(): DecoderSequence {
    return new BatchedSequence(this, this.rows.open());
  }

  /** What is asked for of a sequence's embeddings, appended or as a tree. */
  ask(
    question: Pick<Job<Held>, 'sequence' | 'embeds' | 'asked' | 'parents'>,
  ): Promise<Partial<Answers>[]> {
    const { sequence } = question;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...question, resolve, reject });
      this.#expected.delete(sequence);
      this.#consider();
    });
  }

  fork(from: BatchedSequence<Held>): BatchedSequence<Held> {
    const row = this.rows.open();
    const { length } = from;
    row.length = length;
    row.hasNext = from.row.hasNext;
    const sequence = new BatchedSequence(this, row);
    // A round that waits for its turn already must not take them before.
    const ends = [from, sequence];
    for (const end of ends) end.copies++;
    this.calls
      .run(() => this.rows.copy(from.row, row, length))
      .catch((error: unknown) => sequence.break(error))
      .finally(() => {
        for (const end of ends) end.copies--;
        this.#consider();
      });
    return sequence;
  }

  close(sequence: BatchedSequence<Held>): void {
    if (this.#expected.delete(sequence)) this.#consider();
    // In its turn: a run that still writes into the row ends first.
    void this.calls.run(() => this.rows.close(sequence.row));
  }

  #consider(): void {
    if (this.#running || !this.#waiting.some(({ sequence }) => sequence.copies === 0)) return;
    // Calls on the CPU end before the event loop turns: sequences of another decoder that wait for it
    // would wait until these have nothing more to say.
    if (this.#expected.size === 0 && !this.calls.turnAwaited) {
      this.#begin();
    } else if (this.#turnFor !== this.#round) {
      const round = this.#round;
      this.#turnFor = round;
      void this.calls.turn().then(() => {
        if (round === this.#round) this.#begin();
      });
    }
  }

  #begin(): void {
    if (this.#running) return;
    this.#running = true;
    this.#round++;
    void this.calls.run(async () => {
      this.#expected = new Set();
      await this.#play(this.#take());
      this.#running = false;
      this.#consider();
    });
  }

  /** The first job of each sequence that waits; of another one of its the sequence must know the end. */
  #take(): Job<Held>[] {
    const taken = new Map<BatchedSequence<Held>, Job<Held>>();
    const left: Job<Held>[] = [];
    for (const job of this.#waiting) {
      if (taken.has(job.sequence) || job.sequence.copies > 0) left.push(job);
      else taken.set(job.sequence, job);
    }
    this.#waiting = left;
    return [...taken.values()].filter((job) => {
      try {
        job.sequence.check(job.embeds, job.parents);
        return true;
      } catch (error) {
        job.reject(error);
        return false;
      }
    });
  }

  async #play(jobs: readonly Job<Held>[]): Promise<void> {
    const { rows, dims } = this;
    const single = ({ embeds, parents }: Job<Held>): boolean =>
      embeds === null || (parents === null && embeds.length === dims.dim);
    await this.#step(jobs.filter(single));
    for (const job of jobs) {
      const { sequence, embeds, parents, asked } = job;
      if (embeds === null || single(job)) continue;
      const { row } = sequence;
      await this.#answer([job], async () => [
        parents ? await rows.explore(row, embeds, parents) : [await rows.feed(row, embeds, asked)],
      ]);
    }
  }

  async #step(jobs: readonly Job<Held>[]): Promise<void> {
    if (jobs.length === 0) return;
    const { rows } = this;
    const byRow = new Map(jobs.map((job) => [job.sequence.row, job]));
    let sets: Held[][];
    try {
      sets = rows.together([...byRow.keys()]);
    } catch (error) {
      for (const { reject } of jobs) reject(error);
      return;
    }
    for (const set of sets) {
      const own = set.flatMap((row) => byRow.get(row) ?? []);
      await this.#answer(own, async () => {
        const outputs = await rows.step(set, own);
        return outputs.map((output) => [output]);
      });
    }
  }

  /** An error is of those jobs alone that were in the run. */
  async #answer(
    jobs: readonly Job<Held>[],
    run: () => Promise<readonly Partial<Answers>[][]>,
  ): Promise<void> {
    try {
      const answers = await run();
      for (const [i, { sequence, resolve }] of jobs.entries()) {
        this.#expected.add(sequence);
        resolve(answers[i] ?? []);
      }
    } catch (error) {
      for (const { reject } of jobs) reject(error);
    }
  }
}

/** See `DecoderSequence`. */
export class BatchedSequence<Held extends Row> implements DecoderSequence {
  /** Copies from or to it that have not been made yet. */
  copies = 0;
  #disposed = false;
  #error: unknown = null;

  constructor(
    private readonly all: Sequences<Held>,
    readonly row: Held,
  ) {}

  get length(): number {
    return this.row.length;
  }

  append<A extends Asked = keyof DecoderOutput>(
    embeds: Float32Array,
    asked?: readonly A[],
  ): Promise<Answer<A>> {
    return this.#ask<A>(embeds, asked ?? EVERYTHING);
  }

  appendNext<A extends Asked>(asked: readonly A[]): Promise<Answer<A>> {
    return this.#ask<A>(null, asked);
  }

  async explore(embeds: Float32Array, parents: readonly number[]): Promise<Answer<'logits'>[]> {
    const asked = ['logits'] as const;
    const answers = await this.all.ask({ sequence: this, embeds, asked, parents });
    return answers.map((answer) => answer as Answer<'logits'>);
  }

  fork(): DecoderSequence {
    this.#checkAlive();
    return this.all.fork(this);
  }

  rewind(length: number): void {
    this.#checkAlive();
    if (!(Number.isInteger(length) && length >= 0 && length <= this.length)) {
      throw new RangeError(`There is no way back from ${this.length} positions to ${length}.`);
    }
    if (length < this.length) this.row.hasNext = false;
    this.row.length = length;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.all.close(this);
  }

  /** What the sequence was to hold could not be copied. */
  break(error: unknown): void {
    this.#error = error;
  }

  /** Throws where these embeddings, or for null the model's next input, cannot be read now. */
  check(embeds: Float32Array | null, parents: readonly number[] | null): void {
    const { dim, context } = this.all.dims;
    this.#checkAlive();
    if (this.#error !== null) throw this.#error;
    if (embeds === null && !this.row.hasNext) {
      throw new Error('The model made no next input here.');
    }
    const count = embeds === null ? 1 : embeds.length / dim;
    if (!(Number.isInteger(count) && count >= 1)) {
      throw new RangeError(`${count * dim} numbers are not whole rows of ${dim}.`);
    }
    const length = this.length + (parents ? treeDepth(parents, count) : count);
    if (length > context) {
      const message = `The text has ${length} positions, the model reads at most ${context}.`;
      throw new LabError('context-full', `${message} This lane ends here.`);
    }
  }

  /** Rows answer what they are asked for: only the type does not know. */
  async #ask<A extends Asked>(
    embeds: Float32Array | null,
    asked: readonly Asked[],
  ): Promise<Answer<A>> {
    const [answer] = await this.all.ask({ sequence: this, embeds, asked, parents: null });
    if (!answer) throw new Error('The decoder gave no output.');
    return answer as Answer<A>;
  }

  #checkAlive(): void {
    if (this.#disposed) throw new Error('This sequence was disposed.');
  }
}

/** Nodes of the longest path. */
function treeDepth(parents: readonly number[], count: number): number {
  if (parents.length !== count)
    throw new RangeError(`${parents.length} parents of ${count} nodes.`);
  const depths: number[] = [];
  for (const [node, parent] of parents.entries()) {
    if (!(Number.isInteger(parent) && parent >= -1 && parent < node)) {
      throw new RangeError(`Node ${node} cannot follow node ${parent}.`);
    }
    depths.push(parent < 0 ? 1 : (depths[parent] as number) + 1);
  }
  return Math.max(...depths);
}
