/** The models were lost while something was played. */
export const faults = {
  kinds: {
    'device-lost': 'the GPU was lost',
    'runtime-error': 'the model runtime failed',
    'worker-stopped': 'the worker stopped',
  },
  step: (step: number) => (step === 0 ? 'Before the first step' : `After step ${step}`),
  episode: (done: number) =>
    done === 0 ? 'Before the first episode' : `After ${done} episode${done === 1 ? '' : 's'}`,
  /** `backend`: null where it has not gone on, or not yet. */
  told: (when: string, what: string, times: number, backend: string | null) => {
    const happened = `${when} ${what}${times === 1 ? '' : ` ${times} times`}`;
    return backend === null
      ? `${happened}.`
      : `${happened}; the models were loaded again and play went on with ${backend}.`;
  },
  recovering: 'The models are being loaded again; then play goes on from the transcript.',
};
