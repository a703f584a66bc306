import type { CompressedSender, DecoderModel, DecoderOutput, DecoderSequence } from '../lab/models';
import type { DecoderDims } from '../shared/manifest';
import type { Backend, SequenceSource } from './backend';
import type { EmbeddingTable } from './embedding-table';
import type { Session } from './ort';

/** A decoder graph (models/interlat_models/onnx_decoder.py) in a session. */
export class OnnxDecoder implements DecoderModel {
  readonly #sequences: SequenceSource;
  #head: EmbeddingTable | null = null;

  constructor(
    backend: Backend,
    session: Session,
    private readonly dims: DecoderDims,
    private readonly table: EmbeddingTable,
  ) {
    this.#sequences = backend.openSequences(session, dims);
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
    return this.#sequences.start();
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
