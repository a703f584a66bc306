import { here, PAIRED, paper } from './figure-sources';
import { batchFigures } from './figures-batch';
import { glossary } from './glossary';

const { terms } = glossary;

const CARD = 'models/interlat_models';
const PRECISE = 'won within 20 steps / games';
const WILSON = `rate = ${PRECISE}; interval = ${terms.wilson.formula}`;

/**
 * What each figure plots, by which formula, and whose definition that is. Not among the words of the
 * page: fetched when one is asked for (src/words/words.ts).
 */
export const figures = {
  thought: {
    plotted:
      'The sender’s chain of thought, token by token. A token with an underline has its hidden state in the latent message: row t of the message is the state from which token t was taken.',
    formula: 'x(t) = argmax LM head(h(t)), or drawn from softmax(LM head(h(t)) / temperature)',
    source: paper('one last-layer hidden state for every token written', 'src/lab/sender.ts'),
  },
  heatMap: {
    plotted:
      'Every number of the latent message: a row is a latent step, a column a dimension, colour the value around 0. The ends of the colour scale are the magnitude that 99.5% of the values stay within. The bars at the right are the lengths of the rows.',
    formula: 'H [T, d]; colour of H(t, i); bar: ‖h(t)‖ = √(Σ h(t, i)²)',
    source: paper(
      'H, the last-layer hidden states of the sender after its final norm',
      'src/plots/heat-map-layout.ts',
    ),
  },
  lens: {
    plotted:
      'The ten most likely tokens of one latent step, as it is read by the LM head of the model that wrote it, and where it was changed also as it was written. The entropy is that of the whole vocabulary.',
    formula: `${terms.lens.formula}; H(p) = −Σ p ln p; hypotheses e^H`,
    source: here('src/lab/lens.ts; the logit lens is nostalgebraist’s, 2020'),
  },
  overview: {
    plotted:
      'For every latent step the token that the logit lens finds likeliest. The bar is its probability.',
    formula: 'max over tokens of softmax(LM head(h(t))), temperature 1',
    source: here('src/lab/lens.ts'),
  },
  importance: {
    plotted:
      'How far the distribution over the next command moves when one latent step is left out and all others are sent. A message without the step goes through the adapter anew. One step’s part may be carried by others too: such steps look unimportant alone.',
    formula: `for step t: JS(p(command | H), p(command | H without h(t))). ${terms.divergence.formula}`,
    source: here('src/lab/analysis.ts; JS: Lin 1991'),
  },
  map: {
    plotted:
      'The mean row of each message of this run, and of the messages of other games by task type, on the two directions in which the rows of full messages of dev games vary most. The path joins the rows of one message.',
    formula:
      '(x, y) = C (mean of the rows of H − μ); C [2, d]: the first two eigenvectors of the covariance Σ, μ the mean row',
    source: here(
      'models/interlat_models/corpus_file.py, src/plots/pca-projection.ts; PCA: Pearson 1901',
    ),
  },
  distances: {
    plotted:
      'How far the mean row of the message shown lies from the mean rows of the full messages of dev games, by task type, and from those of this run’s other latent messages. All d dimensions count alike; the map beside it shows two directions only. A message of the same game is left out.',
    formula:
      'distance = 1 − cos(m − μ, m′ − μ); m, m′ [d]: the mean rows of the two messages, μ the mean row of all. Pairs: P(distance to the same type < distance to another), ties by half',
    source: here(
      'models/interlat_models/corpus_file.py, src/plots/message-distances.ts; pairs: Mann and Whitney 1947',
    ),
  },
  positions: {
    plotted:
      'How many places of its context the actor has to read for the message: one a token, or one a vector. This is what “short” means.',
    formula: terms.positions.formula,
    source: here('src/state/message-sizes.ts'),
  },
  bytes: {
    plotted:
      'How many bytes the message takes on the wire, at the type that is sent. Short is not small.',
    formula: 'vectors × d × bytes of a number + tokens × 2 bytes',
    source: here('src/state/message-sizes.ts'),
  },
  capacity: {
    plotted:
      'How many bits the message could hold at most. It is room, not what is said: most of it is not used.',
    formula: 'vectors × d × bits of a number + tokens × log₂(vocabulary)',
    source: here('src/state/message-sizes.ts'),
  },
  context: {
    plotted:
      'What the actor’s context holds after the step shown, up to its next command: the game’s first observation, the message, the actor’s commands and the game’s answers, each with its marks, beside the most that a context can hold. A record without the tokens of the observations says so.',
    formula:
      'total = (<bos> + observation) + (<bop> + message + <eop>) + Σ (<act> + command) + Σ (<obs> + answer), in positions',
    source: here('src/state/message-sizes.ts'),
  },
  nextCommand: {
    plotted:
      'The exact probability that the actor writes each command that the game admits here; what is missing to 1 is anything else.',
    formula: `${terms.admissible.formula}; H(p) = −Σ p ln p, “anything else” being one outcome`,
    source: here('src/lab/command-scores.ts: every command is scored, none is sampled'),
  },
  separation: {
    plotted:
      'At each step, how far the actor’s distribution over its next command moves when another task’s message stands where its own does, after the same turns. An actor that ignores the message stays at 0.',
    formula: `JS(p(command | own message), p(command | another task’s)). ${terms.divergence.formula}`,
    source:
      'The paper, arXiv 2511.09149: the separation of L_sep = max(0, 0.69 − JS), there over next tokens; here over whole commands (src/lab/separation.ts). JS: Lin 1991.',
  },
  pairs: {
    plotted:
      'At each step, how far the next-command distributions of two lanes are apart, for as long as both have played the same commands. The ring is the step at which they part.',
    formula: `JS(p(command | lane 1), p(command | lane 2)). ${terms.divergence.formula}`,
    source: here('src/shared/divergence.ts; JS: Lin 1991'),
  },
  nextToken: {
    plotted:
      'The most likely tokens at one place of the command that the actor writes, and their probabilities at temperature 1. The entropy is that of the whole vocabulary.',
    formula: 'p = softmax(LM head(h)), H(p) = −Σ p ln p',
    source: here('src/lab/token-choice.ts'),
  },
  breadthTasks: {
    plotted:
      'How broad a latent step is over many tasks: bands are the shares of the one, two … six likeliest words among the ten likeliest, each sorted by percentile over tasks. The dot is the median of the top share. “At the place” is the state just before the place that the words commit to.',
    formula: `${terms.breadth.formula}, k = 1 … 6, by percentile over tasks; eᴴ of the whole distribution`,
    source: paper(
      'information parallelism, its figure of latent steps 1 to 6; content-aligned steps are defined here',
      `${CARD}/breadth.py`,
    ),
  },
  breadthRun: {
    plotted:
      'The same of one message, along its own steps: above how many hypotheses each step holds open, below the shares of its likeliest words. Filled marks are steps that emit the name of an object or a place; labelled are those where the words commit to a place.',
    formula: `e^H(t), H(t) = −Σ p ln p over the vocabulary; ${terms.breadth.formula}, k = 1 … 6`,
    source: paper(
      'information parallelism; along one message, and e^H, defined here',
      'src/interlat/breadth.ts',
    ),
  },
  breadthCard: {
    plotted:
      'How broad the latent steps of each message are, as medians over games. The steps named are those of the full message just before a thing is named or a place is committed to.',
    formula: `${terms.breadth.formula} with k = 1; H = −Σ p ln p; e^H; median [quartiles] over games`,
    source: paper(
      'information parallelism; content-aligned steps and e^H are defined here',
      `${CARD}/breadth.py`,
    ),
  },
  latencyParts: {
    plotted:
      'Where the time of communication goes: from the moment the sender gets its prompt to the actor’s first logits. One run on this machine.',
    formula: 'total = sender reads + sender generates + adapter + actor reads, ms of wall time',
    source: here('src/lab/message.ts; the paper’s seconds are its own definition'),
  },
  latencyRatios: {
    plotted:
      'How many times as long the full-length latent message of the same run took, for generation alone and end to end. Outlined marks are the paper’s, of other models on other machines.',
    formula:
      'time of the full message / time of this message, for the generation and for the total',
    source: paper(
      'table 3, 9.19 s / 0.39 s = 24 and 9.19 s / 0.20 s = 46 for K = 8; the ratios of this run are defined here',
      'src/state/latency.ts',
    ),
  },
  trainingSuccess: {
    plotted:
      'Success on dev games at snapshots of the training, a line a message; bands are intervals. The vertical line is the first snapshot from which the message’s interval stays above the success it is compared with.',
    formula: WILSON,
    source: here('models/measure_curves.py, src/state/training-story.ts; interval: Wilson 1927'),
  },
  trainingSeparation: {
    plotted:
      'How far the game’s own message and a neighbour’s in the batch move the actor’s next token apart, on command tokens, by tokens trained on; and on those command tokens alone that name a thing.',
    formula: `mean of JS(p(own), p(other)). ${terms.divergence.formula}; L_sep = max(0, 0.69 − JS)`,
    source: paper('actor loss, L_sep', `${CARD}/losses.py`),
  },
  trainingLosses: {
    plotted:
      'The losses of the training by kind of batch: the actor’s cross-entropy on its command tokens where it was sent the whole latent message, part of it, a mixture, words or nothing, or K steps; and the losses that pull latents towards words or towards the full message.',
    formula:
      'cross-entropy −ln p(token); alignment 0.7 KL + 0.3 (1 − cosine of logits); KL to full at temperature 4, weighted by relu(H(none) − H(full)); direction 1 − cosine of the mean adapted latents',
    source: paper('actor loss L_task + L_sep + L_align, compression loss', `${CARD}/losses.py`),
  },
  ablations: {
    plotted:
      'The stage trained again with one part left out, at the same budget: a dot a seed, a tick at the seeds’ mean. The band is the range of the seeds with nothing left out. Ranges are compared; three seeds carry no test.',
    formula: 'mean = Σ seeds / number of seeds; no difference is claimed where the ranges overlap',
    source: here('models/collect_ablations.py, src/state/training-story.ts'),
  },
  success: {
    plotted:
      'The share of games that the actor wins within 20 steps with each message, greedy, in its own free-form commands. The dot is the rate, the whisker its interval.',
    formula: WILSON,
    source:
      'The measure is the paper’s (arXiv 2511.09149, table 1: 20 steps); the interval is Wilson’s, 1927; measured by models/evaluate_tier.py.',
  },
  differences: {
    plotted:
      'Two messages compared on the very same games: by how many points the first wins more often. Where the whole whisker lies on one side of 0 the difference is not chance alone, before correction over the table.',
    formula: `${terms.paired.formula}; interval: ${PAIRED}`,
    source: here(`${CARD}/statistics.py`),
  },
  ranks: {
    plotted:
      'Success by how reliable the true report was called to the sender: “likely”, “maybe” or “perhaps”. Words that commit to the likeliest place cannot tell the others.',
    formula: WILSON,
    source: here(`${CARD}/figures.py; of two targets the less reliable report counts`),
  },
  taskTypes: {
    plotted: 'Success by ALFWorld’s six types of task.',
    formula: WILSON,
    source: here(`${CARD}/figures.py; the types are ALFWorld’s`),
  },
  calibration: {
    plotted:
      'What the sender gives to each of the reported places where its words commit to one, as a mean over targets, beside how often it named that report and how often the report was true.',
    formula:
      'p(place) = softmax(LM head(h)) at the state just before the first place named; mean over targets; H(p) = −Σ p ln p',
    source: here(`${CARD}/thought_text.py`),
  },
  thoughts: {
    plotted:
      'Length and uncertainty of the chains of thought, and how often they name the true places, or every reported place.',
    formula:
      'mean over games; entropy: mean of −Σ p ln p over the choices of a token, <eop> included',
    source: here(`${CARD}/batch_agents.py, ${CARD}/thought_text.py`),
  },
  paperSuccess: {
    plotted:
      'Success in this page’s games, and the paper’s own figures for the same messages. Models, plans and games differ: only the order of the rows compares.',
    formula: WILSON,
    source:
      'The paper, arXiv 2511.09149, tables 1 and 3, as printed; ours: models/evaluate_tier.py.',
  },
  precision: {
    plotted:
      'The same games played with the shipped 8-bit files and with the models as they were trained, in float32: what quantization costs.',
    formula: `difference = ${terms.paired.formula.replace('first', '8 bits').replace('second', 'float32')}; ${PAIRED}`,
    source: here(`${CARD}/comparisons.py`),
  },
  pageCheck: {
    plotted:
      'The same games played by this page’s own code and by the evaluation in Python, from the same files. Equal: won at the same step, or lost by both. A near tie is a choice between two logits less than 0.001 apart.',
    formula:
      'equal = games with the same step of winning / games; near tie: |logit 1 − logit 2| < 0.001',
    source: here(`${CARD}/comparisons.py, src/shared/softmax.ts`),
  },
  house: {
    plotted:
      'The house of this game by the game’s own state: solid what the actor of this lane has seen so far, hollow what is there and has not been seen. Where places stand on the plan is drawn, ALFWorld knows no coordinates.',
    formula: 'seen = named by an observation up to the step shown',
    source: here('src/state/house-view.ts; the rules are ALFWorld’s'),
  },
  words: {
    plotted:
      'The sender’s chain of thought. Marked is the first place that it names after “in”: there it has to settle on one.',
    formula: 'the first “in (the) place n” of which the house has the place',
    source: here('src/state/commitment.ts'),
  },
  candidates: {
    plotted:
      'What the hidden state just before the named place allows: the likeliest places of this house, and everything else that might have been written there.',
    formula: `${terms.lens.formula}; rest = 1 − Σ of the places shown; H(p) = −Σ p ln p; e^H`,
    source: here('src/state/commitment.ts'),
  },
  cardSuccess: {
    plotted:
      'The share of games that the actor wins within 20 steps with each of these messages, measured over many games. The sentence is of paired differences on the same games.',
    formula: `${WILSON}; difference = ${terms.paired.formula}`,
    source: `The measure is the paper’s (arXiv 2511.09149, table 1); intervals: Wilson 1927, Newcombe 1998; measured by models/evaluate_tier.py, ${CARD}/statistics.py.`,
  },
  ...batchFigures,
  paperTable: {
    plotted:
      'The paper’s success rates for these messages, on seen and unseen games. Nothing here was measured on this page.',
    formula: 'won within 20 steps / games, in %',
    source: 'The paper, arXiv 2511.09149, tables 1 and 3, as printed.',
  },
};
