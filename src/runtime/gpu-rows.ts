import type { Answers, Asked } from '../lab/models';
import type { DecoderDims } from '../shared/manifest';
import type { DecoderRows, Step } from './decoder-rows';
import { type BankRow, GpuBank } from './gpu-bank';
import { GpuOutputs } from './gpu-outputs';
import type { Ort, Session, Tensor } from './ort';

const MOST_ROWS = 32;
const FIRST_CAPACITY = 512;

/**
 * Rows on WebGPU, with GroupQueryAttention on caches that are written in place. With several rows it
 * takes one new position of each; a longer piece of one row goes through a cache of its own, where
 * copying on the GPU costs less than a position. A tensor cannot begin inside a buffer, so a step
 * takes all rows of a bank up to the last that advances: those that sit it out write one position
 * behind their end, where their next one will be, and dispatches, not rows, are what takes the time.
 */
export class GpuRows implements DecoderRows<BankRow> {
  readonly #most: number;
  readonly #outputs: GpuOutputs;
  #banks: GpuBank[] = [];
  /** Of one row, for pieces of more than one position; null until it is needed. */
  #single: GpuBank | null = null;

  constructor(
    private readonly ort: Ort,
    private readonly session: Session,
    private readonly dims: DecoderDims,
    private readonly device: GPUDevice,
  ) {
    const { kvHeads, context, headDim } = dims;
    const row = kvHeads * context * headDim * Float32Array.BYTES_PER_ELEMENT;
    const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
    const fitting = Math.floor(Math.min(maxStorageBufferBindingSize, maxBufferSize) / row);
    this.#most = Math.max(1, Math.min(MOST_ROWS, fitting));
    const names = session.outputNames.filter((name) => !name.startsWith('present.'));
    this.#outputs = new GpuOutputs(ort, dims, device, names);
  }

  open(): BankRow {
    return { length: 0, hasNext: false, bank: null };
  }

  copy(from: BankRow, to: BankRow, length: number): void {
    if (length === 0) return;
    const bank = this.#ensure(to, length);
    const source = from.bank;
    if (!source) throw new Error('There is nothing to copy.');
    const [place, target] = [source.rows.indexOf(from), bank.rows.indexOf(to)];
    if (source === bank) bank.copyWithin(place, target, length, this.#singleFor(length));
    else source.copy(place, bank, target, 0, length);
  }

  together(rows: readonly BankRow[]): BankRow[][] {
    const byBank = new Map<GpuBank, BankRow[]>();
    for (const row of rows) {
      const bank = this.#ensure(row, row.length + 1);
      byBank.set(bank, [...(byBank.get(bank) ?? []), row]);
    }
    return [...byBank.values()];
  }

  async step(rows: readonly BankRow[], steps: readonly Step[]): Promise<Partial<Answers>[]> {
    const bank = rows[0]?.bank;
    if (!bank) throw new Error('A row has no room.');
    const places = rows.map((row) => bank.rows.indexOf(row));
    const count = Math.max(...places) + 1;
    // A row that sits out and is full loses its last position, which nothing can follow anyway.
    const ends = bank.rows.slice(0, count).map((row) => row.length);
    bank.reach(Math.min(this.dims.context, Math.max(...ends) + 1));
    const asked: (readonly Asked[] | null)[] = Array.from({ length: count }, () => null);
    for (const [i, place] of places.entries()) {
      const { embeds, asked: own } = steps[i] as Step;
      if (embeds) bank.write(place, embeds);
      asked[place] = own;
    }
    for (const row of rows) row.hasNext = false;
    await this.#run(bank, null, 1, ends);
    const said = await this.#outputs.answer(asked, bank.inputs);
    for (const row of rows) this.#advance(row, row.length + 1);
    return places.map((place) => said[place] as Partial<Answers>);
  }

  async feed(
    row: BankRow,
    embeds: Float32Array,
    asked: readonly Asked[],
  ): Promise<Partial<Answers>> {
    const count = embeds.length / this.dims.dim;
    const { length } = row;
    const end = length + count;
    const alone = this.#alone(row, end);
    row.hasNext = false;
    await this.#run(alone, this.#tensor(embeds), count, [length]);
    const [said] = await this.#outputs.answer([asked], alone.inputs);
    const { bank } = row;
    if (bank && alone !== bank) alone.copy(0, bank, bank.rows.indexOf(row), length, end);
    this.#advance(row, end);
    return said as Partial<Answers>;
  }

  /** Depth first, one position a run, so that what nodes begin with alike is computed once. */
  async explore(
    row: BankRow,
    embeds: Float32Array,
    parents: readonly number[],
  ): Promise<Partial<Answers>[]> {
    const { dim, context } = this.dims;
    const { length } = row;
    const bank = this.#alone(row, Math.min(context, length + parents.length));
    const said: Partial<Answers>[] = [];
    const visit = async (parent: number, held: number): Promise<void> => {
      for (const [node, own] of parents.entries()) {
        if (own !== parent) continue;
        const embed = embeds.subarray(node * dim, (node + 1) * dim);
        await this.#run(bank, this.#tensor(embed), 1, [held]);
        const [answer] = await this.#outputs.answer([['logits']], null);
        said[node] = answer as Partial<Answers>;
        await visit(node, held + 1);
      }
    };
    await visit(-1, length);
    return said;
  }

  close(row: BankRow): void {
    const { bank } = row;
    bank?.remove(row, () => this.#singleFor(bank.capacity));
    row.length = 0;
    row.hasNext = false;
    if (!bank || bank.rows.length > 0) return;
    bank.destroy();
    this.#banks = this.#banks.filter((one) => one !== bank);
    if (this.#banks.length > 0) return;
    this.#single?.destroy();
    this.#single = null;
  }

  #ensure(row: BankRow, length: number): GpuBank {
    if (!row.bank) {
      let bank = this.#banks.find((one) => !one.full);
      if (!bank) {
        bank = this.#bank(this.#most, length);
        this.#banks.push(bank);
      }
      bank.add(row);
    }
    const { bank } = row;
    if (!bank) throw new Error('A row has no bank.');
    bank.reach(length);
    return bank;
  }

  /** A bank whose first row is this one, or a copy of it, with room for `length` positions. */
  #alone(row: BankRow, length: number): GpuBank {
    const bank = this.#ensure(row, length);
    if (bank.rows.length === 1) return bank;
    const single = this.#singleFor(length);
    bank.copy(bank.rows.indexOf(row), single, 0, 0, row.length);
    return single;
  }

  #singleFor(length: number): GpuBank {
    this.#single ??= this.#bank(1, length);
    this.#single.reach(length);
    return this.#single;
  }

  #bank(most: number, length: number): GpuBank {
    const capacity = Math.min(this.dims.context, Math.max(FIRST_CAPACITY, length));
    return new GpuBank(this.ort, this.dims, this.device, 1, capacity, most);
  }

  #advance(row: BankRow, length: number): void {
    row.length = length;
    row.hasNext = this.#outputs.makesNext;
  }

  /** Embeddings of one row, `[1, n, dim]`. */
  #tensor(embeds: Float32Array): Tensor {
    const { dim } = this.dims;
    return new this.ort.Tensor('float32', embeds, [1, embeds.length / dim, dim]);
  }

  /**
   * `count` new positions of each of a bank's first rows, which hold `held` before: these embeddings, or
   * for null one position of each, the bank's inputs.
   */
  async #run(
    bank: GpuBank,
    embeds: Tensor | null,
    count: number,
    held: readonly number[],
  ): Promise<void> {
    const { Tensor } = this.ort;
    const { context } = this.dims;
    const rows = held.length;
    const ends = held.map((length) => Math.min(length + count, context) - 1);
    const inputs = bank.inputsOf(ends);
    const { past, present } = bank.bound(rows);
    const feeds = {
      inputs_embeds: embeds ?? inputs.embeds,
      seqlens_k: inputs.ends,
      total_sequence_length: new Tensor('int32', Int32Array.of(Math.max(...ends) + 1), []),
      num_logits_to_keep: new Tensor('int64', BigInt64Array.of(1n), []),
      ...past,
    };
    await this.session.run(feeds, { ...this.#outputs.fetches(rows), ...present });
  }
}
