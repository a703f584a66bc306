import { describe, expect, it } from 'vitest';
import type { DecoderOutput, DecoderSequence } from '../../src/lab/models';
import type { DecoderRows, Row, Step } from '../../src/runtime/decoder-rows';
import { Sequences } from '../../src/runtime/sequences';
import { Serial } from '../../src/runtime/serial';

const DIMS = {
  dim: 2,
  layers: 1,
  heads: 1,
  kvHeads: 1,
  headDim: 2,
  vocabulary: 3,
  context: 20,
} as const;

interface ListRow extends Row {
  readonly id: number;
  values: number[];
  next: number;
}

/** Rows that hold the first numbers of what they read; an output says all of them. */
class ListRows implements DecoderRows<ListRow> {
  /** What was run: the rows of a step, or `feed`, `explore` and the row. */
  readonly runs: string[] = [];
  readonly closed: number[] = [];
  /** Thrown by the run that holds this row. */
  broken: number | null = null;
  /** Held until it is called. */
  gate: Promise<void> | null = null;
  private opened = 0;

  open(): ListRow {
    return { id: this.opened++, length: 0, hasNext: false, values: [], next: 0 };
  }

  copy(from: ListRow, to: ListRow, length: number): void {
    to.values = from.values.slice(0, length);
    to.next = from.next;
  }

  /** Even and odd rows run apart. */
  together(rows: readonly ListRow[]): ListRow[][] {
    const sorted = [...rows].sort((one, other) => one.id - other.id);
    return [0, 1]
      .map((rest) => sorted.filter(({ id }) => id % 2 === rest))
      .filter((set) => set.length);
  }

  async step(rows: readonly ListRow[], steps: readonly Step[]): Promise<DecoderOutput[]> {
    await this.run(rows.map(({ id }) => id).join(' '), rows);
    // A row's own next input is one more than its last number.
    return rows.map((row, i) => this.read(row, steps[i]?.embeds ?? embeds(row.next)));
  }

  async feed(row: ListRow, embeds: Float32Array): Promise<DecoderOutput> {
    await this.run(`feed ${row.id}`, [row]);
    return this.read(row, embeds);
  }

  async explore(row: ListRow, embeds: Float32Array, parents: readonly number[]) {
    await this.run(`explore ${row.id}`, [row]);
    return parents.map((_, node) => this.output([...row.values, embeds[2 * node] as number]));
  }

  close(row: ListRow): void {
    this.closed.push(row.id);
  }

  private async run(what: string, rows: readonly ListRow[]): Promise<void> {
    this.runs.push(what);
    await this.gate;
    if (rows.some(({ id }) => id === this.broken)) throw new Error(`Run of row ${this.broken}.`);
  }

  private read(row: ListRow, embeds: Float32Array): DecoderOutput {
    row.values = row.values.slice(0, row.length);
    for (let i = 0; i < embeds.length; i += 2) row.values.push(embeds[i] as number);
    row.length = row.values.length;
    row.next = (row.values.at(-1) ?? 0) + 1;
    row.hasNext = true;
    return this.output(row.values);
  }

  private output(values: readonly number[]): DecoderOutput {
    return { logits: Float32Array.from(values), hidden: new Float32Array(2), nextEmbeds: null };
  }
}

const embeds = (...values: number[]): Float32Array =>
  Float32Array.from(values.flatMap((value) => [value, 0]));

function start(count: number) {
  const rows = new ListRows();
  const all = new Sequences(new Serial(), rows, DIMS);
  return { rows, sequences: Array.from({ length: count }, () => all.start()) };
}

const said = async (output: Promise<DecoderOutput>): Promise<number[]> => [
  ...(await output).logits,
];

/** Appends 0 to `steps` - 1, doing `between` before each but the first. */
async function walk(
  sequence: DecoderSequence,
  steps: number,
  between: () => Promise<void> = async () => {},
): Promise<void> {
  for (let step = 0; step < steps; step++) {
    if (step > 0) await between();
    expect(await said(sequence.append(embeds(step)))).toHaveLength(step + 1);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('sequences that wait at the same time', () => {
  it('advance in one run, and what is longer than one position by itself', async () => {
    const { rows, sequences } = start(5);
    const [a, b, c, d, e] = sequences as [DecoderSequence, ...DecoderSequence[]];
    const outputs = await Promise.all([
      said(a.append(embeds(1))),
      said(c?.append(embeds(3, 4)) as Promise<DecoderOutput>),
      said(b?.append(embeds(2)) as Promise<DecoderOutput>),
      said(e?.append(embeds(7)) as Promise<DecoderOutput>),
      d?.explore(embeds(5, 6), [-1, -1]),
    ]);
    expect(outputs.slice(0, 4)).toEqual([[1], [3, 4], [2], [7]]);
    expect(outputs[4]).toHaveLength(2);
    expect(rows.runs).toEqual(['0 4', '1', 'feed 2', 'explore 3']);
    expect(sequences.map(({ length }) => length)).toEqual([1, 1, 2, 0, 1]);
  });

  it('find each other again, whatever each does between its steps', async () => {
    const { rows, sequences } = start(6);
    const waits = [async () => {}, turn, async () => void (await 0), turn, turn, async () => {}];
    await Promise.all(
      sequences.map((sequence, i) => walk(sequence, 8, waits[i] as () => Promise<void>)),
    );
    // Two runs a step, of the even and of the odd rows; the first rounds may be smaller.
    expect(rows.runs.slice(-6)).toEqual(Array(3).fill(['0 2 4', '1 3 5']).flat());
    expect(rows.runs.length).toBeLessThan(24);
  });

  it('never wait for one that does not come back', async () => {
    const { rows, sequences } = start(4);
    await Promise.all(sequences.map((sequence) => sequence.append(embeds(0))));
    const [a, , c] = sequences as [DecoderSequence, DecoderSequence, DecoderSequence];
    await Promise.all([walk(a, 0), a.append(embeds(1)), c.append(embeds(1))]);
    expect(rows.runs.slice(-1)).toEqual(['0 2']);
  });

  it('alone take no turn of the event loop', async () => {
    const { sequences } = start(1);
    let turns = 0;
    const ticking = setImmediate(function tick() {
      turns++;
    });
    await walk(sequences[0] as DecoderSequence, 15);
    clearImmediate(ticking);
    expect(turns).toBe(0);
  });

  it('all get on: a long piece is no reason to wait twice', async () => {
    const { rows, sequences } = start(3);
    const [a, b, long] = sequences as [DecoderSequence, DecoderSequence, DecoderSequence];
    const feeding = (async () => {
      for (let i = 0; i < 5; i++) await long.append(embeds(1, 1));
    })();
    await Promise.all([feeding, walk(a, 5), walk(b, 5)]);
    const steps = rows.runs.filter((run) => run === '0' || run === '0 2');
    const lastStep = rows.runs.lastIndexOf('0');
    expect(steps).toHaveLength(5);
    expect(
      rows.runs.slice(0, lastStep).filter((run) => run.startsWith('feed')).length,
    ).toBeGreaterThan(2);
    expect(
      rows.runs.slice(0, lastStep).filter((run) => run.startsWith('feed')).length,
    ).toBeLessThan(6);
  });
});

describe('two decoders of one runtime', () => {
  it('take turns: one that has always something to say keeps no other one waiting', async () => {
    const calls = new Serial();
    const order: string[] = [];
    const open = (name: string) => {
      const rows = new ListRows();
      const step = rows.step.bind(rows);
      rows.step = (asked, read) => {
        order.push(name);
        return step(asked, read);
      };
      return new Sequences(calls, rows, DIMS);
    };
    const [sender, actor] = [open('s'), open('a')];
    const pair = [actor.start(), actor.start()];
    // The second of the pair comes back a turn later, so that the first waits for it.
    await Promise.all([
      walk(sender.start(), 12),
      walk(pair[0] as DecoderSequence, 6),
      walk(pair[1] as DecoderSequence, 6, turn),
    ]);
    expect(order.lastIndexOf('a')).toBeLessThan(order.lastIndexOf('s'));
  });
});

describe('what goes wrong with one sequence', () => {
  it('is of the rows of its run alone, and leaves them as they were', async () => {
    const { rows, sequences } = start(4);
    await Promise.all(sequences.map((sequence) => sequence.append(embeds(0))));
    rows.broken = 2;
    const ended = await Promise.allSettled(
      sequences.map((sequence) => said(sequence.append(embeds(9)))),
    );
    expect(ended.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(sequences.map(({ length }) => length)).toEqual([1, 2, 1, 2]);
    rows.broken = null;
    expect(await said((sequences[2] as DecoderSequence).append(embeds(5)))).toEqual([0, 5]);
  });

  it('a full context does not reach the others', async () => {
    const { rows, sequences } = start(3);
    const [a, , c] = sequences as [DecoderSequence, DecoderSequence, DecoderSequence];
    await c.append(embeds(...Array(20).keys()));
    const full = { code: 'context-full' };
    const [first, last] = await Promise.allSettled([a.append(embeds(1)), c.append(embeds(2))]);
    expect(first.status).toBe('fulfilled');
    expect(last).toMatchObject({ status: 'rejected', reason: full });
    expect(rows.runs.at(-1)).toBe('0');
    // A tree needs room for its longest path, not for all its nodes.
    c.rewind(18);
    expect(await c.explore(embeds(1, 2, 3), [-1, 0, -1])).toHaveLength(3);
    await expect(c.explore(embeds(1, 2, 3), [-1, 0, 1])).rejects.toMatchObject(full);
    expect(c.length).toBe(18);
  });

  it('of one that is disposed of while it waits: it alone hears of it', async () => {
    const { rows, sequences } = start(3);
    let open = (): void => {};
    rows.gate = new Promise((resolve) => {
      open = resolve;
    });
    const [a, b, c] = sequences as [DecoderSequence, DecoderSequence, DecoderSequence];
    const first = a.append(embeds(1));
    await turn();
    // The run of `a` is under way; `b` and `c` wait for the next round.
    const waiting = Promise.allSettled([b.append(embeds(2)), c.append(embeds(3))]);
    b.dispose();
    a.dispose();
    expect(rows.closed).toEqual([]);
    open();
    expect([...(await first).logits]).toEqual([1]);
    const [left, stayed] = await waiting;
    expect(left).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('disposed') },
    });
    expect(stayed.status).toBe('fulfilled');
    await turn();
    expect(rows.closed).toEqual([1, 0]);
    await expect(a.append(embeds(1))).rejects.toThrow('disposed');
    expect(() => a.fork()).toThrow('disposed');
  });

  it('embeddings that are none, and trees that are none', async () => {
    const { rows, sequences } = start(1);
    const [a] = sequences as [DecoderSequence];
    await expect(a.append(new Float32Array(3))).rejects.toThrow('not whole rows');
    await expect(a.append(new Float32Array(0))).rejects.toThrow('not whole rows');
    await expect(a.explore(embeds(1, 2), [-1])).rejects.toThrow('1 parents of 2 nodes');
    await expect(a.explore(embeds(1, 2), [-1, 1])).rejects.toThrow('Node 1 cannot follow node 1');
    expect(rows.runs).toEqual([]);
  });
});

describe('a fork', () => {
  it('that asks while a round waits for its turn is read when it holds what it is to hold', async () => {
    const rows = new ListRows();
    const calls = new Serial();
    const all = new Sequences(calls, rows, DIMS);
    const [a, b] = [all.start(), all.start()];
    await Promise.all([said(a.append(embeds(1, 2))), said(b.append(embeds(5)))]);
    await turn();
    // Another decoder of the same runtime is at work.
    let open = (): void => {};
    const other = calls.run(
      () =>
        new Promise<void>((resolve) => {
          open = resolve;
        }),
    );
    const first = said(b.append(embeds(6)));
    await turn();
    const forked = said(a.fork().append(embeds(3)));
    // Nor does what the other one reads next get in before.
    a.rewind(0);
    const own = said(a.append(embeds(4)));
    open();
    await other;
    expect(await first).toEqual([5, 6]);
    expect(await forked).toEqual([1, 2, 3]);
    expect(await own).toEqual([4]);
  });

  it('has read the same and goes its own way', async () => {
    const { sequences } = start(1);
    const [a] = sequences as [DecoderSequence];
    await a.append(embeds(1, 2, 3));
    const b = a.fork();
    expect(b.length).toBe(3);
    a.rewind(1);
    const [own, forked] = await Promise.all([said(a.append(embeds(8))), said(b.append(embeds(9)))]);
    expect(own).toEqual([1, 8]);
    expect(forked).toEqual([1, 2, 3, 9]);
    a.dispose();
    expect(await said(b.append(embeds(10)))).toEqual([1, 2, 3, 9, 10]);
  });

  it('goes on with the next input of the model, as its forks do, but not behind a way back', async () => {
    const { rows, sequences } = start(3);
    const [a, , c] = sequences as [DecoderSequence, DecoderSequence, DecoderSequence];
    await expect(a.appendNext(['logits'])).rejects.toThrow('no next input');
    await Promise.all([a.append(embeds(1, 2)), c.append(embeds(7))]);
    const b = a.fork();
    await turn();
    rows.runs.length = 0;
    // What reads its own next input runs with what reads embeddings.
    const outputs = await Promise.all([a.appendNext(['logits']), c.append(embeds(9))]);
    expect(outputs.map(({ logits }) => [...logits])).toEqual([
      [1, 2, 3],
      [7, 9],
    ]);
    expect(rows.runs).toEqual(['0 2']);
    expect([...(await b.appendNext(['logits'])).logits]).toEqual([1, 2, 3]);
    b.rewind(3);
    expect([...(await b.appendNext(['logits'])).logits]).toEqual([1, 2, 3, 4]);
    b.rewind(2);
    await expect(b.appendNext(['logits'])).rejects.toThrow('no next input');
  });

  it('of several appends to one sequence each waits for the one before', async () => {
    const { rows, sequences } = start(1);
    const [a] = sequences as [DecoderSequence];
    const outputs = await Promise.all([1, 2, 3].map((value) => said(a.append(embeds(value)))));
    expect(outputs).toEqual([[1], [1, 2], [1, 2, 3]]);
    expect(rows.runs).toEqual(['0', '0', '0']);
  });
});
