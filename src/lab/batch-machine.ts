/** What a batch was played on, as Node or the browser tells it. */
import * as v from 'valibot';

export interface BatchMachine {
  /** Of the lab's code, as `git describe --always --dirty` says it; null where that is not known. */
  readonly commit: string | null;
  /** `Node 24.1.0 (linux x64)`, or the browser and its main version. */
  readonly host: string;
  /** Its name; null in a browser, which tells none (a GPU's is in `backend`). */
  readonly processor: string | null;
  readonly cores: number | null;
  /** Processes or web workers that played at once, each with `concurrency` games in flight. */
  readonly workers: number;
  readonly concurrency: number;
}

const Positive = v.pipe(v.number(), v.integer(), v.minValue(1));

export const BatchMachineSchema = v.strictObject({
  commit: v.nullable(v.string()),
  host: v.string(),
  processor: v.nullable(v.string()),
  cores: v.nullable(Positive),
  workers: Positive,
  concurrency: Positive,
});

const KEYS = Object.keys(BatchMachineSchema.entries) as (keyof BatchMachine)[];

/** Each machine once, in the order they came; `machines` is left out where none is known. */
export function machinesOf(sources: readonly { readonly machines?: readonly BatchMachine[] }[]): {
  machines?: readonly BatchMachine[];
} {
  const found = new Map<string, BatchMachine>();
  for (const machine of sources.flatMap(({ machines = [] }) => machines)) {
    found.set(JSON.stringify(KEYS.map((key) => machine[key])), machine);
  }
  return found.size === 0 ? {} : { machines: [...found.values()] };
}

/** Games in flight at once in a process or worker, and how many of these there were: the most. */
export function inFlight(
  source: { readonly concurrency: number; readonly machines?: readonly BatchMachine[] } | undefined,
): { readonly concurrency: number; readonly workers: number } {
  const workers = Math.max(1, ...(source?.machines ?? []).map((machine) => machine.workers));
  return { concurrency: source?.concurrency ?? 1, workers };
}
