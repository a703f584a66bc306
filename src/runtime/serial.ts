/** Runs tasks one after another: onnxruntime-web allows one call at a time. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /** Starts `task` when all tasks before it have ended, well or badly. */
  run<T>(task: () => Promise<T> | T): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => {});
    return result;
  }
}
