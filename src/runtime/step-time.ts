import type { DecoderModel } from '../lab/models';
import { middle } from '../shared/averages';

/** Warm-up ends after so many steps, or so many ms: a WASM engine compiles what runs often anew. */
const WARM_STEPS = 300;
const WARM_TIME = 400;
/** What is measured: so many steps, or so many ms, three at least. */
const STEPS = 21;
const TIME = 400;
const FEWEST = 3;
/** Positions before the first step, and the most behind it. */
const BEFORE = 32;
const MOST = 64;

/** The median time of one decoder step after warm-up, ms. */
export async function timeStep(
  model: DecoderModel,
  now: () => number = () => performance.now(),
): Promise<number> {
  const sequence = model.start();
  const step = new Float32Array(model.dim).fill(0.01);
  const one = async (): Promise<number> => {
    if (sequence.length >= Math.min(MOST, model.contextLength)) sequence.rewind(BEFORE);
    const start = now();
    await sequence.append(step, ['choice']);
    return now() - start;
  };
  try {
    await sequence.append(new Float32Array(BEFORE * model.dim).fill(0.01), []);
    const warm = now();
    for (let steps = 0; steps < WARM_STEPS && now() - warm < WARM_TIME; steps++) await one();
    const times: number[] = [];
    const start = now();
    while (times.length < FEWEST || (times.length < STEPS && now() - start < TIME)) {
      times.push(await one());
    }
    return middle(times);
  } finally {
    sequence.dispose();
  }
}
