import type { LaneTrace } from '../lab/trace';
import { formatCount, formatNats, formatPercent, showToken } from '../plots/format';
import { ImportancePlot } from '../plots/importance-plot';
import { useWords } from '../state/language-context';
import { messageSteps } from '../state/surgery';
import type { Words } from '../words/words';
import type { FigureTable } from './figure';
import type { StepRange } from './step-strip';
import { useWidth } from './use-width';

const NAMED = 10;

/** The largest step, and the share of the ten largest in the sum; null where nothing moves. */
function summary(divergences: readonly number[]): { at: number; share: number } | null {
  const sum = divergences.reduce((total, nats) => total + nats, 0);
  if (sum <= 0) return null;
  const largest = divergences.toSorted((one, other) => other - one).slice(0, NAMED);
  const share = largest.reduce((total, nats) => total + nats, 0) / sum;
  return { at: divergences.indexOf(largest[0] ?? 0), share };
}

/** The token of every latent step; null where the trace does not tell. */
const tokensOf = ({ message }: LaneTrace): (string | null)[] =>
  messageSteps(message).map(({ text }) => text);

/** A step's token as it is shown. */
export const stepToken = (lane: LaneTrace, step: number): string =>
  showToken(tokensOf(lane)[step] ?? '·');

/** What was found, in one sentence; empty before it was measured. */
export function importanceSentence(words: Words['surgery']['importance'], lane: LaneTrace): string {
  const { importance } = lane;
  if (importance === undefined) return '';
  const found = summary(importance.divergences);
  if (found === null) return words.none(importance.step);
  const { at, share } = found;
  return words.sentence(
    importance.step,
    formatCount(at + 1),
    stepToken(lane, at),
    formatNats(importance.divergences[at] ?? 0),
    formatPercent(share),
  );
}

/** The same figures as text; null before they were measured. */
export function importanceTable(
  { columns }: Words['surgery']['importance'],
  lane: LaneTrace,
): FigureTable | null {
  if (lane.importance === undefined) return null;
  const tokens = tokensOf(lane);
  return {
    columns,
    rows: lane.importance.divergences.map((nats, step) => [
      step + 1,
      showToken(tokens[step] ?? '·'),
      nats.toPrecision(3),
    ]),
  };
}

export interface ImportanceBarsProps {
  readonly lane: LaneTrace;
  readonly chosen: StepRange | null;
  readonly onPick: (step: number) => void;
  /** The step that is pointed at elsewhere. */
  readonly pointed?: number | null;
  readonly onPoint?: (step: number | null) => void;
  /** Pixels beside the bars: where the cells of a heat-map begin and end. */
  readonly margin?: { readonly left: number; readonly right: number };
}

/** A bar for every latent step of a lane, as long as its place is; nothing before it was measured. */
export function ImportanceBars({ lane, onPick, ...plot }: ImportanceBarsProps) {
  const { importance: words } = useWords().surgery;
  const [frame, width] = useWidth<HTMLDivElement>();
  const { importance } = lane;
  return (
    <div ref={frame} data-channel="latent">
      {width > 0 && importance && (
        <ImportancePlot
          width={width}
          divergences={importance.divergences}
          tokens={tokensOf(lane)}
          label={words.label(formatCount(importance.divergences.length))}
          onPick={onPick}
          {...plot}
        />
      )}
    </div>
  );
}
