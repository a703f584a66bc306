import type { LaneTrace, Outcome } from '../lab/trace';
import { DIVERGENCE_BOUND, jensenShannon } from '../shared/divergence';
import { formatNats } from './format';

/** What a change to a message did, beside a lane with the same message undisturbed. */
export interface Effect {
  /**
   * Steps, from 1, at which both lanes chose in the same state, with the divergence of their
   * distributions over commands, nats: those of which both distributions are known.
   */
  readonly divergences: readonly { readonly step: number; readonly nats: number }[];
  /** The first step at which the commands differ; null where none does. */
  readonly different: {
    readonly step: number;
    readonly command: string;
    readonly instead: string;
  } | null;
  /** Steps that both have played. */
  readonly compared: number;
}

/** Until the commands differ both games are the same: that step is the last one compared. */
export function measureEffect(lane: LaneTrace, other: LaneTrace): Effect {
  const compared = Math.min(lane.steps.length, other.steps.length);
  const pairs = lane.steps
    .slice(0, compared)
    .map((mine, index) => ({ step: index + 1, mine, theirs: other.steps[index] ?? mine }));
  const parting = pairs.find(({ mine, theirs }) => mine.command !== theirs.command);
  const alike = parting === undefined ? pairs : pairs.slice(0, parting.step);
  return {
    divergences: alike.flatMap(({ step, mine, theirs }) =>
      mine.commands && theirs.commands
        ? [{ step, nats: jensenShannon(mine.commands, theirs.commands) }]
        : [],
    ),
    different: parting
      ? { step: parting.step, command: parting.mine.command, instead: parting.theirs.command }
      : null,
    compared,
  };
}

/** The sentence's parts in a language. Numbers come written out. */
export interface EffectWords {
  sentence(lane: string, other: string, parts: readonly string[]): string;
  divergence(nats: string, step: number, most: string): string;
  divergences(
    mean: string,
    first: number,
    last: number,
    peak: string,
    at: number,
    most: string,
  ): string;
  /** Of several steps, all with less than this many nats. */
  below(nats: string, first: number, last: number, most: string): string;
  different(step: number, command: string, instead: string): string;
  same(steps: number): string;
  ended(outcome: Outcome, steps: number): string;
  outcomes(lane: string, other: string): string;
  sameOutcome(both: string): string;
}

const MOST = formatNats(DIVERGENCE_BOUND);
/** Below it steps are not told apart, nats. */
const LEAST = 0.01;

function divergenceClause({ divergences }: Effect, words: EffectWords): string[] {
  const [first] = divergences;
  const last = divergences.at(-1);
  if (first === undefined || last === undefined) return [];
  if (first === last) return [words.divergence(formatNats(first.nats), first.step, MOST)];
  const mean = divergences.reduce((sum, { nats }) => sum + nats, 0) / divergences.length;
  const peak = divergences.reduce((most, one) => (one.nats > most.nats ? one : most));
  if (peak.nats < LEAST) return [words.below(formatNats(LEAST), first.step, last.step, MOST)];
  const clause = words.divergences(
    formatNats(mean),
    first.step,
    last.step,
    formatNats(peak.nats),
    peak.step,
    MOST,
  );
  return [clause];
}

function outcomeClause(lane: LaneTrace, other: LaneTrace, words: EffectWords): string {
  const mine = words.ended(lane.outcome, lane.steps.length);
  const theirs = words.ended(other.outcome, other.steps.length);
  return mine === theirs ? words.sameOutcome(mine) : words.outcomes(mine, theirs);
}

/**
 * What a change to a message did to the actor, in one sentence made of measured values; empty before
 * both lanes have played a step.
 */
export function effectSentence(
  lanes: {
    readonly lane: LaneTrace;
    readonly name: string;
    readonly other: LaneTrace;
    readonly otherName: string;
  },
  words: EffectWords,
): string {
  const { lane, name, other, otherName } = lanes;
  const effect = measureEffect(lane, other);
  if (effect.compared === 0) return '';
  const { different } = effect;
  return words.sentence(name, otherName, [
    ...divergenceClause(effect, words),
    different === null
      ? words.same(effect.compared)
      : words.different(different.step, different.command, different.instead),
    outcomeClause(lane, other, words),
  ]);
}
