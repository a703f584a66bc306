/** What a change to a message did to the actor, from measured values. Divergences come in nats. */
export const effect = {
  title: 'Effect',
  /** `parts`: what follows, in order, each a clause. */
  sentence: (lane: string, other: string, parts: readonly string[]) =>
    `${lane} against ${other}: ${parts.join('; ')}.`,
  divergence: (nats: string, step: number, most: string) =>
    `the actor’s distributions over commands are ${nats} nats apart at step ${step} (Jensen-Shannon, at most ${most})`,
  divergences: (
    mean: string,
    first: number,
    last: number,
    peak: string,
    at: number,
    most: string,
  ) =>
    `from step ${first} to ${last} the actor’s distributions over commands are ${mean} nats apart in the mean and ${peak} at step ${at}, where most (Jensen-Shannon, at most ${most})`,
  below: (nats: string, first: number, last: number, most: string) =>
    `at no step from ${first} to ${last} are the actor’s distributions over commands ${nats} nats or more apart (Jensen-Shannon, at most ${most})`,
  different: (step: number, command: string, instead: string) =>
    `the first different command is “${command}” instead of “${instead}”, at step ${step}`,
  same: (steps: number) =>
    steps === 1 ? 'the same command at step 1' : `the same commands at all ${steps} steps`,
  ended: (outcome: 'running' | 'won' | 'lost' | 'context-full' | 'failed', steps: number) => {
    const count = `${steps} ${steps === 1 ? 'step' : 'steps'}`;
    return {
      running: `is at step ${steps}`,
      won: `won in ${count}`,
      lost: `lost after ${count}`,
      'context-full': `ran out of context after ${count}`,
      failed: `failed after ${count}`,
    }[outcome];
  },
  outcomes: (lane: string, other: string) => `the changed lane ${lane}, the other ${other}`,
  sameOutcome: (both: string) => `both ${both}`,
  noCounterpart: (lane: string) => `${lane}: no lane here has the same message undisturbed.`,
  addCounterpart: 'Add an undisturbed lane beside it',
  noRoom: 'There is no room for another lane: take one away to compare.',
  measuring: (done: number, total: number) =>
    `How far apart the actors’ distributions are is being computed: ${done} of ${total}.`,
  whenStanding: 'How far apart the distributions are is computed when the run stands still.',
  unrecorded:
    'How far apart the distributions are was not recorded: Run plays the lanes here and computes it.',
  waiting: (lane: string, other: string) =>
    `${lane} against ${other}: measured when both have played.`,
  failed: (lane: string, other: string) =>
    `${lane} against ${other}: nothing to measure, since one of them failed.`,
};
