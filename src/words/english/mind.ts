/** The tab on what the actor might write. Figures come in as they are to be shown. */

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;

/** Of e to the entropy, as written. */
const spread = (effective: string): string =>
  `as much as ${effective} equally likely command${effective === '1' ? '' : 's'}`;

export const mind = {
  lane: 'Lane',
  step: 'Step',
  /** Why a lane has nothing to show. */
  absent: {
    start: 'Nothing is written at step 0. Choose a later step.',
    unplayed: (step: number) => `Step ${step} has not been played.`,
    ended: (steps: number, outcome: 'won' | 'lost' | 'context-full' | 'failed') =>
      outcome === 'failed'
        ? `This lane failed after step ${steps}.`
        : `The game ended at step ${steps}: ${{ won: 'won', lost: 'lost', 'context-full': 'out of context' }[outcome]}.`,
    person: (command: string, seconds: string) =>
      `A person typed “${command}” after ${seconds} s: there is no distribution of the actor.`,
    refused: 'The context has no room for this: it cannot be computed.',
    unrecorded: 'This recording does not hold it. Run the game here to compute it.',
  },
  computing: 'Computing.',
  whenStanding: 'Computed when the run is paused or has ended.',
  commands: {
    title: (step: number) => (step === 0 ? 'Next command' : `Next command, step ${step}`),
    subtitle:
      'exact probability of each command the game admits here: all its tokens and the closing one, at temperature 1; entropy in nats',
    section: (lane: string) => `Next command, ${lane}`,
    computing: (commands: number) =>
      `Computing the probabilities of ${count(commands, 'command')}.`,
    taken: 'taken',
    more: (commands: number) => `${commands} more`,
    elsewhere: 'not admissible',
    sentence: (command: string, probability: string, entropy: string, effective: string) =>
      `The actor writes “${command}” with probability ${probability}; entropy ${entropy} nats, ${spread(effective)}.`,
    inadmissible: (command: string, probability: string, entropy: string, effective: string) =>
      `The actor writes “${command}”, which the game does not admit here; anything inadmissible has probability ${probability}; entropy ${entropy} nats or more, ${spread(effective)}.`,
    columns: ['Lane', 'Rank', 'Command', 'Probability', 'Taken'],
    yes: 'yes',
  },
  divergence: {
    nats: 'nats',
    bound: 'ln 2 = 0.693: nothing in common',
    atStep: (step: number) => `step ${step}`,
    notYet: (known: number, all: number) => `${known} of ${all} steps computed so far.`,
    none: 'No step has been played.',
  },
  separation: {
    title: 'What the message changes',
    subtitle:
      'JS divergence (Jensen-Shannon), in nats, between the next command under the lane’s own message and under another task’s, after the same turns; what is not admissible counts as one outcome',
    needsMessage: 'No lane has a message.',
    lane: (lane: string, mean: string, steps: number, largest: string, at: number) =>
      steps === 1
        ? `${lane}: ${largest} nats at step ${at}.`
        : `${lane}: ${mean} nats on average over ${steps} steps, most at step ${at} (${largest}).`,
  },
  pairs: {
    title: 'What one lane would do and another would not',
    subtitle:
      'JS divergence, in nats, between the next commands of two lanes, while their games are the same: up to the step where they part (ring)',
    needsLanes: 'There are no two lanes that agents play.',
    pair: (one: string, other: string) => `${one} and ${other}`,
    /** The first line of the label beside a curve; the second is the other lane. */
    labelled: (one: string) => `${one} and`,
    parted: (pair: string, step: number, divergence: string) =>
      `${pair} part at step ${step}, ${divergence} nats apart.`,
    together: (pair: string, steps: number, largest: string, at: number) =>
      `${pair} write the same in ${count(steps, 'step')}, at most ${largest} nats apart (step ${at}).`,
    columns: ['Lanes', 'Step', 'JS divergence, nats', 'Part here'],
    yes: 'yes',
  },
  importance: {
    section: (lane: string) => `Importance of latent steps, ${lane}`,
    measure: (steps: number, step: number) =>
      `Leave out each of ${count(steps, 'latent step')} at step ${step}`,
    stop: 'Stop',
    progress: (done: number, total: number) => `${done} of ${total} latent steps left out.`,
    waiting: 'Waiting for what was asked before.',
  },
  token: {
    title: (step: number) => (step === 0 ? 'Next token' : `Next token, step ${step}`),
    subtitle: (tokens: number) =>
      `probability of the ${tokens} most likely tokens, at temperature 1; entropy in nats`,
    section: (lane: string) => `Next token, ${lane}`,
    choice: (lane: string) => `Token of the command, ${lane}`,
    sentence: (token: string, probability: string | null, entropy: string) =>
      `The actor writes “${token}”${probability === null ? '' : ` with probability ${probability}`}; entropy ${entropy} nats.`,
    tie: 'The top two are a near tie: another backend may choose the other.',
    part: 'The lanes part at',
    stepLink: (step: number) => `step ${step}`,
    columns: ['Lane', 'Rank', 'Token', 'Probability'],
  },
};
