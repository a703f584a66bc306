/** What was found about a device with these models, from one visit to the next. */
import * as v from 'valibot';
import type { KeyValues } from './key-values';

const FindingSchema = v.object({
  /** WebGPU failed its self-test, also without subgroups. */
  failed: v.boolean(),
  /** It passed only without subgroups. */
  withoutSubgroups: v.boolean(),
  /** Milliseconds a step, by device. */
  times: v.object({ webgpu: v.nullable(v.number()), wasm: v.nullable(v.number()) }),
});

export type Finding = v.InferOutput<typeof FindingSchema>;

export const NOTHING_FOUND: Finding = {
  failed: false,
  withoutSubgroups: false,
  times: { webgpu: null, wasm: null },
};

export class DeviceMemory {
  /** `setting`: what else the findings depend on: browser, runtime and models. */
  constructor(
    private readonly storage: KeyValues,
    private readonly setting: string,
  ) {}

  /** `adapter`: the GPU's description; empty where there is none. */
  async recall(adapter: string): Promise<Finding> {
    try {
      const [value] = await this.storage.get([this.#key(adapter)]);
      const read = v.safeParse(FindingSchema, value);
      return read.success ? read.output : NOTHING_FOUND;
    } catch {
      return NOTHING_FOUND;
    }
  }

  async keep(adapter: string, finding: Finding): Promise<void> {
    try {
      await this.storage.set([[this.#key(adapter), finding]]);
    } catch {
      // It is found out again the next time.
    }
  }

  #key(adapter: string): string {
    return `device/${adapter}/${this.setting}`;
  }
}
