import { LabError } from '../shared/errors';

/** A call on a device that is gone comes back at once, if it does; ms. */
const PATIENCE = 20_000;

/**
 * The work's end, or a LabError 'models-stuck' where its models are gone and it does not come back: then
 * only a new worker helps.
 */
export function orStuck<T>(work: Promise<T>, gone: AbortSignal, patience = PATIENCE): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      timer = setTimeout(() => {
        const message = 'The models do not answer any more. Load them again.';
        reject(new LabError('models-stuck', message, false));
      }, patience);
    };
    if (gone.aborted) wait();
    else gone.addEventListener('abort', wait, { once: true });
    const end = (): void => {
      clearTimeout(timer);
      gone.removeEventListener('abort', wait);
    };
    work.then(resolve, reject).finally(end);
  });
}

export function isStuck(error: unknown): boolean {
  return error instanceof LabError && error.code === 'models-stuck';
}
