import type { CompressedSender, DecoderModel, DecoderSequence } from '../lab/models';
import type { DecoderDims } from '../shared/manifest';
import type { Backend, SequenceSource } from './backend';
import type { EmbeddingTable } from './embedding-table';
import type { Session } from './ort';

/** A decoder graph (models/interlat_models/onnx_decoder.py) in a session. */
export class OnnxDecoder implements DecoderModel {
  readonly #sequences: SequenceSource;

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

  lensLogits(hidden: Float32Array): Float32Array {
    return this.table.logits(hidden);
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
