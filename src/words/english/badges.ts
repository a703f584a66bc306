/** On what, and with which models, the figures are made. */
export const badges = {
  live: 'live',
  liveNote: 'Every figure on this page is computed now, in this browser.',
  software: 'software',
  softwareNote: 'It is software: the results are right, the speed is not that of a GPU.',
  tier: (tier: string, megabytes: string) => `${tier} · ${megabytes} MB`,
  models: (title: string, hashes: readonly string[]) =>
    `${title}. Model files: ${hashes.join(', ')}.`,
};
