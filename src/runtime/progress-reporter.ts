import type { LoadProgress } from '../client/protocol';
import type { DownloadProgress } from './model-files';
import type { Transfer } from './transfer';

/** Between two reports, at least and at most, ms. */
const SOONEST = 100;
const LATEST = 1000;

/** Tells how a load goes: not at every chunk, but also where nothing comes. */
export class ProgressReporter {
  #latest: DownloadProgress | null = null;
  #reported = Number.NEGATIVE_INFINITY;
  readonly #ticking: ReturnType<typeof setInterval>;

  constructor(
    private readonly transfer: Transfer,
    private readonly report: (progress: LoadProgress) => void,
  ) {
    transfer.onPhase = () => this.#tell();
    this.#ticking = setInterval(() => this.#tell(), LATEST);
  }

  readonly onProgress = (progress: DownloadProgress): void => {
    this.#latest = progress;
    const ended = progress.loaded === progress.total;
    if (ended || this.transfer.clock.now() - this.#reported >= SOONEST) this.#tell();
  };

  end(): void {
    clearInterval(this.#ticking);
    this.transfer.onPhase = () => {};
  }

  #tell(): void {
    if (this.#latest === null) return;
    this.#reported = this.transfer.clock.now();
    this.report({ ...this.#latest, ...this.transfer.state() });
  }
}
