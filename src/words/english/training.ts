import { plural } from './plural';

/** The tab on the training, told in order. Numbers come as they are written. */
export const training = {
  question: 'How did the actor learn to use the message?',
  lead: 'Five stages, each from the ones before. A line under each says what it did, from recorded figures; where nothing was kept, that is said.',
  stages: {
    base: 'A base that looks things up',
    sender: 'The sender: what it knows, into words',
    actor_text: 'The actor, on words',
    actor: 'The actor, on latents',
    sender_compressed: 'The compressed sender: K steps instead of all',
  },
  what: {
    base: 'A small language model learns to look things up in its context. Sender and actor both start from it.',
    sender:
      'It learns to write a chain of thought (CoT) from what it is told. Its hidden states will be the message.',
    actor_text: 'From the base, an actor learns to play with the sender’s words, or with nothing.',
    actor:
      'The actor and an adapter learn to read hidden states; the sender is frozen. L_sep asks that the game’s own message and another’s move the next token apart, L_align that latents and words lead to the same tokens.',
    sender_compressed:
      'A copy of the sender learns to say its message in K latent steps; the actor is frozen.',
  },
  tokens: (tokens: string) => `${tokens} tokens`,
  tokensAwaited: 'tokens: known when the models are loaded',
  later: (tokens: string) =>
    `The shipped weights were trained on in later phases (${tokens} tokens), which these curves do not show.`,
  found: {
    base: 'Its curves are not among those recorded, and no success is measured before there is an actor.',
    sender: (view: string, length: string, probabilities: string) =>
      `Measured after training, ${view} view: ${length} tokens on average; where the CoT commits to a place, mean probabilities ${probabilities}.`,
    report: (word: string, percent: string) => `${word} ${percent}%`,
    actor_text: (text: string, none: string, latent: string, games: string, view: string) =>
      `As the next stage begins, it wins ${text} of ${games} games with words, ${none} with nothing and ${latent} with latents it has never seen (${view} view).`,
    use: (view: string, tokens: string, step: string, won: string, none: string, games: string) =>
      `The actor uses the message (${view} view) from ${tokens} tokens (step ${step}) on: ${won} of ${games} games won with latents, ${none} without, and from there its 95% interval stays above.`,
    noUse: (view: string) =>
      `In the ${view} view the latents’ 95% interval does not come to stay above the success without a message.`,
    gain: (
      view: string,
      message: string,
      tokens: string,
      step: string,
      won: string,
      start: string,
      games: string,
    ) =>
      `${message} carries something (${view} view) from ${tokens} tokens (step ${step}) on: ${won} of ${games} games won, ${start} before this stage, and from there its 95% interval stays above that.`,
    noGain: (view: string, message: string) =>
      `In the ${view} view the 95% interval of ${message} does not come to stay above its success before this stage.`,
    none: 'Not recorded: these curves have nothing of this stage.',
  },
  moment: 'the message is used',
  momentK: (message: string) => `${message} carries`,
  messages: {
    none: 'No message',
    text: 'CoT text',
    latent: 'Full latent',
    'cross-task': 'Latent of another task',
    trained: (k: string) => `Trained K = ${k}`,
  },
  success: {
    title: (view: string) => `Success while training, ${view} view`,
    end: (won: string, games: string) => `At the end, of ${games} games: ${won}.`,
    won: (message: string, won: string) => `${message} won ${won}`,
    subtitle: (games: string, steps: string) =>
      `% of ${plural(games, 'dev game')} won within ${steps} steps, by tokens trained on (root scale); bands: Wilson 95%`,
  },
  separation: {
    title: 'Separation',
    subtitle:
      'JS divergence between the next tokens under the game’s own message and another’s, in nats (at most ln 2 = 0.693), by tokens trained on (root scale)',
    names: { js: 'all tokens', js_entities: 'names of things' },
    sentence: (tokens: string, first: string, last: string) =>
      `At names of things the divergence goes from ${first} to ${last} nats; it was last logged at ${tokens} tokens.`,
  },
  losses: {
    title: 'Losses',
    subtitle: (tokens: string) =>
      `by kind of batch, nats a token, by tokens trained on (root scale, to ${tokens})`,
    names: {
      full: 'full latent',
      subset: 'part of latent',
      mixed: 'latent + text',
      text: 'CoT text',
      none: 'no message',
      align: 'alignment',
      kl: 'KL to full',
      direction: 'direction',
      second_choice: 'second place',
    },
    k: (k: string) => `K = ${k}`,
    sentence: (name: string, first: string, last: string) =>
      `The loss of “${name}” goes from ${first} to ${last} nats a token.`,
  },
  columns: {
    step: 'Step',
    tokens: 'Tokens',
    training: 'Training',
    seed: 'Seed',
    minutes: 'Minutes',
  },
  endsAt: (name: string, value: string) => `${name} ends at ${value}`,
  source: {
    recorded: 'recorded',
    noDate: 'the file keeps no date',
    noModels: 'the file keeps no model hashes',
    games: (games: string) => `${plural(games, 'dev game')} a snapshot`,
    log: (lines: string) => `${plural(lines, 'line')} of the log`,
    ablations: (runs: string, tokens: string, games: string) =>
      `${plural(runs, 'run')}, ${tokens} tokens each · ${games} dev games of each view · models/runs/ablations.sh, models/collect_ablations.py`,
    start: (files: string) => `from ${files}`,
    otherStart:
      'They start from checkpoints of an earlier tier than the one loaded here: compare them with each other.',
  },
  ablations: {
    title: 'With a part left out',
    subtitle: (measure: string) =>
      `${measure}; a dot a seed, a tick at their mean, the band from the lowest to the highest seed with nothing left out`,
    share: (view: string, message: string) => `${view}: ${message}, % of dev games won`,
    logged: {
      js: 'JS separation, nats',
      js_entities: 'JS separation at names of things, nats',
      kl: 'KL to the full message, nats',
    },
    measure: 'Measure',
    baseline: 'Nothing left out',
    variants: {
      'no-separation': 'Without L_sep',
      'no-alignment': 'Without L_align',
      'no-curriculum': 'Without curriculum',
      'no-adapter': 'Without adapter',
      'no-task': 'Without L_task',
      'no-kl': 'Without KL',
      'no-direction': 'Without direction',
      'no-telegram': 'Without telegram',
    },
    outcomes: {
      overlap: (variant: string, values: string, baseline: string) =>
        `${variant}: ${values}; baseline ${baseline}: the ranges overlap, no difference is shown.`,
      below: (variant: string, values: string, baseline: string, points: string) =>
        `${variant}: ${values}; baseline ${baseline}: every seed is lower, by ${points} on average.`,
      above: (variant: string, values: string, baseline: string, points: string) =>
        `${variant}: ${values}; baseline ${baseline}: every seed is higher, by ${points} on average.`,
    },
    points: (value: string) => `${value} points`,
    nats: (value: string) => `${value} nats`,
    missing: (variant: string) => `${variant}: this measure was not recorded.`,
    alone: 'The baseline has no run with this measure: nothing to compare with.',
    few: (seeds: string) =>
      `Seeds of a variant: ${seeds}. That shows a range, not a test: no significance is claimed.`,
    none: 'Not recorded: no ablation of this stage has been run yet.',
  },
  file: {
    reading: (file: string) => `Reading ${file} …`,
    absent: (file: string) => `Not recorded: there is no ${file} beside these models.`,
    again: 'Read it again',
  },
};
