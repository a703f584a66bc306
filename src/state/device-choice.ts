/** Which device the person chose, from one visit to the next. */
import { DEVICE_CHOICES, type DeviceChoice, type DeviceOption } from '../client/protocol';

const KEY = 'interlat-lab-device';

/** null where nothing was chosen, or where the browser keeps nothing. */
export function storedDevice(): DeviceChoice | null {
  try {
    const stored = localStorage.getItem(KEY);
    return DEVICE_CHOICES.find((choice) => choice === stored) ?? null;
  } catch {
    return null;
  }
}

/** Remembers the choice where the browser allows. */
export function keepDevice(device: DeviceChoice): void {
  try {
    localStorage.setItem(KEY, device);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}

/** Below this a difference is not worth a word. */
const WORTH = 1.2;

export interface Faster {
  readonly device: DeviceOption['device'];
  /** How many times. */
  readonly ratio: number;
}

/** The device that took less time for a step than the one that is used, by measurement; or null. */
export function fasterDevice(used: string, options: readonly DeviceOption[]): Faster | null {
  const own = options.find(({ device }) => device === used)?.millisecondsPerStep;
  if (!own) return null;
  let best: Faster | null = null;
  for (const { device, refusal, millisecondsPerStep } of options) {
    if (device === used || refusal !== null || !millisecondsPerStep) continue;
    const ratio = own / millisecondsPerStep;
    if (ratio >= (best?.ratio ?? WORTH)) best = { device, ratio };
  }
  return best;
}
