/** What a manifest's fields must be to each other, beyond their types. */
import type { Tokenizer } from '../lab/models';
import { LabError } from '../shared/errors';
import type { DecoderDims, Manifest, ModelFile } from '../shared/manifest';
import { embeddingBytes } from './embedding-table';
import type { Session } from './ort';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;
const DECODERS = ['sender', 'sender-compressed', 'actor'] as const;
const DEVICES = ['webgpu', 'wasm'] as const;
/** A tokenizer and its settings: the sender's, and the actor's where it has no other. */
export const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json'] as const;
export const ACTOR_TOKENIZER_FILES = [
  'tokenizer.actor.json',
  'tokenizer_config.actor.json',
] as const;
/** The special tokens that each agent reads or writes. */
const READ_BY_SENDER = ['bos', 'bop', 'eop'] as const;
const READ_BY_ACTOR = ['bos', 'bop', 'eop', 'act', 'obs'] as const;
/** Rows of a decoder's golden output: after the prefill and after each of two steps. */
const ANSWERS = 3;

/** Throws a LabError 'manifest-invalid' that names the first field that does not fit. */
export function checkManifest(manifest: Manifest): void {
  manifest.files.forEach(checkPath);
  for (const device of DEVICES) checkRoles(manifest, device);
  for (const role of DECODERS) checkDecoder(manifest, role);
  checkTokens(manifest);
  const { sender, actor, 'sender-compressed': compressed } = manifest.decoders;
  const start = floats(manifest.latentStart, 'latentStart');
  expect(start === compressed.dim, 'latentStart', `has ${start} numbers, not ${compressed.dim}`);
  checkGolden(manifest, 'adapter', sender.dim, (rows) => [rows * actor.dim]);
}

function checkPath({ path }: ModelFile, index: number): void {
  // A tier's files lie beside its manifest; an address of its own could lead anywhere.
  const inside = /^[^/\\:?#%]+(?:\/[^/\\:?#%]+)*$/.test(path) && !path.split('/').includes('..');
  expect(inside, `files.${index}.path`, `leads out of the folder (${path})`);
}

function checkRoles({ files }: Manifest, device: (typeof DEVICES)[number]): void {
  const has = (wanted: Partial<ModelFile>): boolean =>
    files.some(
      (file) =>
        (file.device === undefined || file.device === device) &&
        Object.entries(wanted).every(([key, value]) => file[key as keyof ModelFile] === value),
    );
  for (const role of [...DECODERS, 'adapter'] as const) {
    expect(has({ role }), 'files', `has no ${role} for ${device}`);
  }
  for (const of of DECODERS) expect(has({ role: 'embed', of }), 'files', `has no embed of ${of}`);
  const own = hasActorTokenizer({ files });
  for (const path of [...TOKENIZER_FILES, ...(own ? ACTOR_TOKENIZER_FILES : [])]) {
    expect(has({ role: 'tokenizer', path }), 'files', `has no ${path}`);
  }
}

function checkDecoder(manifest: Manifest, role: (typeof DECODERS)[number]): void {
  const dims = manifest.decoders[role];
  const field = `decoders.${role}`;
  expect(
    dims.heads % dims.kvHeads === 0,
    `${field}.kvHeads`,
    `(${dims.kvHeads}) does not divide heads (${dims.heads})`,
  );
  manifest.files.forEach((file, index) => {
    if (file.role !== 'embed' || file.of !== role) return;
    const bytes = embeddingBytes(dims);
    expect(
      file.bytes === bytes,
      `files.${index}.bytes`,
      `is ${file.bytes}, but ${field}.vocabulary × dim takes ${bytes}`,
    );
  });
  const { vocabulary, dim } = dims;
  checkGolden(manifest, role, dim, () => [ANSWERS * vocabulary, ANSWERS * (vocabulary + dim)]);
}

/** Whether the actor reads and writes in other tokens than the sender. */
export function hasActorTokenizer({ files }: Pick<Manifest, 'files'>): boolean {
  return files.some(({ path }) => (ACTOR_TOKENIZER_FILES as readonly string[]).includes(path));
}

function checkTokens(manifest: Manifest): void {
  const { specialTokens, actorTokens, templates, decoders } = manifest;
  const own = hasActorTokenizer(manifest);
  expect(own || !actorTokens, 'actorTokens', `is there, but ${ACTOR_TOKENIZER_FILES[0]} is not`);
  expect(
    !own || actorTokens !== undefined,
    'actorTokens',
    'is missing: the actor has its own tokenizer',
  );
  const check = (
    field: 'specialTokens' | 'actorTokens',
    names: readonly (keyof Manifest['specialTokens'])[],
    role: keyof Manifest['decoders'],
  ): void => {
    for (const name of names) {
      const token = manifest[field]?.[name] ?? 0;
      const { vocabulary } = decoders[role];
      expect(
        token < vocabulary,
        `${field}.${name}`,
        `(${token}) is not in the ${role}'s vocabulary of ${vocabulary}`,
      );
    }
  };
  // A template says itself what is read.
  if (!templates?.sender) check('specialTokens', READ_BY_SENDER, 'sender');
  if (!templates?.['sender-compressed']) check('specialTokens', ['bos'], 'sender-compressed');
  check(actorTokens ? 'actorTokens' : 'specialTokens', READ_BY_ACTOR, 'actor');
  const most = Math.max(decoders.sender.vocabulary, decoders.actor.vocabulary);
  expect(
    specialTokens.eos < most,
    'specialTokens.eos',
    `(${specialTokens.eos}) is in no vocabulary`,
  );
}

/**
 * Whether the templates can be written in these tokenizers. Throws a LabError 'manifest-invalid' that names
 * the field: an end has to be one token, and every token has to have an embedding.
 */
export function checkTemplates(
  { templates = {}, decoders }: Pick<Manifest, 'templates' | 'decoders'>,
  senderTokenizer: Tokenizer,
  actorTokenizer: Tokenizer,
): void {
  for (const role of DECODERS) {
    const template: object = templates[role] ?? {};
    const tokenizer = role === 'actor' ? actorTokenizer : senderTokenizer;
    const { vocabulary } = decoders[role];
    for (const [name, text] of textsOf(template, `templates.${role}`)) {
      const tokens = tokenizer.encode(text);
      const largest = Math.max(0, ...tokens);
      expect(
        largest < vocabulary,
        name,
        `has token ${largest}, beyond the vocabulary of ${vocabulary}`,
      );
      const single = !name.endsWith('.end') || tokens.length === 1;
      expect(single, name, `is ${tokens.length} tokens (${text}), not one`);
    }
  }
}

function textsOf(template: object, field: string): [string, string][] {
  return Object.entries(template).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${field}.${name}`, value]] : textsOf(value, `${field}.${name}`),
  );
}

function checkGolden(
  { golden }: Manifest,
  name: string,
  dim: number,
  sizes: (rows: number) => readonly number[],
): void {
  const test = golden[name];
  const field = `golden.${name}`;
  if (!test) throw unfit(field, 'is missing: no self-test');
  expect(test.rows >= ANSWERS, `${field}.rows`, `is ${test.rows}, less than ${ANSWERS}`);
  const input = floats(test.inputEmbeds, `${field}.inputEmbeds`);
  const wanted = test.rows * dim;
  expect(input === wanted, `${field}.inputEmbeds`, `has ${input} numbers, not ${wanted}`);
  const output = floats(test.output, `${field}.output`);
  const fit = sizes(test.rows);
  expect(fit.includes(output), `${field}.output`, `has ${output} numbers, not ${fit.join(' or ')}`);
}

/** How many float32 numbers a base64 text holds. */
function floats(base64: string, field: string): number {
  const padding = /=*$/.exec(base64)?.[0].length ?? 0;
  const bytes = (base64.length / 4) * 3 - padding;
  expect(base64.length % 4 === 0 && bytes % FLOAT === 0, field, 'is not base64 of float32 numbers');
  return bytes / FLOAT;
}

/**
 * Compares a decoder's graph with what the manifest says of it. Throws a LabError 'manifest-invalid'
 * that names the field. Sizes that the graph leaves open fit.
 */
export function checkGraph(role: string, session: Session, dims: DecoderDims): void {
  const shapes = new Map(
    session.inputMetadata.flatMap((input) =>
      input.isTensor ? [[input.name, input.shape] as const] : [],
    ),
  );
  const compare = (name: string, at: number, key: keyof DecoderDims): void => {
    const size = shapes.get(name)?.at(at);
    if (typeof size !== 'number' || size <= 0) return;
    const field = `decoders.${role}.${key}`;
    expect(size === dims[key], field, `is ${dims[key]}, but the graph's ${name} has ${size}`);
  };
  compare('inputs_embeds', -1, 'dim');
  // As exported `[rows, kvHeads, past, headDim]`, or as masked-attention.ts writes it.
  const caches = [...shapes.keys()].filter((name) => /^(past_key_values|held)\..*key$/.test(name));
  const layers = caches.length;
  const field = `decoders.${role}.layers`;
  expect(layers === dims.layers, field, `is ${dims.layers}, but the graph has ${layers}`);
  const [cache = ''] = caches;
  compare(cache, 1, 'kvHeads');
  compare(cache, 3, 'headDim');
}

function expect(fits: boolean, field: string, problem: string): void {
  if (!fits) throw unfit(field, problem);
}

function unfit(field: string, problem: string): LabError {
  const message = `These models do not fit: in manifest.json ${field} ${problem}.`;
  return new LabError('manifest-invalid', `${message} Choose other models.`);
}
