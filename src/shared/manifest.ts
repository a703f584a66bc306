/** `manifest.json` of a model tier: what the files are, how to use them, where they come from. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const ROLES = [
  'sender',
  'sender-compressed',
  'actor',
  'adapter',
  'embed',
  'head',
  'tokenizer',
] as const;

const FileEntry = v.strictObject({
  /** Relative to the manifest. */
  path: v.string(),
  role: v.picklist(ROLES),
  /**
   * For `embed`: whose input embeddings. For `head`: whose LM head, where it is not those. For `tokenizer`:
   * `actor`, where it has one of its own.
   */
  of: v.optional(v.picklist(['sender', 'sender-compressed', 'actor'])),
  /** Absent where every device uses the file. */
  device: v.optional(v.picklist(['webgpu', 'wasm'])),
  dtype: v.string(),
  bytes: count,
  sha256: hash,
});

const Decoder = v.strictObject({
  dim: count,
  layers: count,
  heads: count,
  kvHeads: count,
  headDim: count,
  vocabulary: count,
  context: count,
});

const SpecialTokens = v.strictObject({
  bos: count,
  eos: count,
  bop: count,
  eop: count,
  act: count,
  obs: count,
});

/**
 * How a role's texts are wrapped, for a base that was trained on a chat template; special tokens stand in
 * the texts by their names. Absent: with `specialTokens` alone (src/lab/framing.ts).
 */
const Templates = v.strictObject({
  /** `before` prompt `after` thought `end`; `end` is one token. */
  sender: v.optional(v.strictObject({ before: v.string(), after: v.string(), end: v.string() })),
  /** `before` prompt `after`, then the latent loop. */
  'sender-compressed': v.optional(v.strictObject({ before: v.string(), after: v.string() })),
  /** `before` intro `message` `<bop>` … `<eop>` `after` command `end`, then the turns. */
  actor: v.optional(
    v.strictObject({
      before: v.string(),
      message: v.string(),
      after: v.string(),
      /** One token: it closes what the actor writes. */
      end: v.string(),
      observation: v.strictObject({ before: v.string(), after: v.string() }),
      /** The command is what follows this text on its line, "Action:"; absent: all that was written. */
      command: v.optional(v.string()),
    }),
  ),
});

/** Input and expected output of one session's golden self-test: base64 of little-endian float32. */
const Golden = v.strictObject({
  /** `[rows, dim]` fed first as one prefill of `rows - 2`, then as two single steps. */
  inputEmbeds: v.string(),
  rows: count,
  /** `[3, vocabulary]`: after the prefill and after each step; for the adapter `[rows, dim]`. */
  output: v.string(),
  /** Largest accepted absolute difference. */
  tolerance: v.number(),
});

export const ManifestSchema = v.strictObject({
  format: v.literal(1),
  tier: v.string(),
  /** One line for people. */
  title: v.string(),
  files: v.array(FileEntry),
  decoders: v.strictObject({ sender: Decoder, 'sender-compressed': Decoder, actor: Decoder }),
  specialTokens: SpecialTokens,
  /** The actor's, where it has a tokenizer of its own (`tokenizer.actor.json`). */
  actorTokens: v.optional(SpecialTokens),
  templates: v.optional(Templates),
  /** Numbers of latent steps the compressed sender was trained for, largest first. */
  compressions: v.array(count),
  /** Longest CoT the sender may write, in tokens. */
  maxThoughtTokens: count,
  /** Longest command the actor may write, in tokens. */
  maxCommandTokens: count,
  /** `<lat_bos>` `[dim]`, base64 of little-endian float32. */
  latentStart: v.string(),
  golden: v.record(v.string(), Golden),
  provenance: v.strictObject({
    recipe: v.string(),
    commit: v.string(),
    date: v.string(),
    generator: v.string(),
    seed: v.number(),
    torch: v.string(),
    tokens: v.record(v.string(), v.number()),
  }),
  evaluation: v.array(
    v.strictObject({
      split: v.string(),
      message: v.string(),
      games: count,
      success: v.number(),
      successCi95: v.tuple([v.number(), v.number()]),
      stepsMean: v.number(),
      device: v.string(),
      date: v.string(),
      command: v.string(),
    }),
  ),
});

export type Manifest = v.InferOutput<typeof ManifestSchema>;
export type DecoderDims = Manifest['decoders']['actor'];
export type ModelFile = Manifest['files'][number];
