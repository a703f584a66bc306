/** What is sent to each lane’s actor. */
export const messageControls = {
  waiting: 'Shorter messages can be chosen when the models are loaded.',
  length: 'Length',
  full: 'full',
  first: (percent: number) => `First ${percent}%`,
  vectors: (vectors: number) => `${vectors} ${vectors === 1 ? 'vector' : 'vectors'}`,
  shortening: 'How it is shortened',
  /** The ways to a shorter message, and what each of them does. */
  shortenings: {
    trained: 'trained',
    untrained: 'untrained',
    kept: 'kept',
    truncated: 'truncated',
  },
  notes: {
    full: 'One hidden state for every token of the CoT.',
    trained: 'Latent steps of a sender trained to say it in so few.',
    untrained: 'Latent steps of the sender as it is, never trained to be brief.',
    kept: 'Hidden states of the full message, taken at even distances.',
    truncated: 'The first part of the full message.',
  },
  ofLane: (lane: number) => `Message of lane ${lane}`,
  takeAway: 'Take this lane away',
  takeLaneAway: (lane: number) => `Take lane ${lane} away`,
  add: 'Add a lane',
  addShort: (vectors: number) => `Add a lane with K = ${vectors}`,
  addShortNote:
    'No lane sends a short message here. The same game is played live with a lane that sends few trained latent steps.',
};
