/** The benchmark on the Device page. */
export const speed = {
  title: 'Benchmark',
  lead: 'Measures the models that are loaded, on the device that they run on: some seconds on WASM, minutes on a GPU that is emulated in software. Nothing is sent anywhere.',
  run: 'Measure',
  again: 'Measure again',
  /** `part`: null: no part has ended yet, and warm-up comes before the first. */
  running: (part: string | null, total: string) =>
    part === null ? `Warming up, then part 1 of ${total}.` : `Measuring part ${part} of ${total}.`,
  finishing: 'Reading memory and the bounds of the device.',
  stop: 'Stop measuring',
  stopping: 'Stopping…',
  earlier: (date: string) =>
    `The table below is the measurement before this one, of ${date}; it stays until the new one is there.`,
  waiting: 'Measured once the models are loaded.',
  failed: (why: string) => `Not measured: ${why}`,
  /** `button`: the one to press. */
  ends: {
    stopped: (button: string) => `you stopped it. “${button}” starts it again.`,
    run: (button: string) => `a run came first. “${button}” starts it again.`,
  },
  workerStopped: (button: string) =>
    `the worker that runs the models stopped. “${button}” starts another one.`,
  gpuLost: (button: string) =>
    `the GPU was lost. “${button}” loads the models again and starts anew.`,
  copy: 'Copy as Markdown',
  copied: 'Copied.',
  notCopied: 'The browser did not let the page copy. Select the table instead.',
  measuredOn: (tier: string, hash: string, device: string, browser: string, date: string) => [
    `tier ${tier} (sender ${hash})`,
    device,
    browser,
    date,
  ],
  wasm: 'WASM, one thread',
  webgpu: (gpu: string) => `WebGPU, ${gpu}`,
  emulated:
    'This GPU is emulated by the processor: its times say nothing of a real one; counts do.',
  table: {
    what: 'Measured',
    value: 'Value',
    groups: {
      speed: 'Speed',
      messages: 'Messages of one game',
      episodes: 'Whole games',
      gpu: 'What a decode step asks of the GPU',
      memory: 'Memory',
      bounds: 'What the device alone allows',
    },
    unknown: 'not known here',
    load: 'Loading the models, with their download where they were not here',
    firstToken: (positions: string) =>
      `First token of a thought, after a prompt of ${positions} positions`,
    prefill: (positions: string) => `Prefill, positions a second, ${positions} at once`,
    range: (middle: string, least: string, most: string) => `${middle} (${least} to ${most})`,
    decode: (batch: string) => `Decode, tokens a second at batch ${batch}`,
    latentSteps: 'Latent steps a second',
    adapter: (steps: string) => `Adapter, ${steps} steps`,
    full: (tokens: string) => `Full message, ${tokens} tokens, prompt included`,
    trained: (k: string) => `Trained message, K = ${k}, prompt included`,
    ratio: (k: string) => `Full message against K = ${k}, prompt included`,
    generation: (k: string) => `Full message against K = ${k}, after the prompt`,
    noGeneration: 'no step after the prompt',
    messages: {
      text: 'words',
      latent: 'all latents',
      trained: (k: string) => `trained K = ${k}`,
    },
    episodes: (message: string) => `Episodes a minute, one at a time: ${message}`,
    noEpisodes: 'Episodes a minute',
    tooSlow: 'not measured: a game would take too long here',
    perMinute: (value: string, steps: string) => `${value} (${steps} commands each)`,
    communication: (message: string) => `Prompt to an actor that has read the message: ${message}`,
    endToEnd: (message: string) => `End to end: words against ${message}`,
    dispatches: 'Dispatches a decode step, batch 1',
    submits: 'Submits a decode step, batch 1',
    buffers: 'Buffers created a decode step, batch 1',
    bytes: 'Bytes read back a decode step, batch 1',
    memory: {
      process: 'Memory of the whole process at its largest',
      wasm: 'Memory of the WASM heap at its largest',
      gpu: 'Memory of all GPU buffers at its largest',
      page: 'Memory of the page, the browser’s estimate now',
    },
    boundMemory: (megabytes: string) =>
      `Memory: the weights (${megabytes} MB) read once a token as fast as a copy moves bytes, batch 1`,
    boundProducts: (batch: string) =>
      `Bound by computing: the weights’ matrix products alone, batch ${batch}`,
    boundDispatches: (count: string) =>
      `Bound by dispatches: ${count} empty ones, one after the other, batch 1`,
    reached: (bound: string, percent: string) => `${bound}; decoding reaches ${percent}%`,
    milliseconds: (value: string) => `${value} ms`,
    perSecond: (value: string) => `${value}/s`,
    megabytes: (value: string) => `${value} MB`,
    times: (value: string) => `${value} times as long`,
  },
};
