import { here, PAIRED, paper } from './figure-sources';
import { glossary } from './glossary';

const { terms } = glossary;

/** Whatever the step budget is. */
const BATCH_RATE = `rate = games won within the step budget / games; interval = ${terms.wilson.formula}`;

/** The figures of the Batch tab, as in figures.ts. */
export const batchFigures = {
  batchSize: {
    plotted:
      'For every condition the share of its games that the actor won, by the mean number of places of its context that the message takes. Episodes that failed count as not won.',
    formula: BATCH_RATE,
    source: here('src/lab/batch-figures.ts; interval: Wilson 1927'),
  },
  batchLatency: {
    plotted:
      'For every condition the share of its games that the actor won, by the median time of communication. On the Pareto front are undisturbed messages of which no other is as fast or faster and as good or better.',
    formula: `${BATCH_RATE}; time = sender’s prefill + generation + adapter + actor’s prefill`,
    source: paper(
      'success beside the latency of communication, its table 3',
      'src/lab/batch-figures.ts, src/state/batch-view.ts',
    ),
  },
  batchSteps: {
    plotted: 'The share of a condition’s games that were won with at most so many commands.',
    formula: `rate at s = games won within s steps / games; band: ${terms.wilson.formula}`,
    source: here('src/lab/batch-figures.ts, src/state/batch-view.ts'),
  },
  batchSweep: {
    plotted:
      'The share of games won where the message is perturbed at one strength after another, everything else being the same. Strength 0 is the undisturbed message; the reference is that of no message.',
    formula: BATCH_RATE,
    source: here(
      'src/state/batch-view.ts; the perturbations are the paper’s, arXiv 2511.09149, table 1',
    ),
  },
  batchPlaces: {
    plotted:
      'How many different receptacles an episode’s commands went to or opened, mean over the episodes that did not fail. What the game answered with “Nothing happens.” does not count.',
    formula: 'mean over episodes of |{receptacles gone to or opened}|',
    source: here('src/lab/batch-line.ts'),
  },
  batchRepeated: {
    plotted:
      'Of all commands given in the episodes that did not fail, the share that had been given before in the same episode.',
    formula: 'Σ (commands − different commands) / Σ commands',
    source: here('src/lab/batch-line.ts'),
  },
  batchInvalid: {
    plotted:
      'Of all commands given in the episodes that did not fail, the share that the game did not admit.',
    formula: 'Σ commands that were not admissible / Σ commands',
    source: here('src/lab/batch-figures.ts'),
  },
  batchTable: {
    plotted:
      'Success and steps of every condition, and its paired difference from the baseline over the games that both have played. The columns of the paper are its own figures, as printed.',
    formula: `${BATCH_RATE}; difference = ${terms.paired.formula}; ${PAIRED}`,
    source: paper(
      'its tables 1 and 3, their layout',
      'src/lab/batch-report.ts, src/shared/paired.ts',
    ),
  },
  batchGroups: {
    plotted:
      'The share of games won, condition by condition, for games of one kind: of a task type, of a room, or by how reliable the report of the true place was that the sender was given.',
    formula: `${BATCH_RATE}, over the games of the group`,
    source: here('src/lab/batch-group-tables.ts'),
  },
  batchExploration: {
    plotted:
      'How the actor went about it. Means and medians are over the episodes that did not fail, shares of all commands given in them. “Second to another candidate”: after a reported place that did not hold the thing, the next receptacle is another reported one.',
    formula:
      'repeated = Σ (commands − different ones) / Σ commands; invalid = Σ not admissible / Σ commands',
    source: here('src/lab/batch-figures.ts, src/lab/batch-line.ts'),
  },
  batchBreadth: {
    plotted:
      'How many words a latent step of what was sent holds open: of its ten likeliest words, renormalised, the cumulative share of the first one to six, by percentile over the games of a condition, each share by itself. Of every message its first six steps are read.',
    formula:
      'p = softmax(head · state), temperature 1; share of rank r = Σ of the r largest of p / Σ of the ten largest; eᴴ with H = −Σ p ln p over all words',
    source: paper(
      'its analysis of parallel hypotheses: cumulative top-k shares by percentile over tasks',
      'src/lab/batch-breadth.ts, src/lab/batch-breadth-figures.ts',
    ),
  },
  batchCompare: {
    plotted:
      'Two results over the games that both have played in the same condition: their rates, the paired difference of success and of steps, and how many games one of them won and the other did not.',
    formula: `difference = ${terms.paired.formula}; ${PAIRED}`,
    source: here('src/lab/batch-compare.ts, src/shared/paired.ts'),
  },
};
