/**
 * What a tier's models were measured to do: `card.json` (models/summarize_results.py), `ablations.json`
 * (models/collect_ablations.py) and `curves.json` (models/measure_curves.py), beside its manifest.
 * Rates and shares are from 0 to 1.
 */
import * as v from 'valibot';

/** Views of the sender in the order of the page: first where latents and words differ most. */
export const CARD_VIEWS = ['uncertain', 'scout', 'planner', 'hedging'] as const;
export type CardView = (typeof CARD_VIEWS)[number];

const number = v.number();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const view = v.picklist(CARD_VIEWS);
const interval = v.tuple([number, number]);

/** A share of games with its Wilson 95% interval. */
const Rate = v.strictObject({ games: whole, rate: v.nullable(share), ci95: interval });

const Row = v.strictObject({
  view,
  split: v.string(),
  condition: v.string(),
  /** What the actor is given, in words. */
  meaning: v.string(),
  games: whole,
  left_out: whole,
  /** All games of the set were played; else the interval is provisional. */
  complete: v.boolean(),
  success20: v.nullable(share),
  success20_ci95: v.nullable(interval),
  /** Mean over all games, those not won counting the budget. */
  steps20: v.nullable(number),
  success50: v.nullable(share),
  success50_ci95: v.nullable(interval),
  steps50: v.nullable(number),
  steps_of_wins: v.nullable(number),
  by_task: v.record(v.string(), Rate),
  /** By the reliability of the true place; of two targets that of the less reliable one. */
  by_truth_rank: v.record(v.string(), Rate),
  /** After an empty first candidate the next receptacle is another one. */
  second_to_candidate: v.nullable(Rate),
  inadmissible_share: v.nullable(share),
  context_full: whole,
  near_ties: whole,
  /** Of the message, mean. */
  positions: v.nullable(number),
  date: v.string(),
  /** Its place in the card's commands. */
  command: whole,
});

const Side = v.strictObject({ view, condition: v.string() });

/** First minus second, over the games that both played, success within 20 steps. */
const Difference = v.strictObject({
  family: v.string(),
  split: v.string(),
  first: Side,
  second: Side,
  games: whole,
  first_only: whole,
  second_only: whole,
  difference: number,
  /** Newcombe's paired interval. */
  ci95: interval,
  ci95_wald: interval,
  /** McNemar, exact. */
  p: share,
  /** The same, corrected over the family (Holm). */
  p_holm: share,
});

const Thoughts = v.strictObject({
  view,
  split: v.string(),
  games: whole,
  tokens: v.nullable(number),
  words: v.nullable(number),
  /** Nats a choice. */
  entropy: v.nullable(number),
  true_places: v.nullable(share),
  every_candidate: v.nullable(share),
  committed: v.record(v.string(), share),
});

/** The sender's whole distribution where its CoT commits to a place. */
const Calibration = v.strictObject({
  view,
  split: v.string(),
  targets: whole,
  /** Mean, by reliability word. */
  probability: v.record(v.string(), v.nullable(share)),
  entropy_mean: v.nullable(number),
  entropy_median: number,
  top_share_mean: v.nullable(share),
  top_share_median: share,
  committed: v.record(v.string(), share),
  true: v.record(v.string(), share),
});

const Quartiles = v.strictObject({ median: number, quartiles: interval });

/** How many hypotheses a latent step keeps open, over games. */
const Breadth = v.strictObject({
  view,
  split: v.string(),
  message: v.string(),
  meaning: v.string(),
  /** `1` to `6`, or where the CoT names something. */
  step: v.string(),
  games: whole,
  /** Of the top-10 renormalised. */
  top_share_median: share,
  /** By percentile 0, 5, …, 100 of games: the cumulative top-1 … top-6. */
  bands: v.array(v.array(number)),
  /** Nats, over the whole vocabulary. */
  entropy: Quartiles,
  /** e to the entropy. */
  effective: Quartiles,
});

/** The quantized files against the same models in float32, over the same games. */
const Precision = v.strictObject({
  view,
  split: v.string(),
  condition: v.string(),
  games: whole,
  q8: Rate,
  fp32: Rate,
  q8_only: whole,
  fp32_only: whole,
  /** Games that both won or both lost, at another step. */
  other_steps: whole,
  difference: number,
  ci95: interval,
  p: share,
});

/** The page's own code against the evaluation, over the same games. */
const WasmCheck = v.strictObject({
  view,
  split: v.string(),
  condition: v.string(),
  games: whole,
  equal: whole,
  equal_success: whole,
  wasm: Rate,
  python: Rate,
  steps: whole,
  near_ties: whole,
  different: v.array(v.string()),
  date: v.string(),
});

export const CardSchema = v.strictObject({
  /** sha256 by file. */
  models: v.record(v.string(), hash),
  backend: v.string(),
  /** ISO, the first and the last. */
  dates: v.tuple([v.string(), v.string()]),
  commands: v.array(v.string()),
  rows: v.array(Row),
  differences: v.array(Difference),
  thoughts: v.array(Thoughts),
  calibration: v.array(Calibration),
  breadth: v.optional(v.array(Breadth)),
  precision: v.optional(v.array(Precision)),
  /** sha256 of the float32 checkpoints by file. */
  fp32_models: v.optional(v.record(v.string(), hash)),
  wasm_check: v.optional(v.array(WasmCheck)),
});

/** One training run with one part left out. */
const Ablation = v.strictObject({
  stage: v.picklist(['actor', 'compressed']),
  /** `baseline`, or what was left out. */
  variant: v.string(),
  seed: whole,
  tokens: whole,
  minutes: number,
  date: v.exactOptional(v.string()),
  /** sha256 by name of the checkpoints it started from. */
  start: v.exactOptional(v.record(v.string(), hash)),
  /** Those checkpoints are the tier's. */
  of_tier: v.exactOptional(v.boolean()),
  /** Dev games of each view. */
  games: whole,
  /** Success within 20 steps by `view condition`, and means of logged figures. */
  metrics: v.record(v.string(), number),
});

export const AblationsSchema = v.array(Ablation);

const LogLine = v.objectWithRest({ step: whole, tokens: whole, seconds: number }, number);

const SuccessLine = v.strictObject({
  step: whole,
  tokens: whole,
  minutes: number,
  view,
  message: v.string(),
  games: whole,
  won: whole,
});

export const CurvesSchema = v.strictObject({
  games: whole,
  /** The budget the games were played with. */
  steps: whole,
  /** When and by what they were measured, and of which training run, where that was kept. */
  date: v.optional(v.string()),
  command: v.optional(v.string()),
  models: v.optional(v.record(v.string(), hash)),
  stages: v.record(
    v.string(),
    v.strictObject({ log: v.array(LogLine), success: v.array(SuccessLine) }),
  ),
});

export type Card = v.InferOutput<typeof CardSchema>;
export type CardRow = Card['rows'][number];
export type CardDifference = Card['differences'][number];
export type Ablations = v.InferOutput<typeof AblationsSchema>;
export type Curves = v.InferOutput<typeof CurvesSchema>;
export type CurveStage = Curves['stages'][string];
