import { BATCHES, type SpeedBounds } from '../lab/speed-report';
import type { Work } from '../lab/work';
import type { Backend } from './backend';
import { timeGpu } from './gpu-bounds';
import { timeCopy, timeProducts, weightNumbers, weightProducts } from './weight-products';

/** As WASM unfolds them to at load; as a GPU multiplies by them, with a float32 scale for every 32. */
const BYTES = { wasm: 4, webgpu: 1 + 4 / 32 };

/** Measures what the device alone allows a decoder with this file; null where its products are not known. */
export function boundsOf(
  { ort, calls, device, gpu }: Backend,
  model: Uint8Array,
): ((work: Work) => Promise<SpeedBounds>) | null {
  const products = weightProducts(model);
  if (products.length === 0) return null;
  const weights = weightNumbers(products) * BYTES[device];
  return async (work) => {
    if (gpu) return { weights, products: [], ...(await calls.run(() => timeGpu(gpu, work.now))) };
    return {
      weights,
      copied: timeCopy(weights, work.now),
      products: await timeProducts({ ort, calls }, products, BATCHES, work),
      dispatch: null,
    };
  };
}
