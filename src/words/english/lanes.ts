const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** The lanes: how they are called, and what their cards say. */
export const lanes = {
  label: 'Lanes',
  channels: { latent: 'Latent', text: 'CoT text', none: 'No message', human: 'You' },
  /** How the message is shortened, as in a lane’s name. */
  lengths: {
    full: 'full',
    trained: (steps: number) => `K = ${steps}`,
    untrained: (steps: number) => `K = ${steps} untrained`,
    kept: (steps: number) => `${steps} kept`,
    truncated: (percent: number) => `first ${percent}%`,
  },
  /** The parts of a lane’s name. */
  named: (channel: string, length: string) => `${channel} ${length}`,
  /** What was done to the message by hand. Steps count from 1. */
  edits: {
    several: (changes: number) => `${changes} changes`,
    words: 'words by hand',
    senderGame: 'another game’s message',
    remove: (steps: string) => `${steps} removed`,
    zero: (steps: string) => `${steps} zeroed`,
    average: (steps: string) => `${steps} averaged`,
    repeat: (step: number, times: number) => `step ${step} × ${times}`,
    swap: (one: number, other: number) => `steps ${one} and ${other} swapped`,
    splice: (percent: number) => `words after ${percent}%`,
    interpolate: (percent: number) => `${percent}% of another game`,
    certain: { places: 'certain at the places', rest: 'certain elsewhere' },
  },
  steps: (from: number, to: number) => (from === to ? `step ${from}` : `steps ${from}–${to}`),
  atSteps: (change: string, steps: string) => `${change} at ${steps}`,
  /** Where the statistics of a disturbance are from. */
  scopes: { corpus: 'corpus statistics', message: 'own statistics' },
  seed: (seed: number) => `seed ${seed}`,
  /** Between a lane’s name and what was done to its message. */
  comma: ', ',
  numbered: (lane: number) => `lane ${lane}`,
  vectors: (vectors: number) => count(vectors, 'vector'),
  tokens: (tokens: number) => count(tokens, 'token'),
  nothing: 'nothing',
  reachesNothing: 'nothing reaches the actor',
  noMessageToYou: 'no message: you play',
  writing: (tokens: number) => `sender at token ${tokens}`,
  unwritten: (length: string) =>
    length === '' ? 'not written yet' : `${length} · not written yet`,
  /** The game is there, and the models are not. */
  waits: { loading: 'waits for the models', failed: 'the models did not load' },
  clock: (step: number, budget: number) => `step ${step} / ${budget}`,
  /** `won at 9`: the clock stands before that step, the lane’s last. */
  endedAt: (outcome: string, step: number) => `${outcome} at ${step}`,
  /** A lane that could not be played while the others were. `told`: the error. */
  failure: {
    unmade: 'no message was made',
    stopped: (step: number, told: string) => `Stopped after step ${step}. ${told}`,
    undo: 'Undo the changes to its message',
    full: 'Send the whole message',
    length: (steps: number) => `Send K = ${steps}`,
    ownStatistics: 'Use the message’s own statistics',
    again: 'Play this lane again',
    remove: 'Take this lane away',
  },
  step: (step: number) => `step ${step}`,
  map: 'Map',
  plans: {
    latent: 'The actor plays with the sender’s hidden states.',
    text: 'The actor plays with the sender’s words.',
    none: 'The actor plays with the task alone.',
    human: 'You play: type the commands yourself.',
  },
};
