/** What took the models away, as the page records it and tells it. */
import type { DeviceReport } from '../client/protocol';
import type { FaultKind } from '../lab/trace';
import type { Words } from '../words/words';

type Device = DeviceReport['device'];

export interface Fault {
  readonly what: FaultKind;
  /** Where it went on; null: not, or not yet. */
  readonly backend: Device | null;
}

/** The faults with where the latest of them let the play go on; the same where that was known. */
export function mended<T extends Fault>(faults: readonly T[], backend: Device): readonly T[] {
  const last = faults.at(-1);
  return last?.backend === null ? faults.with(-1, { ...last, backend }) : faults;
}

/**
 * A sentence for each place where the models were lost, however often there. `at`: steps, or episodes, that
 * had been played.
 */
export function faultSentences<T extends Fault>(
  faults: readonly T[],
  at: (fault: T) => number,
  when: (played: number) => string,
  words: Words['faults'],
): string[] {
  const groups: T[][] = [];
  for (const fault of faults) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group && first && at(first) === at(fault) && first.what === fault.what) group.push(fault);
    else groups.push([fault]);
  }
  return groups.flatMap((group) => {
    const last = group.at(-1);
    if (!last) return [];
    const { what, backend } = last;
    const where = backend && (backend === 'webgpu' ? 'WebGPU' : 'WASM');
    return [words.told(when(at(last)), words.kinds[what], group.length, where)];
  });
}
