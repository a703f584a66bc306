/**
 * What the page asks about the actors: while a run waits or has ended, the importance of latent steps
 * where a person wants it, and what the effects of changed messages are told with; in the tab on the
 * actors also the distributions of the step shown, then those of all other steps.
 */
import { type AnalysisKind, type AnalysisRequest, canAnalyse } from '../lab/analysis-request';
import type { LaneTrace } from '../lab/trace';
import { effectQuestions } from './effect-questions';
import type { LabConnection, LabData, LabStore } from './lab-data';
import type { RunState } from './run-store';

/** The questions of a run, but for their answers: those are in its trace. */
export interface AnalysisState {
  /** Asked and not answered. */
  readonly asked: AnalysisRequest | null;
  /** The importance that a person wants to see. */
  readonly wanted: { readonly lane: number; readonly step: number } | null;
  /** Of the wanted importance: latent steps left out so far. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Questions without an answer. */
  readonly refused: readonly AnalysisRequest[];
}

export const NO_ANALYSIS: AnalysisState = {
  asked: null,
  wanted: null,
  progress: null,
  refused: [],
};

const isSame = (one: AnalysisRequest | null, other: AnalysisRequest): boolean =>
  one !== null && one.lane === other.lane && one.step === other.step && one.what === other.what;

const isWanted = ({ wanted }: AnalysisState, { lane, step, what }: AnalysisRequest): boolean =>
  what === 'importance' && wanted?.lane === lane && wanted.step === step;

export function progressOf(
  state: AnalysisState,
  event: AnalysisRequest & { readonly done: number; readonly total: number },
): AnalysisState {
  const { done, total } = event;
  return isWanted(state, event) ? { ...state, progress: { done, total } } : state;
}

/** After the answer to a question, or after the worker had none. */
export function endAnalysis(
  state: AnalysisState,
  { lane, step, what }: AnalysisRequest,
  answered: boolean,
): AnalysisState {
  const question = { lane, step, what };
  const { asked, refused } = state;
  return {
    ...state,
    asked: isSame(asked, question) ? null : asked,
    refused: answered ? refused : [...refused, question],
    ...(isWanted(state, question) ? { wanted: null, progress: null } : {}),
  };
}

/** A person wants to see the importance of the latent steps at a step, or no longer: null. */
export function wantImportance(run: RunState, wanted: AnalysisState['wanted']): RunState {
  return { ...run, analysis: { ...run.analysis, wanted, progress: null } };
}

function hasAnswer(lane: LaneTrace, step: number, what: AnalysisKind): boolean {
  if (what === 'importance') return lane.importance?.step === step;
  return lane.steps[step - 1]?.[what] !== undefined;
}

/** Whether an answer is to come: it can be asked, and was neither answered nor refused. */
export function isMissing(run: RunState, question: AnalysisRequest): boolean {
  const lane = run.trace?.lanes[question.lane];
  return (
    lane !== undefined &&
    canAnalyse(lane, question.step, question.what) &&
    !hasAnswer(lane, question.step, question.what) &&
    !run.analysis.refused.some((refused) => isSame(refused, question))
  );
}

/** How many of these questions are answered; null where none is to come: all are, or none can be. */
export function progressThrough(
  run: RunState,
  questions: readonly AnalysisRequest[],
): { readonly done: number; readonly total: number } | null {
  const missing = questions.filter((question) => isMissing(run, question)).length;
  return missing === 0 ? null : { done: questions.length - missing, total: questions.length };
}

/**
 * The question to ask next in a run that stands still; null where all is known. `shown`: the step on
 * screen, of which all lanes are asked first; `all`: whether the distributions are wanted where no
 * effect is told with them.
 */
export function nextQuestion(run: RunState, shown: number, all: boolean): AnalysisRequest | null {
  const lanes = run.trace?.lanes ?? [];
  const kinds = ['commands', 'mismatched'] as const;
  const ofStep = kinds.flatMap((what) => lanes.map((_, lane) => ({ lane, step: shown, what })));
  // Lane by lane, step by step: the worker goes on reading where it left off.
  const ofAll = lanes.flatMap(({ steps }, lane) =>
    kinds.flatMap((what) => steps.map((_, index) => ({ lane, step: index + 1, what }))),
  );
  const { wanted } = run.analysis;
  const importance = wanted === null ? [] : [{ ...wanted, what: 'importance' as const }];
  const effects = effectQuestions(lanes);
  const order = all
    ? [...ofStep, ...importance, ...effects, ...ofAll]
    : [...importance, ...effects];
  return order.find((question) => isMissing(run, question)) ?? null;
}

/** The worker is ready and does nothing else for this run, which was made here. */
export function standsStill({ loading, run }: LabData): boolean {
  const still = run.phase === 'waiting' || run.phase === 'finished';
  return still && loading.kind === 'ready' && run.trace?.source.kind === 'live';
}

/** Keeps asking, one question at a time, as the store changes. */
export function askAnalyses(
  store: LabStore,
  connection: LabConnection,
  shownStep: (state: LabData) => number,
): void {
  const ask = (asked: AnalysisRequest | null): void => {
    const { run } = store.getState();
    store.setState({ run: { ...run, analysis: { ...run.analysis, asked } } });
  };
  store.subscribe((state) => {
    const { run, tab } = state;
    const { asked } = run.analysis;
    if (!standsStill(state)) {
      // Agents that move end the question in progress.
      if (asked !== null) ask(null);
      return;
    }
    if (asked !== null && asked.what !== 'importance') return;
    const next = nextQuestion(run, shownStep(state), tab === 'mind');
    if (next !== null && !isSame(asked, next)) {
      ask(next);
      connection.send({ kind: 'analyse', run: run.run, ...next });
    } else if (next === null && asked !== null) {
      ask(null);
      connection.send({ kind: 'stop-analysis', run: run.run });
    }
  });
}
