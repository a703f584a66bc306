import { plural } from './plural';

/** The tab on what the models were measured to do. Numbers come as they are written. */
export const models = {
  question: 'What were these models measured to do?',
  title: 'Success',
  empty: 'No games have been played yet.',
  recordedOn: (dates: string, backend: string) =>
    `Recorded ${dates}, ${backend}, within 20 steps, greedy.`,
  view: 'Sender’s view of the figures',
  /** What stands beside the paper, and what does not. */
  caveats: {
    uncertain:
      'The sender knows more than the actor here: these rows are not the paper’s experiment. Words that may name every place come close: see hedging.',
    scout:
      'The sender knows more than the actor here (where every object is): these rows are not the paper’s experiment.',
    planner: 'This is the paper’s experiment: the sender knows no more than the actor.',
    hedging:
      'The sender knows more than the actor here: these rows are not the paper’s experiment. They are what words can carry when asked to name every place.',
  },
  together: (sentences: readonly string[]) => sentences.join(' '),
  /** Sets of games; one that is not here keeps the name of the card. */
  splits: { unseen: 'unseen', seen: 'seen', dev: 'dev', train: 'train' },

  source: {
    recorded: 'recorded',
    roles: {
      sender: 'sender',
      'sender-compressed': 'sender-compressed',
      actor: 'actor',
      adapter: 'adapter',
    },
    games: (games: string) => `${plural(games, 'game')} a row`,
    gamesFromTo: (fewest: string, most: string) => `${fewest} to ${most} games a row`,
    command: 'Command',
    commands: (count: number) => plural(count, 'command'),
    notLoaded: 'Compared with this page’s model files when those are loaded.',
    same: (files: number) =>
      `Measured on the very files this page has loaded: all ${files} hashes (sha256) are equal.`,
    other: 'These figures are of other model files',
    differ: (count: number, all: number, files: readonly string[]) =>
      ` than this page has loaded: ${count} of ${all} hashes (sha256) differ (${files.join(', ')}).`,
  },

  success: {
    titles: {
      kinds: 'Success by message',
      lengths: 'The message shortened',
      others: 'Another game’s message',
      perturbed: 'The message disturbed',
      swaps: 'The committing states replaced',
    },
    subtitle: (marks: readonly string[]) =>
      `% of games won within 20 steps, Wilson 95% interval; ${marks.join(', ')}`,
    marks: {
      unseen: 'filled: unseen scenes',
      seen: 'hollow: seen scenes',
      dev: 'hollow: dev scenes',
      disturbed: 'diamonds: not the game’s own message',
    },
    reference: (percent: string) => `no message ${percent}`,
  },

  /** Two tiers of this page beside each other. */
  sizes: {
    title: 'Two sizes of models',
    choose: 'Figures of',
    subtitle: (larger: string, smaller: string) =>
      `% of games won within 20 steps, Wilson 95% interval; filled: ${larger}, hollow: ${smaller}`,
    widest: (
      message: string,
      smaller: string,
      smallerRate: string,
      larger: string,
      largerRate: string,
    ) =>
      `Furthest apart: ${message}, ${smaller} ${smallerRate}%, ${larger} ${largerRate}%; these intervals do not meet.`,
    none: 'No two intervals of the same message lie apart.',
  },

  /** Names in sentences: what is compared, and with what. */
  sides: {
    latent: 'Latents',
    trained: 'Eight trained vectors',
    full: 'the full message',
    cross: 'The latents of another task',
    none: 'no message',
    commitment: 'With the committing states replaced latents',
    rest: 'With all others replaced latents',
    untouched: 'untouched ones',
    words: {
      uncertain: 'words that commit to one place',
      scout: 'words',
      planner: 'words',
      hedging: 'words that name every place',
    },
  },

  sentences: {
    points: (points: string, interval: string, games: string) =>
      `${points} points ${interval} on the same ${plural(games, 'game')}`,
    unclear: (points: string) => `${points}; the interval includes no difference.`,
    clear: (points: string, p: string) => `${points} (McNemar, Holm: p ${p}).`,
    against: (first: string, second: string, end: string) => `${first} against ${second}: ${end}`,
    won: (first: string, firstRate: string, second: string, secondRate: string, end: string) =>
      `${first} won ${firstRate}%, ${second} ${secondRate}%: ${end}`,
    rank: (rank: string, latent: string, text: string) => `${rank} ${latent}% against ${text}%`,
    ranks: (ranks: readonly string[]) =>
      `Full latents against words, by the true report: ${ranks.join(', ')}.`,
    rate: (name: string, percent: string) => `${name}, ${percent}%`,
    tied: (names: readonly string[], percent: string) =>
      names.length > 3
        ? `${names[0]} and ${names.length - 1} others tied, ${percent}%`
        : `${names.join(' and ')} tied, ${percent}%`,
    range: (best: string, worst: string) => `Highest: ${best}; lowest: ${worst}.`,
    rangeBeside: (best: string, worst: string, none: string) =>
      `Highest: ${best}; lowest: ${worst}. No message: ${none}%.`,
  },

  /** A plot for those who do not see it. */
  spoken: {
    row: (name: string, values: readonly string[]) => `${name}: ${values.join(', ')}`,
    value: (value: string, unit: string, of: string) => `${value} ${unit} ${of}`,
    rows: (rows: readonly string[]) => rows.join('; '),
    titled: (title: string, rows: string) => `${title}: ${rows}`,
    points: 'points',
  },

  row: {
    positions: (count: string) => plural(count, 'position'),
    steps: (count: string) => plural(count, 'step'),
    provisional: 'provisional',
    details: (parts: readonly string[]) => parts.join(', '),
  },
  columns: {
    message: 'Message',
    meaning: 'What it is',
    scenes: 'Scenes',
    games: 'Games',
    success20: '% in 20 steps [95%]',
    steps20: 'Steps, budget 20',
    success50: '% in 50 steps [95%]',
    steps50: 'Steps, budget 50',
    stepsOfWins: 'Steps of wins',
    positions: 'Positions',
    second: 'Second to a candidate %',
    inadmissible: 'Inadmissible %',
    contextFull: 'Context full',
    nearTies: 'Near ties',
    leftOut: 'Left out',
    complete: 'Complete',
  },
  complete: 'yes',
  incomplete: 'no: provisional',

  differences: {
    title: 'Differences on the same games',
    subtitle: (split: string) =>
      `points of success within 20 steps, first minus second, ${split} scenes; Newcombe’s paired 95% interval`,
    sentence: (clear: number, all: number) =>
      `${clear} of these ${plural(all, 'difference')} ${clear === 1 ? 'holds' : 'hold'} at 5% (McNemar’s exact test, Holm-corrected within its family).`,
    ofView: (name: string, view: string) => `${name} of ${view}`,
    minus: (name: string) => `minus ${name}`,
    none: 'no difference',
    plot: 'Differences',
    empty: 'No difference of these scenes was tested.',
    columns: {
      first: 'First',
      second: 'Second',
      family: 'Family',
      firstOnly: 'Won by first only',
      secondOnly: 'Won by second only',
      points: 'Points',
      interval: '95% (Newcombe)',
      p: 'p (McNemar)',
      holm: 'p (Holm)',
    },
  },

  ranks: {
    title: 'By the rank of the truth',
    subtitle: (split: string) =>
      `% of games won within 20 steps, ${split} scenes; of two targets the less reliable report counts`,
    heading: (rank: string, games: string) =>
      `The true report is “${rank}” (${plural(games, 'game')})`,
    games: (rank: string) => `${rank}, games`,
    rate: (rank: string) => `${rank}, % [95%]`,
  },

  tasks: {
    title: 'By type of task',
    subtitle: (split: string) => `% of games won within 20 steps [Wilson 95%], ${split} scenes`,
    columns: {
      look_at_obj_in_light: 'Look in light %',
      pick_and_place_simple: 'Pick and place %',
      pick_two_obj_and_place: 'Pick two %',
      pick_clean_then_place_in_recep: 'Clean %',
      pick_heat_then_place_in_recep: 'Heat %',
      pick_cool_then_place_in_recep: 'Cool %',
    },
  },

  calibration: {
    title: 'How unsure the sender is',
    subtitle:
      'mean probability of each reported place, by its reliability word, where the CoT commits to one; entropy in nats',
    sentence: (
      means: readonly string[],
      truths: readonly string[],
      split: string,
      targets: string,
    ) =>
      `At the commitment the sender gives the places ${means.join(', ')}; they were the true ones in ${truths.join(', ')} (${split} scenes, ${plural(targets, 'target')}).`,
    entropies: (entropies: readonly string[]) => `${entropies.join('; ')}.`,
    entropy: (split: string, mean: string, median: string, share: string) =>
      `${split}: entropy ${mean} nats (median ${median}), largest share ${share}%`,
    columns: {
      report: 'Report',
      probability: 'Mean probability %',
      committed: 'Committed to %',
      true: 'True %',
    },
  },

  thoughts: {
    title: 'What the sender writes',
    subtitle: 'means over games; entropy in nats a choice of token',
    columns: {
      tokens: 'Tokens',
      words: 'Words',
      entropy: 'Entropy',
      truth: 'Names the true places %',
      every: 'Names every place %',
    },
  },

  breadth: {
    title: 'What a latent step keeps open',
    subtitle:
      'each step through the LM head of the model that wrote it, temperature 1: largest share of the top 10, entropy in nats, effective number of hypotheses (e to the entropy); median [quartiles] over games',
    columns: {
      step: 'Step',
      share: 'Largest share, median',
      entropy: 'Entropy, median',
      hypotheses: 'Hypotheses',
    },
    /** Steps that are not numbers. */
    steps: {
      name: 'where a thing is named',
      'commitment-1': 'before the commitment',
      commitment: 'at the commitment',
      'commitment+1': 'after the commitment',
    },
  },

  paper: {
    title: 'Beside the paper',
    subtitle:
      '% of games won within 20 steps; the paper’s figures are the paper’s: other models, and plans longer than ours',
    source: 'The paper: arXiv 2511.09149, tables 1 and 3, as printed.',
    here: 'Here [95%]',
    theirs: (model: string) => `The paper’s ${model}`,
  },
  precision: {
    title: 'What quantization costs',
    subtitle:
      '% of games won within 20 steps: the shipped 8-bit files against the same models in float32, same games',
    columns: { shipped: '8 bits [95%]', full: 'float32 [95%]', points: 'Points', p: 'p' },
  },
  page: {
    title: 'The page against the evaluation',
    subtitle:
      'the same games by this page’s own code on WebAssembly: won at the same step, or lost by both',
    columns: {
      equal: 'Equal',
      sameOutcome: 'Same outcome',
      page: 'Page',
      evaluation: 'Evaluation',
    },
  },
};
