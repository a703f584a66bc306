import { plural } from './plural';

/** The tab on information breadth. Numbers come as they are written. */
export const breadth = {
  question: 'How many words does a latent step hold open?',
  lead: 'Each step is read through the LM head of the model that wrote it, at temperature 1. The bands are the cumulative shares of its six likeliest words, of the ten likeliest renormalised. The effective number of hypotheses is e to the entropy of the whole distribution (eᴴ): 1 where one word is certain.',
  full: 'Full message',
  trained: (k: string) => `Trained K = ${k}`,
  untrained: (k: string) => `Untrained K = ${k}`,
  inText: {
    full: 'the full message',
    trained: (k: string) => `trained K = ${k}`,
    untrained: (k: string) => `untrained K = ${k}`,
  },
  perturbed: (message: string, perturbation: string) => `${message} with ${perturbation}`,
  perturbations: {
    none: 'not disturbed',
    whiteNoise: (strength: string) => `white noise ${strength}`,
    covNoise: (strength: string, scope: string) => `CovNoise ${strength} (${scope})`,
    covGaussZero: (scope: string) => `CovGauss without mean (${scope})`,
    covGaussMean: (scope: string) => `CovGauss with mean (${scope})`,
    rotation: (scope: string) => `RandomRot (${scope})`,
    scopes: { message: 'its own statistics', corpus: 'statistics of many messages' },
  },
  steps: {
    numbered: (step: string) => `Step ${step}`,
    name: 'First name',
    'commitment-1': 'Place − 1',
    commitment: 'At the place',
    'commitment+1': 'Place + 1',
  },
  stepsNote:
    'First name: the state just before the first object or place is named. At the place: the state just before the place that the CoT commits to; place − 1 and place + 1: the states before and after that one.',
  recorded: {
    title: 'Over many tasks',
    subtitle: (tasks: string, view: string, split: string) =>
      `cumulative share of the likeliest words (0 to 1) by percentile over ${plural(tasks, 'task')}, ${view} view, ${split} scenes; the dot is P50 of the top share, eᴴ its median; the bracket at the right is the paper’s median`,
    view: 'Sender’s view',
    first: 'Message',
    second: 'Beside it',
    nothing: 'Nothing',
    disturbed: 'Disturbance',
    key: 'Bands, from the bottom: the likeliest word, the two, … the six likeliest',
    top: (rank: string) => `top ${rank}`,
    paper: 'paper',
    aligned: 'Where the CoT names something',
    plot: (step: string, message: string, share: string, open: string) =>
      `${step} of ${message}: median top share ${share}, effective number of hypotheses ${open}`,
    undisturbedOnly: 'Only this one was recorded for this message.',
    half: (step: string, message: string, share: string) =>
      `Half of the tasks give ${step} of ${message} a top share of ${share} or less.`,
    step: (step: string) => `step ${step}`,
    medians: (steps: string, shares: string) => `Medians of steps ${steps}: ${shares}.`,
    certain: (steps: string) =>
      `At ${steps.includes(',') ? 'steps' : 'step'} ${steps} half of the tasks give one word more than 0.99: nothing is open there.`,
    commitment: (share: string, open: string) =>
      `Just before the place it commits to, half of the tasks give the likeliest word ${share} or less; eᴴ is ${open} there.`,
    broader: (first: string, second: string, count: string, of: string) =>
      `${first} is broader (smaller median top share) than ${second} at ${count} of ${of} steps.`,
    paperShows: 'That is the paper’s order: trained steps are the broader ones.',
    paperNot: 'That is not the paper’s order, in which trained steps are the broader ones.',
    paperFigures: (low: string, high: string, untrained: string) =>
      `The paper’s medians of the top share, other models and tasks: trained ${low} to ${high}, untrained about ${untrained}.`,
    crossTask:
      'Another task’s message (CrossTask) is not shown here: it permutes messages over tasks, and over all tasks the bands stay what they are. For one run it is shown below.',
    /** `tier`: of the page’s own; empty of other models. */
    sources: (tier: string, date: string, models: string) =>
      `recorded · ${tier === '' ? '' : `models ${tier} · `}${date} · ${models}`,
    columns: {
      message: 'Message',
      step: 'Step',
      percentile: 'Percentile',
      top: (rank: string) => `Top ${rank}`,
    },
    none: 'Not recorded: this card has no information breadth. models/measure_breadth.py measures it.',
    same: 'The run on this page was written by the models that were measured here.',
    /** Both are tiers of the page’s own, or empty: other models. */
    other: (run: string, measured: string) =>
      `The run on this page was written by ${run === '' ? 'other models' : `the models ${run}`}; the bands were measured on ${
        measured === '' ? 'others (their sha256 differ)' : `the models ${measured}`
      }.`,
  },
  run: {
    title: 'The message of this run',
    lane: 'Lane',
    subtitle:
      'along its own steps: effective number of hypotheses (eᴴ, logarithmic), and cumulative share of the likeliest words (0 to 1)',
    kinds: { live: 'live', recorded: 'recorded' },
    sent: 'As sent',
    written: 'As written, before it was changed',
    hypotheses: 'eᴴ',
    shares: 'share',
    axis: 'latent step',
    marks: 'Filled dots and triangles: steps that emit the name of an object or a place.',
    commitments: 'Labelled: where the words commit to a place.',
    plot: (name: string, steps: string, median: string) =>
      `${name}: ${plural(steps, 'step')}, median effective number of hypotheses ${median}`,
    point: (step: string, word: string, share: string, nats: string, open: string) =>
      `Step ${step}, ${word}: top share ${share}, entropy ${nats} nats, eᴴ ${open}`,
    openCommitted: (step: string, place: string, open: string, median: string) =>
      `At step ${step} the words commit to “${place}”: the state before that name holds ${open} hypotheses. The median of all steps is ${median}.`,
    openNamed: (step: string, word: string, open: string, names: string, median: string) =>
      `Of the ${names} steps that emit a name, step ${step} (before “${word}”) holds most open: ${open} hypotheses. The median of all steps is ${median}.`,
    openStep: (step: string, word: string, open: string, median: string) =>
      `Step ${step} holds most open: ${open} hypotheses, “${word}” the likeliest. The median of all steps is ${median}.`,
    change: (sent: string, written: string) =>
      `Median effective number: ${sent} as sent, ${written} as written.`,
    wordless: 'No lane of this run sends latents: there is nothing to read through the LM head.',
    awaited: 'Measured when the message is written: Run or Step.',
    unmade: 'This lane failed before its message was made: its card says what to do.',
    unread: 'This run kept no logit lens of its latents. It is made when the run is played here.',
    columns: {
      message: 'Message',
      step: 'Step',
      word: 'Emits',
      likeliest: 'Likeliest',
      top: (rank: string) => `Top ${rank}`,
      entropy: 'Entropy, nats',
      open: 'Hypotheses',
    },
  },
};
