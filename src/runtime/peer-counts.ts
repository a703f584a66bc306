/**
 * What a decode step of transformers.js's `generate()` asks of WebGPU, counted as ours is. For the benchmark on
 * the command line, which opens this in a browser; the page does not.
 */
import {
  AutoModelForCausalLM,
  env,
  StoppingCriteria,
  StoppingCriteriaList,
  Tensor,
} from '@huggingface/transformers';
import type { GpuCounts } from '../lab/speed-report';
import { browserOrt } from './browser-ort';
import { loadOnDevice } from './choose-device';
import { FileStore } from './file-store';
import { findGpu } from './gpu';
import { countDecodeStep, countGpu } from './gpu-counts';
import { HttpSource } from './http-source';
import { browserKeyValues } from './key-values';
import { ModelFiles, parseManifest } from './model-files';
import { Transfer } from './transfer';

const STEPS = 4;
/** Steps until the runtime has all the buffers that it keeps. */
const WARM = 4;

export interface BothCounts {
  readonly adapter: string;
  readonly ours: GpuCounts;
  readonly peer: GpuCounts;
  readonly version: string;
}

/** Counts from the step behind `WARM` ones on, and stops nothing. */
class Steps extends StoppingCriteria {
  seen = 0;

  constructor(private readonly onStep: (seen: number) => void) {
    super();
  }

  override _call(rows: number[][]): boolean[] {
    this.onStep(++this.seen);
    return rows.map(() => false);
  }
}

/** `host/model/` is a folder as models/export_peer.py writes it. */
async function countPeer(host: string): Promise<GpuCounts> {
  // Tokenizers of ours forbid it.
  env.allowRemoteModels = true;
  env.allowLocalModels = false;
  env.useBrowserCache = false;
  env.remoteHost = host;
  env.remotePathTemplate = '{model}/';
  const model = await AutoModelForCausalLM.from_pretrained('model', {
    dtype: 'fp32',
    device: 'webgpu',
  });
  const counter = countGpu();
  let counts: GpuCounts | null = null;
  try {
    const stopping = new StoppingCriteriaList();
    const onStep = (seen: number): void => {
      if (seen === WARM) counter.reset();
      if (seen === WARM + STEPS) counts = counter.perStep(STEPS);
    };
    stopping.push(new Steps(onStep));
    await model.generate({
      inputs: new Tensor('int64', BigInt64Array.of(7n, 8n, 9n, 10n), [1, 4]),
      attention_mask: new Tensor('int64', new BigInt64Array(4).fill(1n), [1, 4]),
      max_new_tokens: WARM + STEPS,
      do_sample: false,
      stopping_criteria: stopping,
    });
  } finally {
    counter.end();
    await model.dispose();
  }
  if (!counts) throw new Error('generate() ended before its steps were counted.');
  return counts;
}

/** Ours first, then the peer, in the same runtime; `tier`: the address of a folder with a manifest.json. */
export async function countBoth(tier: string, host: string): Promise<BothCounts> {
  const transfer = new Transfer();
  const source = new HttpSource(tier, {
    store: new FileStore(browserKeyValues('peer-counts')),
    transfer,
    fresh: false,
  });
  const files = new ModelFiles(parseManifest(await source.manifest()), source);
  const { models } = await loadOnDevice('webgpu', {
    ort: browserOrt(),
    files,
    onProgress: () => {},
  });
  const ours = await countDecodeStep(models.actor);
  await models.release();
  const peer = await countPeer(host);
  const gpu = await findGpu();
  return { adapter: gpu?.description ?? '', ours, peer, version: env.version };
}
