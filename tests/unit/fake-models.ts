import type {
  Answer,
  Asked,
  CompressedSender,
  DecoderModel,
  DecoderOutput,
  DecoderSequence,
  Models,
  Tokenizer,
} from '../../src/lab/models';
import { choiceOf } from '../../src/shared/choice';
import type { Corpus } from '../../src/shared/corpus';
import { LabError } from '../../src/shared/errors';
import type { Manifest } from '../../src/shared/manifest';

/**
 * Models that follow a script instead of weights, for tests of everything around them. A token is a
 * character; a row is `[kind, value, index, 1]`, so that what an agent has read can be read back
 * from its context.
 */
export const DIM = 4;
const ROW = { token: 1, state: 2, adapted: 3, latentStart: 4, next: 5 } as const;
const SPECIAL = ['<pad>', '<bos>', '<eos>', '<bop>', '<eop>', '<act>', '<obs>'] as const;
const [, BOS, , BOP, EOP, ACT, OBS] = SPECIAL.keys() as unknown as number[];
const VOCABULARY = SPECIAL.length + 128;

/** What the actor's script sees: all that the actor has read, as it was read. */
export interface ActorView {
  readonly intro: string;
  /** Text message, or `null` where the positions are not words. */
  readonly words: string | null;
  /** Per position of a latent message: the value and index of the sender's state. */
  readonly latents: readonly { readonly value: number; readonly index: number }[];
  readonly turns: readonly { readonly command: string; readonly observation: string }[];
}

export interface FakeScript {
  /** The LM heads are not the embedding tables, and nobody has them. */
  readonly untied?: boolean;
  /** The sender's chain of thought; it is cut where the manifest's longest thought ends. */
  readonly thought?: (prompt: string) => string;
  /** The actor's next command. */
  readonly command?: (view: ActorView) => string;
  /** Corpus statistics of a view; absent: there are none. */
  readonly corpus?: (view: string) => Corpus;
  /** At this text so far, the next token's two best logits are 0.0005 apart. */
  readonly tieAfter?: string;
  readonly contextLength?: { readonly sender?: number; readonly actor?: number };
  readonly maxThoughtTokens?: number;
  readonly maxCommandTokens?: number;
  /** Called before each decoder step and each use of the adapter. */
  readonly onCall?: (role: Role) => void;
}

export type Role = 'sender' | 'sender-compressed' | 'actor' | 'adapter';

/** How long each call takes by the fake clock, ms: a prefill of more than one row, a step, the rest. */
export const DURATION = {
  senderPrefill: 100,
  senderStep: 1,
  adapter: 7,
  actorPrefill: 30,
  actorStep: 2,
};

export const fakeTokenizer: Tokenizer = {
  encode: (text) => [...text].map((c) => c.charCodeAt(0) + SPECIAL.length),
  decode: (tokens) =>
    tokens
      .filter((token) => token >= SPECIAL.length)
      .map((token) => String.fromCharCode(token - SPECIAL.length))
      .join(''),
  label: (token) => SPECIAL[token] ?? String.fromCharCode(token - SPECIAL.length),
};

interface Row {
  readonly kind: number;
  readonly value: number;
  readonly index: number;
}

function readRows(embeds: Float32Array): Row[] {
  if (embeds.length === 0 || embeds.length % DIM !== 0) {
    throw new Error(`${embeds.length} numbers are not rows of ${DIM}.`);
  }
  return Array.from({ length: embeds.length / DIM }, (_, i) => {
    const [kind = 0, value = 0, index = 0] = embeds.subarray(i * DIM, (i + 1) * DIM);
    return { kind, value, index };
  });
}

/** What was asked for, and nothing else. */
export function answerOf<A extends Asked>(output: DecoderOutput, asked: readonly A[]): Answer<A> {
  const all = { ...output, choice: choiceOf(output.logits) };
  return Object.fromEntries(asked.map((name) => [name, all[name]])) as Answer<A>;
}

const tokensOf = (rows: readonly Row[]): number[] =>
  rows.map((row) => (row.kind === ROW.token ? row.value : -1));
const textOf = (rows: readonly Row[]): string => fakeTokenizer.decode(tokensOf(rows));

export class FakeModels implements Models {
  readonly senderTokenizer: Tokenizer = fakeTokenizer;
  readonly actorTokenizer: Tokenizer = fakeTokenizer;
  readonly manifest: Manifest;
  readonly sender: DecoderModel;
  readonly compressedSender: CompressedSender;
  readonly actor: DecoderModel;
  readonly adapter = {
    adapt: async (latents: Float32Array, steps: number): Promise<Float32Array> => {
      this.called('adapter', DURATION.adapter);
      const rows = readRows(latents);
      if (rows.length !== steps) throw new Error(`${rows.length} rows, not ${steps}.`);
      return Float32Array.from(rows.flatMap(({ value, index }) => [ROW.adapted, value, index, 1]));
    },
  };
  readonly corpus = async (view: string): Promise<Corpus> => {
    if (this.script.corpus) return this.script.corpus(view);
    throw new LabError('corpus-missing', 'There are no statistics.');
  };
  /** Milliseconds by the fake clock. */
  clock = 0;
  readonly calls: Record<Role, number> = {
    sender: 0,
    'sender-compressed': 0,
    actor: 0,
    adapter: 0,
  };
  readonly started: Record<Role, number> = { ...this.calls };
  /** Sequences that were started and not disposed. */
  alive = 0;

  constructor(readonly script: FakeScript = {}) {
    const { contextLength = {} } = script;
    const senderContext = contextLength.sender ?? 100_000;
    const actorContext = contextLength.actor ?? 100_000;
    this.manifest = fakeManifest(script);
    this.sender = this.decoder('sender', senderContext, (rows) => this.sendNext(rows));
    const compressed = this.decoder('sender-compressed', senderContext, (rows) => ({
      logits: new Float32Array(VOCABULARY),
      hidden: this.state(rows, rows.at(-1)?.value ?? 0),
      nextEmbeds: Float32Array.of(
        ROW.next,
        rows.filter((r) => r.kind >= ROW.latentStart).length,
        0,
        1,
      ),
    }));
    const latentStart = Float32Array.of(ROW.latentStart, 0, 0, 1);
    this.compressedSender = Object.assign(compressed, { latentStart });
    this.actor = this.decoder('actor', actorContext, (rows) => this.playNext(rows));
  }

  private called(role: Role, milliseconds: number): void {
    this.script.onCall?.(role);
    this.calls[role]++;
    this.clock += milliseconds;
  }

  private decoder(
    role: Exclude<Role, 'adapter'>,
    contextLength: number,
    next: (rows: readonly Row[]) => DecoderOutput,
  ): DecoderModel {
    return {
      dim: DIM,
      contextLength,
      embed: (tokens) => Float32Array.from(tokens.flatMap((token) => [ROW.token, token, 0, 1])),
      lensLogits: this.script.untied
        ? null
        : (hidden) => {
            const logits = new Float32Array((hidden.length / DIM) * VOCABULARY);
            readRows(hidden).forEach(({ value }, row) => {
              const token = Math.max(0, Math.min(VOCABULARY - 1, Math.round(value)));
              logits[row * VOCABULARY + token] = 8;
            });
            return logits;
          },
      start: (): DecoderSequence => this.sequence(role, contextLength, next, []),
    };
  }

  private sequence(
    role: Exclude<Role, 'adapter'>,
    contextLength: number,
    next: (rows: readonly Row[]) => DecoderOutput,
    rows: Row[],
  ): DecoderSequence {
    this.started[role]++;
    this.alive++;
    let disposed = false;
    let last: DecoderOutput | null = null;
    const read = async <A extends Asked>(
      embeds: Float32Array,
      asked: readonly A[],
    ): Promise<Answer<A>> => {
      if (disposed) throw new Error('This sequence was disposed.');
      const added = readRows(embeds);
      if (rows.length + added.length > contextLength) {
        throw new LabError('context-full', 'The context is full.');
      }
      const prefill = added.length > 1;
      const own = role === 'actor' ? 'actor' : 'sender';
      this.called(role, DURATION[`${own}${prefill ? 'Prefill' : 'Step'}`]);
      rows.push(...added);
      last = next(rows);
      return answerOf(last, asked);
    };
    return {
      get length() {
        return rows.length;
      },
      append<A extends Asked = keyof DecoderOutput>(embeds: Float32Array, asked?: readonly A[]) {
        return read(embeds, asked ?? (['logits', 'hidden', 'nextEmbeds'] as A[]));
      },
      appendNext: (asked) => {
        if (!last?.nextEmbeds) throw new Error('There is no next input.');
        return read(last.nextEmbeds, asked);
      },
      explore: async (embeds, parents) => {
        if (disposed) throw new Error('This sequence was disposed.');
        for (const _ of parents) this.called(role, DURATION.actorStep);
        const paths: Row[][] = [];
        readRows(embeds).forEach((row, node) => {
          const parent = parents[node] ?? -1;
          paths.push([...(parent < 0 ? [] : (paths[parent] as Row[])), row]);
        });
        if (rows.length + Math.max(...paths.map((path) => path.length)) > contextLength) {
          throw new LabError('context-full', 'The context is full.');
        }
        return paths.map((path) => next([...rows, ...path]));
      },
      fork: () => this.sequence(role, contextLength, next, [...rows]),
      rewind: (length) => {
        if (disposed) throw new Error('This sequence was disposed.');
        if (length > rows.length) throw new Error(`${length} of ${rows.length} positions.`);
        rows.length = length;
        last = null;
      },
      dispose: () => {
        if (!disposed) this.alive--;
        disposed = true;
      },
    };
  }

  /** Hidden states say which position they belong to and what they are about to emit. */
  private state(rows: readonly Row[], value: number): Float32Array {
    return Float32Array.of(ROW.state, value, rows.length, 1);
  }

  private output(rows: readonly Row[], soFar: string, token: number): DecoderOutput {
    const logits = new Float32Array(VOCABULARY);
    logits[token] = 8;
    if (soFar === this.script.tieAfter) logits[token === 9 ? 10 : 9] = 8 - 0.0005;
    return { logits, hidden: this.state(rows, token), nextEmbeds: null };
  }

  private sendNext(rows: readonly Row[]): DecoderOutput {
    const tokens = tokensOf(rows);
    const bop = tokens.indexOf(BOP as number);
    if (tokens[0] !== BOS || bop < 0) throw new Error('The sender’s prompt is not <bos> … <bop>.');
    const prompt = textOf(rows.slice(0, bop));
    const soFar = textOf(rows.slice(bop));
    const thought = (this.script.thought ?? ((text) => text))(prompt);
    const [token = EOP as number] = fakeTokenizer.encode(thought.slice(soFar.length));
    return this.output(rows, soFar, token);
  }

  private playNext(rows: readonly Row[]): DecoderOutput {
    const tokens = tokensOf(rows);
    const bop = tokens.indexOf(BOP as number);
    const eop = tokens.indexOf(EOP as number);
    // The intro alone, of an actor whose message is yet to come: nothing is asked of it.
    if (tokens[0] === BOS && bop === tokens.length - 1) {
      const hidden = this.state(rows, 0);
      return { logits: new Float32Array(VOCABULARY), hidden, nextEmbeds: null };
    }
    const turns: { command: string; observation: string }[] = [];
    let act = tokens.indexOf(ACT as number, eop);
    if (tokens[0] !== BOS || bop < 0 || eop < bop || act !== eop + 1) {
      throw new Error('The actor’s context is not <bos> … <bop> … <eop> <act>.');
    }
    for (;;) {
      const obs = tokens.indexOf(OBS as number, act);
      if (obs < 0) break;
      const next = tokens.indexOf(ACT as number, obs);
      if (next < 0) throw new Error('An observation is not closed by <act>.');
      const [command, observation] = [rows.slice(act, obs), rows.slice(obs, next)];
      turns.push({ command: textOf(command), observation: textOf(observation) });
      act = next;
    }
    const message = rows.slice(bop + 1, eop);
    const isText = message.every((row) => row.kind === ROW.token);
    const command = (this.script.command ?? (() => 'look'))({
      intro: textOf(rows.slice(0, bop)),
      words: isText ? textOf(message) : null,
      latents: isText ? [] : message.map(({ value, index }) => ({ value, index })),
      turns,
    });
    const soFar = textOf(rows.slice(act));
    const [token = OBS as number] = fakeTokenizer.encode(command.slice(soFar.length));
    return this.output(rows, soFar, token);
  }
}

function fakeManifest({ maxThoughtTokens = 300, maxCommandTokens = 80 }: FakeScript): Manifest {
  const decoder = {
    dim: DIM,
    layers: 1,
    heads: 1,
    kvHeads: 1,
    headDim: DIM,
    vocabulary: VOCABULARY,
    context: 100_000,
  };
  return {
    format: 1,
    tier: 'fake',
    title: 'Scripted models for tests',
    files: [],
    decoders: { sender: decoder, 'sender-compressed': decoder, actor: decoder },
    specialTokens: { bos: 1, eos: 2, bop: 3, eop: 4, act: 5, obs: 6 },
    compressions: [8, 4, 2, 1],
    maxThoughtTokens,
    maxCommandTokens,
    latentStart: '',
    golden: {},
    provenance: {
      recipe: '',
      commit: '',
      date: '',
      generator: '',
      seed: 0,
      torch: '',
      tokens: {},
    },
    evaluation: [],
  };
}
