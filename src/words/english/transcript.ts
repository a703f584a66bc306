/** What a lane's actor read and wrote. */
export const transcript = {
  steps: (lane: string) => `Steps, ${lane}`,
  partsFrom: (lanes: readonly string[]) => `parts from ${lanes.join(' and ')}`,
};
