import type { AdapterModel } from '../lab/models';
import type { Backend } from './backend';
import { numbers, type Session } from './ort';

/** The adapter graph (models/interlat_models/onnx_adapter.py) in a session. */
export class OnnxAdapter implements AdapterModel {
  constructor(
    private readonly backend: Backend,
    private readonly session: Session,
  ) {}

  adapt(latents: Float32Array, steps: number): Promise<Float32Array> {
    return this.backend.calls.run(async () => {
      const shape = [steps, latents.length / steps];
      const input = new this.backend.ort.Tensor('float32', latents, shape);
      return numbers(await this.session.run({ latents: input }), 'embeds');
    });
  }
}
