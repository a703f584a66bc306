/** What the recorded breadth says, in sentences made from its values. */
import { formatMean } from '../plots/format';
import { PAPER_TOP_SHARE } from '../shared/paper-breadth';
import { type BreadthMessage, broaderSteps, certainSteps } from '../state/breadth-view';
import type { Words } from '../words/words';
import { messageInText, messageName } from './breadth-names';

/** Two decimals; a share that would round to all or nothing without being it says so. */
export function formatShare(share: number): string {
  if (share < 1 && share >= 0.995) return '>0.99';
  if (share > 0 && share < 0.005) return '<0.01';
  return share.toFixed(2);
}

/** One line each about one message. */
export function messageSentences({ breadth }: Words, message: BreadthMessage): string[] {
  const { recorded } = breadth;
  const [first] = message.steps;
  if (first === undefined) return [];
  const sentences = [
    recorded.half(
      recorded.step(first.step),
      messageInText(breadth, message),
      formatShare(first.top_share_median),
    ),
  ];
  if (message.steps.length > 1) {
    sentences.push(
      recorded.medians(
        `${first.step}–${message.steps.at(-1)?.step}`,
        message.steps.map(({ top_share_median }) => formatShare(top_share_median)).join(', '),
      ),
    );
  }
  const certain = certainSteps(message.steps);
  if (certain.length > 0) sentences.push(recorded.certain(certain.join(', ')));
  const commitment = message.aligned.find(({ step }) => step === 'commitment');
  if (commitment !== undefined) {
    sentences.push(
      recorded.commitment(
        formatShare(commitment.top_share_median),
        formatMean(commitment.effective.median),
      ),
    );
  }
  return sentences;
}

/** Which of two messages is the broader one, and beside the paper where it is the paper's comparison. */
export function pairSentences(
  { breadth }: Words,
  first: BreadthMessage,
  second: BreadthMessage,
): string[] {
  const { recorded } = breadth;
  if (first.condition === second.condition) return [];
  const [trained, untrained] = first.kind.way === 'untrained' ? [second, first] : [first, second];
  const shared = trained.steps.filter(({ step }) =>
    untrained.steps.some((one) => one.step === step),
  ).length;
  const count = broaderSteps(trained, untrained).length;
  const sentences = [
    recorded.broader(
      messageName(breadth, trained),
      messageInText(breadth, untrained),
      String(count),
      String(shared),
    ),
  ];
  const papers =
    trained.kind.way === 'trained' &&
    untrained.kind.way === 'untrained' &&
    trained.perturbation === '' &&
    untrained.perturbation === '';
  if (papers) {
    sentences.push(count === shared ? recorded.paperShows : recorded.paperNot);
  }
  return sentences;
}

/** The paper's own figures, labelled as such. */
export function paperSentence({ breadth }: Words): string {
  const [low, high] = PAPER_TOP_SHARE.trained;
  return breadth.recorded.paperFigures(
    low.toFixed(2),
    high.toFixed(2),
    PAPER_TOP_SHARE.untrained[0].toFixed(1),
  );
}
