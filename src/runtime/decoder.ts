import type { CompressedSender, DecoderModel, DecoderOutput, DecoderSequence } from '../lab/models';
import { LabError } from '../shared/errors';
import type { DecoderDims } from '../shared/manifest';
import type { Backend } from './backend';
import type { DecoderOutputs } from './decoder-outputs';
import type { EmbeddingTable } from './embedding-table';
import type { KvCache } from './kv-cache';
import type { Session } from './ort';

/** A decoder graph (models/interlat_models/onnx_decoder.py) in a session. */
export class OnnxDecoder implements DecoderModel {
  readonly #outputs: DecoderOutputs;
  #head: EmbeddingTable | null = null;

  constructor(
    private readonly backend: Backend,
    private readonly session: Session,
    private readonly dims: DecoderDims,
    private readonly table: EmbeddingTable,
  ) {
    const names = session.outputNames.filter((name) => !name.startsWith('present.'));
    this.#outputs = backend.createDecoderOutputs(dims, names);
  }

  get dim(): number {
    return this.dims.dim;
  }

  get contextLength(): number {
    return this.dims.context;
  }

  embed(tokens: readonly number[]): Float32Array {
    return this.table.lookUp(tokens);
  }

  get lensLogits(): DecoderModel['lensLogits'] {
    const head = this.#head;
    return head && ((hidden) => head.logits(hidden));
  }

  /**
   * Finds out what the LM head is: `own` where the tier brings it, else the embeddings where they made the
   * logits that the model just gave, to within `tolerance`; else nobody knows.
   */
  learnHead(
    own: EmbeddingTable | null,
    { hidden, logits }: DecoderOutput,
    tolerance: number,
  ): void {
    const head = own ?? this.table;
    this.#head = head.madeLogits(hidden, logits, tolerance) ? head : null;
  }

  start(): DecoderSequence {
    return new OnnxSequence(this.backend, this.session, this.dims, this.#outputs);
  }
}

export class OnnxCompressedSender extends OnnxDecoder implements CompressedSender {
  constructor(
    backend: Backend,
    session: Session,
    dims: DecoderDims,
    table: EmbeddingTable,
    readonly latentStart: Float32Array,
  ) {
    super(backend, session, dims, table);
  }
}

class OnnxSequence implements DecoderSequence {
  #length = 0;
  #disposed = false;
  readonly #kv: KvCache;

  constructor(
    private readonly backend: Backend,
    private readonly session: Session,
    private readonly dims: DecoderDims,
    private readonly outputs: DecoderOutputs,
  ) {
    this.#kv = backend.createKvCache(dims);
  }

  get length(): number {
    return this.#length;
  }

  append(embeds: Float32Array): Promise<DecoderOutput> {
    return this.backend.calls.run(() => this.#append(embeds));
  }

  rewind(length: number): void {
    if (this.#disposed) throw new Error('This sequence was disposed.');
    if (!(Number.isInteger(length) && length >= 0 && length <= this.#length)) {
      throw new RangeError(`There is no way back from ${this.#length} positions to ${length}.`);
    }
    if (length === this.#length) return;
    this.#kv.rewind(length);
    this.#length = length;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    // In its turn: a run that still writes into the cache ends first.
    void this.backend.calls.run(() => this.#kv.dispose());
  }

  async #append(embeds: Float32Array): Promise<DecoderOutput> {
    const { dim, context } = this.dims;
    const rows = embeds.length / dim;
    if (this.#disposed) throw new Error('This sequence was disposed.');
    if (!(Number.isInteger(rows) && rows >= 1)) {
      throw new RangeError(`${embeds.length} numbers are not whole rows of ${dim}.`);
    }
    const length = this.#length + rows;
    if (length > context) {
      const message = `The text has ${length} positions, the model reads at most ${context}.`;
      throw new LabError('context-full', `${message} This lane ends here.`);
    }
    const { Tensor } = this.backend.ort;
    const feeds = {
      inputs_embeds: new Tensor('float32', embeds, [1, rows, dim]),
      seqlens_k: new Tensor('int32', Int32Array.of(length - 1), [1]),
      total_sequence_length: new Tensor('int32', Int32Array.of(length), []),
      num_logits_to_keep: new Tensor('int64', BigInt64Array.of(1n), []),
      ...this.#kv.past,
    };
    const fetches = { ...this.outputs.fetches, ...this.#kv.present };
    const results = await this.session.run(feeds, fetches);
    this.#kv.keep(results);
    this.#length = length;
    const { logits, hidden_states: hidden, next_embeds } = await this.outputs.read(results);
    if (!logits || !hidden) throw new Error('The decoder gave no logits or no hidden states.');
    return { logits, hidden, nextEmbeds: next_embeds ?? null };
  }
}
