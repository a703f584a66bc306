/**
 * A run in a link's fragment: `#run=1.<deflated JSON as base64url>`. It carries commands, outcomes,
 * the CoT's words, the chosen tokens' most probable rivals, model hashes, backend and date. What the
 * game says is made again from the commands (lab/replay.ts); `check` says whether it came out the same.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';
import { type PlayedLane, type PlayedRun, traceCheck } from '../../lab/replay';
import type {
  CommunicationTime,
  GeneratedToken,
  LaneTrace,
  TokenProbability,
  Trace,
} from '../../lab/trace';
import { readLink, writeLink } from './link-codec';
import {
  ENTROPY_UNIT,
  type PackedLane,
  type PackedRun,
  PackedRunSchema,
  type PackedToken,
  PROBABILITY_UNIT,
  RUN_LIMITS,
} from './packed-run';

export const RUN_VERSION = 1;

/** Characters of a link that every messenger and browser lets through. */
export const LONGEST_LINK = 8_000;

/** Rivals of a chosen token that are carried: the most probable, where they are at all probable. */
const RIVALS = 3;
const PROBABLE = 0.0005;

/** Digits of a model's hash. */
const HASH = 16;

/** Why a fragment holds no run that can be shown. */
export type RunFault = 'too-long' | 'newer' | 'damaged' | 'beyond';

export type ReadRun =
  | { readonly kind: 'run'; readonly played: PlayedRun; readonly check: string }
  | { readonly kind: 'fault'; readonly fault: RunFault };

/** Never 0 or 1 where the value is not. */
function quantized(value: number, unit: number, most = Number.POSITIVE_INFINITY): number {
  if (value <= 0) return 0;
  const rounded = Math.max(1, Math.round(value * unit));
  return value >= most ? Math.round(most * unit) : Math.min(rounded, most * unit - 1);
}

const tenths = (milliseconds: number): number => Math.round(Math.max(0, milliseconds) * 10) / 10;

type PackedFailures = NonNullable<PackedRun['failures']>;

class Packing {
  readonly pieces: [number, string][] = [];
  readonly thoughts: [string, number[]][] = [];
  readonly #places = new Map<string, number>();

  piece({ token, text }: Pick<TokenProbability, 'token' | 'text'>): number {
    const key = `${token} ${text}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.pieces.length);
    return this.pieces.push([token, text]) - 1;
  }

  thought(thought: NonNullable<LaneTrace['message']>['chainOfThought']): number {
    if (thought === null) return -1;
    const known = this.thoughts.findIndex(([text]) => text === thought.text);
    if (known >= 0) return known;
    return this.thoughts.push([thought.text, [...thought.tokens]]) - 1;
  }

  token({ token, text, top, entropy, nearTie }: GeneratedToken): PackedToken {
    const carried = top.filter(
      (rival, rank) => rival.token === token || (rank < RIVALS && rival.probability >= PROBABLE),
    );
    return [
      this.piece({ token, text }),
      quantized(entropy, ENTROPY_UNIT),
      nearTie ? 1 : 0,
      carried.map((rival) => [
        this.piece(rival),
        quantized(rival.probability, PROBABILITY_UNIT, 1),
      ]),
    ];
  }

  lane({ outcome, message, communication, steps }: LaneTrace): PackedLane {
    return [
      outcome,
      message && [
        this.thought(message.chainOfThought),
        message.positions,
        message.bytes,
        message.dim,
      ],
      communication && packTimes(communication),
      steps.map(({ command, milliseconds, tokens }) => [
        command,
        Math.round(Math.max(0, milliseconds)),
        tokens.map((token) => this.token(token)),
      ]),
    ];
  }
}

const packTimes = (time: CommunicationTime): [number, number, number, number] => [
  tenths(time.senderPrefill),
  tenths(time.generation),
  tenths(time.adapter),
  tenths(time.actorPrefill),
];

/** The trace as `#run=…` has it, after the equals sign. */
export function encodeRun(trace: Trace): string {
  const packing = new Packing();
  const lanes = trace.lanes.map((lane) => packing.lane(lane));
  const failures = trace.lanes.flatMap(
    ({ failure }, lane): PackedFailures =>
      failure ? [[lane, failure.code, failure.message.slice(0, RUN_LIMITS.failure)]] : [],
  );
  const { settings, source, faults } = trace;
  const query = writeLink({
    settings,
    models: null,
    device: 'auto',
    tab: null,
    step: null,
    embed: false,
  });
  const packed: PackedRun = {
    settings: query,
    backend: source.backend,
    date: source.date,
    models: Object.entries(source.models).map(([role, hash]) => [role, hash.slice(0, HASH)]),
    check: traceCheck(trace),
    pieces: packing.pieces,
    thoughts: packing.thoughts,
    lanes,
    ...(faults && {
      faults: faults.slice(0, RUN_LIMITS.faults).map((one) => [one.step, one.what, one.backend]),
    }),
    ...(failures.length > 0 && { failures }),
  };
  return `${RUN_VERSION}.${toBase64Url(deflateSync(strToU8(JSON.stringify(packed)), { level: 9 }))}`;
}

/** The inverse of `encodeRun`, but for what it rounds. Never throws, holds to RUN_LIMITS. */
export function decodeRun(text: string): ReadRun {
  if (text.length > RUN_LIMITS.text) return fault('too-long');
  const [, version = '', body = ''] = /^(\d{1,4})\.([\w-]+)$/.exec(text) ?? [];
  if (Number(version) > RUN_VERSION) return fault('newer');
  const bytes = fromBase64Url(body);
  const json = bytes && Number(version) === RUN_VERSION ? inflated(bytes) : null;
  if (json === null) return fault('damaged');
  if (json === 'too-long') return fault('too-long');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return fault('damaged');
  }
  const packed = v.safeParse(PackedRunSchema, data);
  return packed.success ? unpacked(packed.output) : fault('beyond');
}

const fault = (kind: RunFault): ReadRun => ({ kind: 'fault', fault: kind });

function unpacked(packed: PackedRun): ReadRun {
  const { state, ignored } = readLink(packed.settings);
  if (ignored.some(({ reason }) => reason === 'newer')) return fault('newer');
  const { settings } = state;
  if (ignored.length > 0 || settings.lanes.length !== packed.lanes.length) return fault('beyond');
  const pieces = packed.pieces.map(([token, text]) => ({ token, text }));
  const lanes: PlayedLane[] = [];
  for (const lane of packed.lanes) {
    const read = unpackLane(lane, packed.thoughts, pieces);
    if (read === null) return fault('beyond');
    const told = packed.failures?.find(([place]) => place === lanes.length);
    lanes.push(told ? { ...read, failure: { code: told[1], message: told[2] } } : read);
  }
  const { backend, date, models, check } = packed;
  const source = { kind: 'recorded', backend, models: Object.fromEntries(models), date } as const;
  const faults = packed.faults?.map(([step, what, backend]) => ({ step, what, backend }));
  const played = { settings, source, lanes, ...(faults ? { faults } : {}) };
  return { kind: 'run', played, check };
}

type Pieces = readonly Pick<TokenProbability, 'token' | 'text'>[];

function unpackToken([piece, entropy, tie, top]: PackedToken, pieces: Pieces): GeneratedToken {
  const named = (place: number) => pieces[place] ?? { token: 0, text: '' };
  return {
    ...named(piece),
    top: top.map(([place, share]) => ({ ...named(place), probability: share / PROBABILITY_UNIT })),
    entropy: entropy / ENTROPY_UNIT,
    nearTie: tie === 1,
  };
}

/** null where a place in a table is none. */
function unpackLane(
  [outcome, message, times, steps]: PackedLane,
  thoughts: PackedRun['thoughts'],
  pieces: Pieces,
): PlayedLane | null {
  const places = steps.flatMap(([, , tokens]) =>
    tokens.flatMap(([piece, , , top]) => [piece, ...top.map(([place]) => place)]),
  );
  const [place = -1, positions = 0, bytes = 0, dim = 0] = message ?? [];
  if (places.some((one) => one >= pieces.length) || place >= thoughts.length) return null;
  const [text = '', tokens = []] = thoughts[place] ?? [];
  const chainOfThought = place < 0 ? null : { tokens, text };
  return {
    outcome,
    message: message && { chainOfThought, positions, bytes, latents: null, dim },
    communication: times && {
      senderPrefill: times[0],
      generation: times[1],
      adapter: times[2],
      actorPrefill: times[3],
    },
    steps: steps.map(([command, milliseconds, written]) => ({
      command,
      milliseconds,
      tokens: written.map((token) => unpackToken(token, pieces)),
    })),
  };
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Bytes handed to the inflater at once: what they can become (1,032 times as many) stays small. */
const PORTION = 256;

/** The text that was deflated; null where it is damaged. Stops where it grows beyond the limit. */
function inflated(bytes: Uint8Array): string | 'too-long' | null {
  const parts: Uint8Array[] = [];
  let length = 0;
  let complete = false;
  const inflate = new Inflate((part, final) => {
    parts.push(part);
    length += part.length;
    complete ||= final;
  });
  try {
    for (let at = 0; at < bytes.length; at += PORTION) {
      inflate.push(bytes.subarray(at, at + PORTION), at + PORTION >= bytes.length);
      if (length > RUN_LIMITS.bytes) return 'too-long';
    }
  } catch {
    return null;
  }
  if (!complete) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return strFromU8(whole);
}
