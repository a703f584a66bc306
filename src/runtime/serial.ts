import { nextTurn } from './next-turn';

/** Runs tasks one after another: onnxruntime-web allows one call at a time. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #turnsAwaited = 0;

  /** Whether a task runs or waits. */
  get busy(): boolean {
    return this.#waiting > 0;
  }

  /** Resolves when all tasks that are known now have ended. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** Whether somebody waits for the event loop: who never leaves it would keep them waiting. */
  get turnAwaited(): boolean {
    return this.#turnsAwaited > 0;
  }

  /** Resolves in the next turn of the event loop. */
  async turn(): Promise<void> {
    this.#turnsAwaited += 1;
    await nextTurn();
    this.#turnsAwaited -= 1;
  }

  /** Starts `task` when all tasks before it have ended, well or badly. */
  run<T>(task: () => Promise<T> | T): Promise<T> {
    this.#waiting += 1;
    const result = this.#last.then(task).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = result.catch(() => {});
    return result;
  }
}
