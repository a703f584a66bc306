import { isOne, plural } from './plural';

const points = (value: string, interval: string): string => `${value} points [${interval}]`;

/**
 * The explorable article. `[label](term)` is a term of the glossary. Numbers come from the run and the
 * card alone: a text with figures is a function of them.
 */
export const article = {
  title: 'How two models talk without words',
  lead: 'Six short sections. Every figure is of the run above or of the measured card; the buttons in the text change that run.',
  loading: 'The article is being read.',
  notPrinted: 'The article is printed once it was scrolled to on the screen.',
  noCard: 'The measurements of these models are not there: card.json could not be read.',
  readingCard: 'Reading card.json …',
  run: 'Run this game',
  needsRun: 'Nothing was sent yet in this run. Press Run.',
  needsLatent:
    'No lane of this run sends hidden states. Choose “Latent” for a lane, then press Run.',
  needsLens: 'This run has no logit lens of a full message. Press Run with a full latent lane.',
  needsGame: 'The game is not open yet. Choose a game, or wait for the models.',
  running: 'The sender is writing.',
  cardSubtitle: (split: string) =>
    `% of games won within 20 steps, ${split} scenes, Wilson 95% interval; measured, from the card`,
  paperLabel: 'The paper’s figures (arXiv 2511.09149), other models and plans',
  rate: (name: string, rate: string, games: string) =>
    `${name}: ${rate}% of ${plural(games, 'game')}.`,
  difference: (
    first: string,
    second: string,
    value: string,
    interval: string,
    games: string,
    p: string,
  ) =>
    `${first.charAt(0).toUpperCase()}${first.slice(1)} against ${second}: ${points(value, interval)} on the same ${plural(games, 'game')} (McNemar, Holm: p ${p}).`,
  names: {
    text: 'words that commit',
    words: 'words',
    hedging: 'words that name every place',
    latent: 'all hidden states',
    k8: 'eight trained vectors',
    none: 'no message',
    commitment: 'the hidden states before the places’ names replaced',
    rest: 'all others replaced',
    cross: 'another task’s message',
  },
  hedgingRow: 'Text naming every place',
  task: {
    title: '1. Two agents, one task',
    paragraphs: [
      'The actor plays a text game: it reads the task and the names of about twenty places, and writes a [command](admissible) at a time. It does not know where anything is. Searching blindly costs its steps.',
      'The sender does not play. It has reports about the house, writes a [chain of thought](thought) once, and sends a message before the first command. The lanes above differ in nothing but this message.',
    ],
    figure: 'The house of this game',
    subtitle: (lane: string, step: number) =>
      `solid: what the actor of “${lane}” has seen by step ${step}; hollow: there, not seen by it`,
    sentence: (visited: number, places: number, object: string, truth: string) =>
      `The actor has been to ${visited} of ${places} places. What the task asks for, ${object}, is in ${truth}.`,
    noObject: (visited: number, places: number) =>
      `The actor has been to ${visited} of ${places} places.`,
    columns: { place: 'Place', seen: 'Seen', unseen: 'There, not seen' },
  },
  words: {
    title: '2. Words commit to one place',
    paragraphs: [
      'In the view “uncertain” the sender has three reports for each object: likely here, maybe there, perhaps in a third place. One is true. When it writes its thought it has to put one name after “in”: this is the [commitment](commitment). The other two are gone from the text.',
      'If the named place is empty, an actor that got the words has to search like one that got nothing.',
    ],
    figure: 'What the sender wrote',
    subtitle: 'chain of thought; marked: the place it settles on',
    sentence: (named: string) => `The words settle on ${named}.`,
    truth: (object: string, truth: string) => ` The ${object} is in ${truth}.`,
    noPlace: 'The words name no place of this house.',
    card: 'What words lead to',
  },
  state: {
    title: '3. The hidden state before the name still holds three',
    paragraphs: [
      'A name is taken from a [hidden state](hiddenState). Read that state through the [logit lens](lens): all reported places are there, each with a probability. The word keeps one of them; the vector keeps them all. A latent message sends the vector.',
      'Is it really this vector that the actor uses? Replace only the states before the places’ names by those of a sender that is certain, and the gain is gone. Replace all others instead, and it stays.',
    ],
    figure: 'The sender where it settles on a place',
    subtitle:
      'probability of the place’s name, from the hidden state before it, temperature 1; entropy in nats',
    rest: 'everything else',
    written: 'written',
    truth: 'object here',
    both: 'written · object here',
    sentence: (count: number, entropy: string, hypotheses: string) =>
      `${plural(count, 'place')} ${isOne(count) ? 'has' : 'share'} the probability; entropy ${entropy} nats, as undecided as ${hypotheses} equally likely names.`,
    columns: { place: 'Place', probability: 'Probability' },
    calibration: (shares: string, split: string, targets: string) =>
      `On average the sender gives its reports ${shares} (${plural(targets, 'target')}, ${split} scenes).`,
    share: (word: string, share: string) => `“${word}” ${share}%`,
    card: 'Only the states before the names matter',
  },
  eight: {
    title: '4. The same in eight vectors',
    paragraphs: [
      'A hidden state for every token is long. A sender can be trained to write no words at all: it feeds its own vector back, [K](compression) times, and learns from the frozen actor’s loss what to put in so few.',
      'Eight vectors are short for the actor: eight [positions](positions). They are not small: their [capacity](capacity) and their bytes are those of vectors.',
    ],
    send: 'Send 8 vectors instead of all, and run',
    sendAll: 'Send all hidden states again, and run',
    figure: 'Positions the actor reads',
    subtitle: 'positions before its first command, a bar a lane of this run',
    table: { lane: 'Lane', positions: 'Positions', bytes: 'Bytes sent' },
    notMeasured: 'No message has been measured yet.',
    card: 'Fewer vectors',
  },
  breaks: {
    title: '5. What breaks it',
    paragraphs: [
      'If the actor only profited from having something in its context, any vectors would do. Send it [another task’s message](crossTask): it looks like every other message and is about the wrong things.',
      'Other [disturbances](perturbation) keep the statistics and destroy the content, or add noise step by step. What matters is what is left of success.',
    ],
    send: 'Add a lane with another task’s message, and run',
    sendOwn: 'Take another task’s message away again, and run',
    figure: (step: number) =>
      step === 0 ? 'The actor’s choice' : `The actor’s choice, step ${step}`,
    subtitle:
      'next-token probability where the lanes’ commands differ or are least certain, temperature 1',
    empty: 'No command is shown yet. Press Run, then choose a step with the slider.',
    sentence: (lane: string, token: string, probability: string) =>
      `${lane} writes “${token}” with probability ${probability}.`,
    columns: { lane: 'Lane', token: 'Token', probability: 'Probability' },
    card: 'The message disturbed',
  },
  limits: {
    title: '6. What this does not show',
    paragraphs: [
      'The sender knows more than the actor here. Where it is told the task alone, as in the paper (“planner”), look at the figure: these tiny models gain little or nothing from any message.',
      'A text that lists all three places with their order carries nearly the same as the vectors. The gain is over words that commit, and it is a gain in what has to be decided before sending, not a proof that words could not say it.',
      'The models are tiny, trained from scratch on this game, and read each other’s vectors because they were trained to. Intervals are 95%, of one training run.',
    ],
    planner: 'The paper’s own view: the sender knows no more',
    hedging: 'Beside a text that may name every place',
    paper: 'ALFWorld in the paper',
    paperSubtitle: 'success in %, seen / unseen; the paper’s, not measured here',
    paperColumns: { message: 'Message' },
  },
};
