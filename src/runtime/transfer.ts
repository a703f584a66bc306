/** What the downloads of one load have in common: they pause together and share one line. */

/** How a load's downloads go at the moment. */
export interface TransferState {
  readonly phase: 'running' | 'paused' | 'retrying';
  /** Over the last seconds; null before anything came. */
  readonly bytesPerSecond: number | null;
}

/** What is looked back on for the speed, ms. */
const WINDOW = 5000;

export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Rejects with the signal's reason where that comes first. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      if (signal.aborted) return stop();
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', stop, { once: true });
    }),
};

export class Transfer {
  readonly #ended = new AbortController();
  #interruption = new AbortController();
  #wake: (() => void)[] = [];
  #paused = false;
  #waiting = 0;
  #arrivals: { readonly at: number; readonly bytes: number }[] = [];
  /** Told when the phase changes. */
  onPhase: () => void = () => {};

  constructor(readonly clock: Clock = CLOCK) {}

  /** Aborted when the load is given up. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Aborted when the load is given up or paused. */
  get interruption(): AbortSignal {
    return AbortSignal.any([this.#ended.signal, this.#interruption.signal]);
  }

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#arrivals = [];
    this.#interruption.abort(new DOMException('Paused.', 'AbortError'));
    this.onPhase();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#interruption = new AbortController();
    for (const wake of this.#wake.splice(0)) wake();
    this.onPhase();
  }

  /** Gives the load up. */
  end(): void {
    this.#ended.abort();
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Resolves when the load is not paused. Rejects where it was given up. */
  async unpaused(): Promise<void> {
    while (this.#paused && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
    this.signal.throwIfAborted();
  }

  /** Waits before one more try; a pause ends the wait too. */
  async wait(milliseconds: number): Promise<void> {
    this.#waiting += 1;
    this.onPhase();
    try {
      await this.clock.sleep(milliseconds, this.interruption);
    } catch {
      this.signal.throwIfAborted();
    } finally {
      this.#waiting -= 1;
      this.onPhase();
    }
  }

  /** Counts bytes that came over the network. */
  received(bytes: number): void {
    this.#arrivals.push({ at: this.clock.now(), bytes });
  }

  state(): TransferState {
    const now = this.clock.now();
    const recent = this.#arrivals.findIndex(({ at }) => at > now - WINDOW);
    this.#arrivals = recent < 0 ? [] : this.#arrivals.slice(recent);
    const [first, ...rest] = this.#arrivals;
    const seconds = first ? (now - first.at) / 1000 : 0;
    // The first arrival's bytes came before the time that is measured.
    const sum = rest.reduce((total, { bytes }) => total + bytes, 0);
    const bytesPerSecond = seconds > 0 && rest.length > 0 ? sum / seconds : null;
    const waits = this.#waiting > 0;
    return { phase: this.#paused ? 'paused' : waits ? 'retrying' : 'running', bytesPerSecond };
  }
}
