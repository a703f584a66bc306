/**
 * One lane as a link writes it: `latent.k8.trained~cov-noise(0.5,corpus,7)`. docs/links.md has the
 * whole grammar.
 */
import {
  CHANNELS,
  COMPRESSIONS,
  COVARIANCE_PERTURBATIONS,
  type Compression,
  type Edit,
  type MessageSettings,
  type Perturbation,
  SCOPES,
} from '../../lab/settings';
import { readGame, tidyGame } from '../game-choice';
import { LIMITS, strongest } from './limits';
import { readChoice, readNumber, readSteps, readWhole, writeSteps } from './numbers';
import { readTerms, type Term, writeTerm } from './term-grammar';

/** What a lane has where it does not say. */
const DEFAULT_K = 8;
const DEFAULT_RATIO = 0.5;

type Part =
  | { readonly part: 'perturbation'; readonly value: Perturbation }
  | { readonly part: 'edit'; readonly value: Edit }
  | { readonly part: 'words'; readonly value: string }
  | { readonly part: 'for'; readonly value: string };

/** A term of a lane that was left out. */
export interface IgnoredTerm {
  readonly text: string;
  readonly reason: 'bad' | 'repeated' | 'too-many';
}

function writeHead({ channel, compression, k, ratio }: MessageSettings): string {
  const counted = compression !== 'full' && compression !== 'truncated';
  return [
    channel,
    ...(counted || k !== DEFAULT_K ? [`k${k}`] : []),
    ...(compression === 'truncated' || ratio !== DEFAULT_RATIO ? [`r${ratio}`] : []),
    ...(compression === 'full' ? [] : [compression]),
  ].join('.');
}

function writePerturbation(perturbation: Perturbation): string[] {
  const { kind } = perturbation;
  if (kind === 'none') return [];
  if (!('strength' in perturbation)) return [writeTerm(kind, perturbation.seed)];
  const { strength, seed, steps } = perturbation;
  const scope = 'scope' in perturbation ? [perturbation.scope] : [];
  const chosen = steps === undefined ? [] : [writeSteps(steps)];
  return [writeTerm(kind, strength, ...scope, seed, ...chosen)];
}

function writeEdit(edit: Edit): string {
  switch (edit.kind) {
    case 'remove':
    case 'zero':
    case 'average':
      return writeTerm(edit.kind, edit.from, edit.to);
    case 'repeat':
      return writeTerm(edit.kind, edit.step, edit.times);
    case 'swap':
      return writeTerm(edit.kind, edit.step, edit.other);
    case 'splice':
      return writeTerm(edit.kind, edit.ratio);
    case 'interpolate':
      return writeTerm(edit.kind, edit.game, edit.amount);
    case 'certain':
      return writeTerm(edit.kind, edit.at);
  }
}

export function writeLane(lane: MessageSettings): string {
  const { perturbation, edits = [], words, senderGame } = lane;
  return [
    writeHead(lane),
    ...writePerturbation(perturbation),
    ...edits.map(writeEdit),
    ...(words === undefined ? [] : [writeTerm('words', words)]),
    ...(senderGame === undefined ? [] : [writeTerm('for', senderGame)]),
  ].join('~');
}

const OPTION = /\.(k\d+|r\d+(?:\.\d+)?(?:e-\d+)?|[a-z]+)/y;

type Head = Pick<MessageSettings, 'channel' | 'compression' | 'k' | 'ratio'>;

function readHead(text: string): Head | null {
  const [name = ''] = text.split('.', 1);
  const channel = readChoice(name, CHANNELS);
  if (channel === null) return null;
  let compression: Compression = 'full';
  let k: number | null = DEFAULT_K;
  let ratio: number | null = DEFAULT_RATIO;
  OPTION.lastIndex = name.length;
  while (OPTION.lastIndex < text.length) {
    const option = OPTION.exec(text)?.[1];
    if (option === undefined) return null;
    const named = readChoice(option, COMPRESSIONS);
    if (named !== null) compression = named;
    else if (option.startsWith('k')) k = readWhole(option.slice(1), 1, LIMITS.k);
    else if (option.startsWith('r')) ratio = readNumber(option.slice(1), 0, 1);
    else return null;
    if (k === null || ratio === null) return null;
  }
  if (channel !== 'latent' && compression !== 'full') return null;
  return { channel, compression, k, ratio };
}

const readGameName = (text: string): string | null =>
  text.length <= LIMITS.game && readGame(text).kind !== 'wrong' ? tidyGame(text) : null;

const last = LIMITS.latentSteps;

/** `strength[,scope],seed[,steps]`, after the kind. */
function readStrength(kind: string, args: readonly string[]) {
  const [strengthText = '', seedText = '', stepsText] = args;
  const strength = readNumber(strengthText, 0, strongest(kind));
  const seed = readWhole(seedText, 0, LIMITS.seed);
  const steps = stepsText === undefined ? undefined : readSteps(stepsText);
  if (strength === null || seed === null || steps === null || args.length > 3) return null;
  return steps === undefined ? { strength, seed } : { strength, seed, steps };
}

function readPerturbation({ name, args }: Term): Perturbation | null {
  if (name === 'cross-task' || name === 'same-type') {
    const seed = readWhole(args[0] ?? '', 0, LIMITS.seed);
    return seed === null || args.length !== 1 ? null : { kind: name, seed };
  }
  if (name === 'white-noise') {
    const read = readStrength(name, args);
    return read && { kind: name, ...read };
  }
  const kind = readChoice(name, COVARIANCE_PERTURBATIONS);
  const scope = readChoice(args[1] ?? '', SCOPES);
  if (kind === null || scope === null) return null;
  const read = readStrength(kind, args.toSpliced(1, 1));
  return read && { kind, scope, ...read };
}

function readEdit({ name, args }: Term): Edit | null {
  const [first = '', second = ''] = args;
  const count = name === 'splice' || name === 'certain' ? 1 : 2;
  if (args.length !== count) return null;
  switch (name) {
    case 'remove':
    case 'zero':
    case 'average': {
      const from = readWhole(first, 0, last);
      const to = readWhole(second, 0, last);
      return from === null || to === null || from > to ? null : { kind: name, from, to };
    }
    case 'repeat': {
      const step = readWhole(first, 0, last - 1);
      const times = readWhole(second, 1, LIMITS.times);
      return step === null || times === null ? null : { kind: name, step, times };
    }
    case 'swap': {
      const step = readWhole(first, 0, last - 1);
      const other = readWhole(second, 0, last - 1);
      return step === null || other === null ? null : { kind: name, step, other };
    }
    case 'splice': {
      const ratio = readNumber(first, 0, 1);
      return ratio === null ? null : { kind: name, ratio };
    }
    case 'interpolate': {
      const game = readGameName(first);
      const amount = readNumber(second, 0, 1);
      return game === null || amount === null ? null : { kind: name, game, amount };
    }
    case 'certain': {
      const at = readChoice(first, ['places', 'rest'] as const);
      return at && { kind: name, at };
    }
    default:
      return null;
  }
}

function readPart(term: Term): Part | null {
  const { name, args } = term;
  const [text = ''] = args;
  if (name === 'words') {
    const fits = args.length === 1 && text.length <= LIMITS.words;
    return fits ? { part: 'words', value: text } : null;
  }
  if (name === 'for') {
    const value = args.length === 1 ? readGameName(text) : null;
    return value === null ? null : { part: 'for', value };
  }
  const perturbation = readPerturbation(term);
  if (perturbation !== null) return { part: 'perturbation', value: perturbation };
  const edit = readEdit(term);
  return edit && { part: 'edit', value: edit };
}

/**
 * The lane that a text writes, and the terms of it that were left out; null where not even the
 * channel can be made of it. Never throws; the work is bounded by the text's length.
 */
export function readLane(
  text: string,
): { readonly lane: MessageSettings; readonly ignored: readonly IgnoredTerm[] } | null {
  const read = readTerms(text);
  const head = read && readHead(read.head);
  if (read === null || head === null) return null;
  const ignored: IgnoredTerm[] = [];
  const edits: Edit[] = [];
  const found = new Map<Part['part'], Part>();
  for (const term of read.terms) {
    const part = readPart(term);
    const refuse = (reason: IgnoredTerm['reason']): void => {
      ignored.push({ text: writeTerm(term.name, ...term.args), reason });
    };
    if (part === null) refuse('bad');
    else if (part.part === 'edit') {
      if (edits.length < LIMITS.edits) edits.push(part.value);
      else refuse('too-many');
    } else if (found.has(part.part)) refuse('repeated');
    else found.set(part.part, part);
  }
  const perturbation = found.get('perturbation');
  const words = found.get('words');
  const written = found.get('for');
  const lane: MessageSettings = {
    ...head,
    perturbation: perturbation?.part === 'perturbation' ? perturbation.value : { kind: 'none' },
    ...(edits.length > 0 ? { edits } : {}),
    ...(words?.part === 'words' ? { words: words.value } : {}),
    ...(written?.part === 'for' ? { senderGame: written.value } : {}),
  };
  return { lane, ignored };
}
