/** What a manifest's fields must be to each other, beyond their types. */
import { LabError } from '../shared/errors';
import type { DecoderDims, Manifest, ModelFile } from '../shared/manifest';
import { embeddingBytes } from './embedding-table';
import type { Session } from './ort';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;
const DECODERS = ['sender', 'sender-compressed', 'actor'] as const;
const DEVICES = ['webgpu', 'wasm'] as const;
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
  for (const path of ['tokenizer.json', 'tokenizer_config.json']) {
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

function checkTokens({ specialTokens, decoders: { sender, actor } }: Manifest): void {
  const most = Math.max(sender.vocabulary, actor.vocabulary);
  for (const [name, token] of Object.entries(specialTokens)) {
    expect(token < most, `specialTokens.${name}`, `(${token}) is not in the vocabulary`);
  }
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
