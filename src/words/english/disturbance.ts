/** What is done to a message before the actor reads it: the rail's controls and the lanes' marks. */
export const disturbance = {
  name: 'Disturbance',
  /** For a screen reader: which lane the control belongs to. */
  ofLane: (lane: number) => `Disturbance of lane ${lane}`,
  none: 'none',
  kinds: {
    'cross-task': 'another task’s message',
    'same-type': 'same type, another game’s message',
    'white-noise': 'WhiteNoise',
    'cov-noise': 'CovNoise',
    'cov-gauss-zero': 'CovGauss (zero mean)',
    'cov-gauss-mean': 'CovGauss (mean)',
    'random-rotation': 'RandomRot',
  },
  notes: {
    'cross-task':
      'The message that the same sender writes for a game of another task type (the paper’s CrossTask).',
    'same-type': 'The message that the same sender writes for another game of the same task type.',
    'white-noise': 'Independent normal noise is added to every number of the message.',
    'cov-noise': 'Normal noise with the covariance of messages is added.',
    'cov-gauss-zero': 'Normal noise with the covariance of messages, around zero, takes its place.',
    'cov-gauss-mean':
      'Normal noise with the covariance of messages, around their mean, takes its place.',
    'random-rotation':
      'The message is rotated at random; its mean and the covariance of messages stay.',
  },
  strengthRange: (most: string) => `Strength, 0 to ${most}`,
  strengthProblem: (most: string) => `Type a number from 0 to ${most}.`,
  paperValues: 'the paper’s:',
  paperValue: (value: string) => `Strength ${value}, as in the paper`,
  scope: 'Statistics from',
  scopes: { corpus: 'many messages', message: 'this message' },
  scopeNotes: {
    corpus: 'Mean and covariance of many training messages.',
    message:
      'Mean and covariance of this message’s own steps, as in the paper’s code. With fewer steps than dimensions the message’s own rotation only mixes its steps.',
  },
  seed: 'Seed',
  seedProblem: 'Type a whole number from 0.',
  roll: 'Roll another seed',
  steps: 'Steps',
  stepsAll: 'all',
  stepsSome: 'from … to',
  stepsFrom: 'First step',
  stepsTo: 'Last step',
  stepsProblem: (last: string) => `Type a step from 1 to ${last}.`,
  stepsUnknown: 'Single steps can be chosen once the message is written.',
  /** A lane's header: operations on its message. */
  editedTitle: (count: number) =>
    `${count} ${count === 1 ? 'change' : 'changes'} by hand to this lane’s message: see Surgery.`,
  disturbedTitle: 'This lane’s message is disturbed before the actor reads it.',
};
