/** Where the sender's chain of thought settles on a place, and what its hidden state allowed there. */
import type { LaneTrace, LatentStep, MessageTrace, Trace } from '../lab/trace';
import { tokenSpans } from './token-spans';

export interface Commitment {
  /** The place its words name. */
  readonly named: string;
  /** The most probable places, most probable first: at most three. */
  readonly candidates: readonly { readonly place: string; readonly probability: number }[];
  /** Everything else that might have been written there. */
  readonly rest: number;
  /** Of the whole distribution, in nats. */
  readonly entropy: number;
}

const SHOWN = 3;

/** The lens of the sender's own states with the token of the CoT that each emitted. */
function ownRows(message: MessageTrace): { step: LatentStep; token: number | null }[] {
  const { written, lens, tokenOfStep, chainOfThought } = message;
  const tokens = chainOfThought?.tokens ?? [];
  // Before it was changed the full message has a row a token.
  if (written?.lens.length === tokens.length) {
    return written.lens.map((step, row) => ({ step, token: tokens[row] ?? null }));
  }
  if (lens === undefined || tokenOfStep === undefined) return [];
  return lens.map((step, row) => {
    const place = tokenOfStep[row] ?? null;
    return { step, token: place === null ? null : (tokens[place] ?? null) };
  });
}

const wordOf = ({ top }: LatentStep, token: number | null): string =>
  top.find((other) => other.token === token)?.text.trim() ?? '';

/**
 * The row before the first place that the words name after “in”: the hidden state through the LM head
 * is the distribution that name was taken from. null where the message has no words, no lens, or
 * names no place of this house.
 */
export function commitmentOf(message: MessageTrace, places: readonly string[]): Commitment | null {
  const known = new Set(places);
  const rows = ownRows(message);
  const words = rows.map(({ step, token }) => wordOf(step, token));
  const row = words.findIndex(
    (word, index) =>
      known.has(word) && /\bin( the)?$/.test(words.slice(Math.max(0, index - 2), index).join(' ')),
  );
  const step = rows[row]?.step;
  if (step === undefined) return null;
  const candidates = step.top
    .map(({ text, probability }) => ({ place: text.trim(), probability }))
    .filter(({ place }) => known.has(place))
    .slice(0, SHOWN);
  const shown = candidates.reduce((sum, { probability }) => sum + probability, 0);
  return {
    named: words[row] ?? '',
    candidates,
    rest: Math.max(0, 1 - shown),
    entropy: step.entropy,
  };
}

/** Of the first lane whose message tells it. */
export function runCommitment(
  lanes: readonly LaneTrace[],
  places: readonly string[],
): Commitment | null {
  for (const { message } of lanes) {
    const found = message && commitmentOf(message, places);
    if (found) return found;
  }
  return null;
}

/** Where in a chain of thought a place is named first after “in”; null where none is. */
export function namedPlace(
  text: string,
  places: readonly string[],
): { readonly place: string; readonly start: number; readonly end: number } | null {
  const known = new Set(places);
  for (const found of text.matchAll(/\bin (?:the )?([a-z]+ \d+)\b/g)) {
    const place = found[1] ?? '';
    if (!known.has(place)) continue;
    const end = found.index + found[0].length;
    return { place, start: end - place.length, end };
  }
  return null;
}

/** What a chain of thought is about: the house's places, and the task as it is worded. */
export interface Setting {
  readonly places: readonly string[];
  readonly task: string;
}

export function settingOf(trace: Pick<Trace, 'house' | 'task'> | null): Setting {
  return { places: trace?.house.places.map(({ name }) => name) ?? [], task: trace?.task ?? '' };
}

/** A latent step that emits the name of the place which the words commit an object to. */
export interface CommitmentStep {
  /** Of what was sent, from 0. */
  readonly step: number;
  readonly place: string;
}

interface Naming {
  /** The thing named last before; null where there is none. */
  readonly object: string | null;
  readonly place: string;
  /** Of the text: where the name begins. */
  readonly start: number;
}

const NAME = /\b[a-z]+ \d+\b/g;

/** For each object the first place named after “in”: of the task's objects, where it names any. */
function namings(text: string, { places, task }: Setting): readonly Naming[] {
  const known = new Set(places);
  const found = new Map<string | null, Naming>();
  let object: string | null = null;
  for (const { 0: name, index: start } of text.matchAll(NAME)) {
    const committed = known.has(name) && /\bin (?:the )?$/.test(text.slice(0, start));
    if (!known.has(name)) object = name;
    else if (committed && !found.has(object)) found.set(object, { object, place: name, start });
  }
  const all = [...found.values()];
  const asked = new Set(task.split(/\W+/));
  const ofTask = all.filter((one) => asked.has(one.object?.replace(/ \d+$/, '') ?? ''));
  return ofTask.length > 0 ? ofTask : all;
}

/**
 * The steps of a message that emit those names, in the order of the words: the state behind such a
 * step is the one before the name. Empty where the trace does not tell. `texts`: of tokens.
 */
export function commitmentSteps(
  { chainOfThought, tokenOfStep }: MessageTrace,
  setting: Setting,
  texts: ReadonlyMap<number, string>,
): readonly CommitmentStep[] {
  if (chainOfThought === null || tokenOfStep === undefined) return [];
  const { text, tokens } = chainOfThought;
  const named = namings(text, setting);
  if (named.length === 0) return [];
  let end = 0;
  const spans = tokenSpans(text, tokens, texts).map((span) => {
    end += span.text.length;
    return { ...span, end };
  });
  return named.flatMap(({ place, start }) => {
    const span = spans.find((one) => start < one.end);
    const step = span?.count === 1 ? tokenOfStep.indexOf(span.token) : -1;
    return step < 0 ? [] : [{ step, place }];
  });
}
