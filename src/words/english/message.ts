/** The Message tab. Figures come in as they are to be written. */

/** `1 vector`, `8 vectors`. */
const count = (figure: string, one: string, many: string): string =>
  `${figure} ${figure === '1' ? one : many}`;

export const message = {
  /** Sentences, one after the other. */
  together: (sentences: readonly string[]) => sentences.join(' '),
  lane: 'Latent message of',
  vectors: (figure: string) => count(figure, 'vector', 'vectors'),
  tokens: (figure: string) => count(figure, 'token', 'tokens'),
  /** A step of a latent message, from 1; the token is empty where there is none. */
  step: (step: string, token: string) =>
    token === '' ? `step ${step}` : `step ${step}, “${token}”`,
  columns: {
    lane: 'Lane',
    step: 'Step',
    token: 'Token of the CoT',
    norm: 'Norm',
    entropy: 'Entropy, nats',
    hypotheses: 'Effective hypotheses',
    top: 'Most likely token',
    rank: 'Rank',
    probability: 'Probability',
  },
  person: (names: string) => `${names}: a person plays, no message is sent.`,
  unmade: (names: string) => `${names}: failed before its message reached the actor.`,

  thought: {
    title: 'What the sender wrote',
    subtitle: 'chain of thought (CoT)',
    measured: (tokens: string, words: string) =>
      `chain of thought (CoT): ${count(tokens, 'token', 'tokens')}, ${count(words, 'word', 'words')}`,
    wordless: 'No lane asks the sender for words in this run.',
    waiting: 'The sender writes when the game is played: Run or Step.',
    tokens: (lane: string) => `Tokens of the CoT with their latent steps in ${lane}`,
    aligned: (lane: string, kept: string, all: string) =>
      kept === all
        ? `Every token has its hidden state in the message of ${lane}. Choose one: its row is marked below.`
        : `${kept} of ${all} tokens have their hidden state in the message of ${lane}: they are underlined. Choose one: its row is marked below.`,
    ofOther: (lane: string) =>
      `The latents of ${lane} were made without these words: no row belongs to a token.`,
    unaligned: (lane: string) =>
      `This record does not say which token each row of ${lane} emitted.`,
    noLatents: 'This run has no latent message beside the words.',
    untold: 'Tokens whose text is not in the record are drawn together with their neighbours.',
  },

  heat: {
    title: 'The latent message',
    subtitle: (steps: string, dim: string) =>
      `${count(steps, 'step', 'steps')} (rows) × ${dim} dimensions (columns); bars at the right: norm of each row`,
    sent: 'As sent',
    written: 'As written, before edits and disturbance',
    waiting: 'The latents are drawn when the message is written.',
    none: 'No lane of this run sends latents.',
    missing:
      'This record has no hidden states: links do not carry them. Run it here and they are drawn.',
    /** What the marks at the ends of the scale say. */
    scale: (limit: string) => `Colour: value, from −${limit} over 0 to ${limit}`,
    guess: '≈: the most likely token by the logit lens, as the row is of no token.',
    beyond: 'What lies beyond has the colour of the end.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomFit: 'Fit',
    zoomLeast: 'It shows the whole message: there is nothing to zoom out to.',
    zoomMost: 'It is at its largest.',
    zoom: (times: string) => `${times}×`,
    help: 'Keys on the map: up and down choose a step, left and right a dimension, + and − zoom, 0 fits. Ctrl and wheel zoom.',
    label: (lane: string) => `Latent message of ${lane}: step looked at`,
    norm: (step: string, norm: string) => `${step}: norm ${norm}`,
    cell: (step: string, dimension: string, value: string) =>
      `${step}, dimension ${dimension}: ${value}`,
    sentence: (figures: {
      steps: string;
      least: string;
      leastStep: string;
      most: string;
      mostStep: string;
      values: string;
    }) =>
      figures.steps === '1'
        ? `One row of norm ${figures.most}; its root mean square is ${figures.values}.`
        : `Norms from ${figures.least} (step ${figures.leastStep}) to ${figures.most} (step ${figures.mostStep}); the root mean square of all values is ${figures.values}.`,
    /** What the leave-one-out importance of the chosen step is. */
    without: (step: string, token: string, nats: string) =>
      `Without step ${step} (${token}), which is chosen, it moves by ${nats} nats.`,
    changed: (sent: string, written: string, share: string) =>
      sent === written
        ? `What was sent differs from what was written by ${share} of its length (root of the squared differences).`
        : `${count(written, 'row was', 'rows were')} written, ${sent} sent.`,
  },

  lens: {
    title: (step: string) => `What ${step} says`,
    subtitle:
      'logit lens: the step through the LM head of its writer; probability of the ten most likely tokens, temperature 1',
    sentence: (step: string, entropy: string, hypotheses: string) =>
      `At ${step} the entropy is ${entropy} nats: as wide as ${hypotheses} equally likely tokens (eᴴ).`,
    emitted: (token: string, probability: string) =>
      `The token it emitted, “${token}”, has ${probability}.`,
    emittedBelow: (token: string) => `The token it emitted, “${token}”, is not among the ten.`,
    changed: (entropy: string, hypotheses: string) =>
      `As it was written: ${entropy} nats, ${hypotheses} tokens.`,
    lost: 'Which written row this step was made of cannot be told: the edits changed the number of rows.',
    missing:
      'This record has no logit lens: it was made before there was one, or is still being computed.',
    untied:
      'The logit lens is not available for these models: their LM head is not the embedding table, and their files bring no table of it.',
    none: 'There are no latents to read.',
    compared: { column: 'Message', written: 'As written', sent: 'As sent' },
  },

  overview: {
    title: 'All steps',
    subtitle: 'most likely token of each step and its probability; choose a step',
    list: (lane: string) => `Latent steps of ${lane}`,
    sentence: (steps: string, open: string, median: string) =>
      steps === '1'
        ? `One step; its most likely token has ${median}.`
        : `In ${open} of ${steps} steps no token has half of the probability; the median share of the most likely token is ${median}.`,
  },

  map: {
    title: 'Where the message lies',
    subtitle: (messages: string) =>
      `means of the latents of ${messages} other games and of this run, on the two directions in which latents vary most (PCA)`,
    axis: (number: string, share: string) => `direction ${number}, ${share}% of the variance`,
    range: 'Extent',
    ranges: { games: 'other games', messages: 'all messages', rows: 'all rows' },
    edge: 'A triangle at the edge: that message lies further out, in this direction.',
    path: (lane: string) => `The line joins the rows of ${lane} in their order.`,
    sentence: (lane: string, task: string) =>
      `Among the middles of the task types, ${lane} lies nearest to “${task}”.`,
    nearOwn: (share: string) =>
      `Of the other games’ messages ${share}% lie nearest to the middle of their own type.`,
    explained: (share: string) => `The two directions hold ${share}% of the variance of the rows.`,
    label: (games: string, lanes: string) =>
      `Map of ${games} messages of other games by task type, and of ${lanes}.`,
    waiting: 'Drawn when a latent message is written.',
    loading: 'The map of other games’ messages is being loaded.',
    absent: 'This tier has no map of other games’ messages for this view of the sender.',
    failed: (reason: string) => `The map could not be read. ${reason}`,
    retry: 'Try again',
    otherModels: 'The map was made with other model files than this run: places do not compare.',
    otherWidth: (dim: string, mapDim: string) =>
      `The latents of this run have ${dim} dimensions, the map ${mapDim}: they cannot be placed.`,
    source: (messages: string, rows: string, model: string) =>
      `recorded · ${count(messages, 'message', 'messages')}, ${count(rows, 'row', 'rows')} · sender ${model}`,
    columns: { what: 'What', x: 'Direction 1', y: 'Direction 2', games: 'Games' },
  },

  distances: {
    title: 'How far from other messages',
    subtitle: (lane: string) =>
      `cosine distance, in all dimensions, from the mean latent of ${lane} to those of other games’ messages, by task type`,
    axis: 'cosine distance',
    key: 'A thin line is the message of another game, the long line the median of its task type, written at the right.',
    dot: 'A dot is another message of this run.',
    own: 'The type of this game stands first of the types, in bold.',
    pairs: (lane: string, task: string, share: string) =>
      `Of two messages of other games, one of this game’s type (“${task}”) and one of another type, the one of this type is nearer to ${lane} in ${share}% of all pairs; 50% would be no difference.`,
    other: (lane: string, distance: string, same: string, rest: string) =>
      `${lane} lies ${distance} away: ${same}% of the messages of this type are nearer, and ${rest}% of those of other types.`,
    unknownType: (task: string, distance: string) =>
      `The file does not say of which type its task is; nearest by the median are messages of “${task}”, ${distance} away.`,
    absent:
      'The distances cannot be measured: this tier’s file of other games’ messages has none of their means, or they are of another width.',
    columns: {
      what: 'To',
      messages: 'Messages',
      least: 'Least',
      median: 'Median',
      game: 'Game',
      distance: 'Cosine distance',
    },
  },

  size: {
    title: 'Size of the message',
    positions: {
      title: 'Positions',
      subtitle: 'positions that the actor must read',
    },
    bytes: { title: 'Bytes', subtitle: 'bytes on the wire, at the type sent' },
    capacity: {
      title: 'Capacity',
      subtitle: 'bits at most: room, not what is said',
    },
    waiting: 'Measured when the messages are written.',
    unmeasured: 'No message has been measured yet.',
    unknownVocabulary: 'The capacity of words needs the vocabulary: known when models are loaded.',
    nothing: 'nothing',
    short: (one: string, other: string, ratio: string) =>
      ratio === '1'
        ? `${one} instead of ${other}: nearly the same length.`
        : `${one} instead of ${other}: ${ratio} times shorter.`,
    long: (one: string, other: string, ratio: string) =>
      ratio === '1'
        ? `${one} instead of ${other}: nearly the same length.`
        : `${one} instead of ${other}: ${ratio} times longer.`,
    same: (one: string, other: string) => `${one} and ${other}: the same length.`,
    alone: (what: string) => `${what}, one position each.`,
    wire: (one: string, other: string) => `${one} against ${other}`,
    vectorBytes: (bytes: string, bits: string) => `${bytes} bytes as float${bits} vectors`,
    tokenBytes: (bytes: string) => `${bytes} bytes as 2-byte tokens`,
    moreBytes: (ratio: string) =>
      ratio === '1' ? 'nearly as many bytes.' : `${ratio} times as many bytes.`,
    fewerBytes: (ratio: string) =>
      ratio === '1' ? 'nearly as many bytes.' : `${ratio} times fewer bytes.`,
    sameBytes: 'as many bytes.',
    room: (figures: { vectors: string; numbers: string; bitsEach: string; bits: string }) =>
      `${count(figures.vectors, 'vector', 'vectors')} of ${figures.numbers} numbers of ${figures.bitsEach} bits: room for ${figures.bits} bits.`,
    wordRoom: (tokens: string, vocabulary: string, bits: string) =>
      `${count(tokens, 'token', 'tokens')} of a vocabulary of ${vocabulary}: room for ${bits} bits.`,
    columns: { positions: 'Positions', bytes: 'Bytes sent', bits: 'Bits at most' },
  },

  context: {
    title: 'What the actor’s context holds',
    subtitle: (step: string) => `positions after step ${step}: one a token or a vector`,
    parts: {
      intro: 'first observation',
      message: 'message, between <bop> and <eop>',
      commands: 'commands',
      answers: 'the game’s answers',
    },
    size: (size: string) => `${size} at most`,
    total: (total: string, share: string) => (share === '' ? total : `${total} (${share}%)`),
    /** Where the record does not tell all parts. */
    least: (total: string) => `${total} or more`,
    label: (lane: string, total: string) => `${lane}: ${total} positions`,
    sentence: (lane: string, total: string, size: string, share: string) =>
      `In ${lane} the context holds ${total} of ${size} positions; the message is ${share}% of them.`,
    sentenceShare: (lane: string, positions: string, share: string) =>
      `In ${lane} the message takes ${share}% of the ${positions} positions that are counted here.`,
    missing:
      'This run came by a link or is an older record: it does not hold the tokens of the first observation and of the game’s answers: those parts are not drawn, and a context is longer than its bar. Play the run here and they are counted.',
    person: (names: string) => `${names}: a person plays, there is no context.`,
    waiting: 'Counted when the messages are written.',
    columns: {
      lane: 'Lane',
      thought: 'CoT, tokens',
      intro: 'First observation',
      message: 'Message',
      commands: 'Commands',
      answers: 'Answers',
      total: 'Total',
      size: 'At most',
    },
  },
};
