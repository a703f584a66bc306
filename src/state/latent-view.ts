/** What the panels show of the latents of a trace: which lane, which step, and what a step is of. */
import { lensTexts } from '../lab/lens-texts';
import type { LaneTrace, LatentStep, MessageTrace } from '../lab/trace';
import { commitmentSteps, type Setting } from './commitment';

/** The latent step that all parts of the Message tab show. */
export interface LatentChoice {
  readonly lane: number;
  /** Of what was sent, from 0. */
  readonly step: number;
}

/** Rows of a matrix `[rows, dim]`; 0 where there is none. */
export function countRows(latents: Float32Array | null | undefined, dim: number): number {
  return latents && dim > 0 ? Math.floor(latents.length / dim) : 0;
}

/** Places of the lanes whose latents can be shown. */
export function latentLanes(lanes: readonly LaneTrace[]): number[] {
  return lanes.flatMap(({ message }, lane) =>
    message && countRows(message.latents, message.dim) > 0 ? [lane] : [],
  );
}

/** The step with the largest entropy: where most is left open. 0 without a lens. */
export function mostOpenStep(lens: readonly LatentStep[] = []): number {
  return lens.reduce(
    (best, { entropy }, step) => (entropy > (lens[best]?.entropy ?? 0) ? step : best),
    0,
  );
}

/**
 * The step to open a lane's message on: the one where its words commit to a place, where they do, else
 * the one that leaves most open. 0 without latents.
 */
export function openingStep(lanes: readonly LaneTrace[], lane: number, setting: Setting): number {
  const message = lanes[lane]?.message;
  if (!message) return 0;
  const rows = countRows(message.latents, message.dim);
  const [committed] = commitmentSteps(message, setting, tokenTexts(lanes));
  const step = committed?.step ?? mostOpenStep(message.lens);
  return Math.max(0, Math.min(step, rows - 1));
}

/**
 * What is shown where this was chosen: the choice itself where it still exists, else the first lane
 * with latents at its opening step. Null where no lane has latents.
 */
export function shownLatentStep(
  lanes: readonly LaneTrace[],
  choice: LatentChoice | null,
  setting: Setting,
): LatentChoice | null {
  const shown = latentLanes(lanes);
  const lane = choice !== null && shown.includes(choice.lane) ? choice.lane : shown[0];
  const message = lane === undefined ? null : lanes[lane]?.message;
  if (lane === undefined || !message) return null;
  const rows = countRows(message.latents, message.dim);
  if (choice?.lane === lane && choice.step < rows) return { lane, step: Math.max(0, choice.step) };
  return { lane, step: openingStep(lanes, lane, setting) };
}

/**
 * The row of `written` that the sent row `step` was made of: the same one where their number did not
 * change, else that of the same token of the CoT. Null where neither tells.
 */
export function writtenStep(message: MessageTrace, step: number): number | null {
  const { written, latents, dim, tokenOfStep, chainOfThought } = message;
  const before = countRows(written?.latents, dim);
  if (before === 0) return null;
  if (before === countRows(latents, dim)) return step;
  const full = before === chainOfThought?.tokens.length;
  return (full ? tokenOfStep?.[step] : null) ?? null;
}

/** The sent step that carries each token of the CoT, the first where several do. */
export function stepsOfTokens({ tokenOfStep = [] }: MessageTrace): ReadonlyMap<number, number> {
  const steps = new Map<number, number>();
  tokenOfStep.forEach((token, step) => {
    if (token !== null && !steps.has(token)) steps.set(token, step);
  });
  return steps;
}

/** Euclidean norm of every row of a matrix `[rows, dim]`. */
export function rowNorms(latents: Float32Array, dim: number): number[] {
  return Array.from({ length: countRows(latents, dim) }, (_, row) => {
    let squares = 0;
    for (let i = row * dim; i < (row + 1) * dim; i++) squares += (latents[i] ?? 0) ** 2;
    return Math.sqrt(squares);
  });
}

/**
 * The texts of the sender's tokens that a trace names anywhere, by token. What the actor wrote tells more
 * of them, unless it has a tokenizer of its own: then the same number is another text.
 */
export function tokenTexts(lanes: readonly LaneTrace[]): ReadonlyMap<number, string> {
  const written = lanes.flatMap(({ steps }) =>
    steps.flatMap(({ tokens }) => tokens.flatMap((token) => [token, ...token.top])),
  );
  const texts = new Map(lanes.flatMap(({ message }) => (message ? [...lensTexts(message)] : [])));
  const agree = written.every(({ token, text }) => (texts.get(token) ?? text) === text);
  if (agree) for (const { token, text } of written) texts.set(token, text);
  return texts;
}
