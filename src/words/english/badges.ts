/** On what, and with which models, the figures are made. */
export const badges = {
  live: 'live',
  liveNote: 'Every figure on this page is computed now, in this browser.',
  /** Why the models run on this device. */
  reasons: {
    'wasm-asked': 'WASM was asked for.',
    'webgpu-asked': 'WebGPU was asked for.',
    'gpu-passed': 'There is a GPU and it passed its self-test.',
    'gpu-lost': 'The GPU was lost several times.',
    'gpu-failed': 'WebGPU failed its self-test on this GPU.',
    'gpu-software': 'The only GPU here is emulated in software, which is slower than WASM.',
    'gpu-small': 'This GPU is too small for these models.',
    'no-f16': 'This GPU has no 16-bit arithmetic.',
    'no-f16-files': 'These models come without 16-bit files.',
    'no-gpu': 'This browser found no GPU.',
    'no-webgpu': 'This browser has no WebGPU.',
  },
  oneThread: '1 thread',
  software: 'software',
  /** After the reason. */
  softwareNote: ' It is software: the results are right, the speed is not that of a GPU.',
  tier: (tier: string, megabytes: string) => `${tier} · ${megabytes} MB`,
  models: (title: string, hashes: readonly string[]) =>
    `${title}. Model files: ${hashes.join(', ')}.`,
};
