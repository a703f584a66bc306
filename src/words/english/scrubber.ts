/** The run's clock. */
export const scrubber = {
  shown: 'Step shown',
  at: (step: number, last: number) => `Step ${step} of ${last}`,
};
