import type { Models } from '../lab/models';
import type { SpeedBounds } from '../lab/speed-report';
import type { Work } from '../lab/work';
import { base64ToFloat32 } from '../shared/base64';
import type { Corpus } from '../shared/corpus';
import { LabError } from '../shared/errors';
import type { Manifest, ModelFile } from '../shared/manifest';
import { OnnxAdapter } from './adapter';
import type { Backend } from './backend';
import type { Bytes } from './checked-file';
import { OnnxCompressedSender, OnnxDecoder } from './decoder';
import { EmbeddingTable } from './embedding-table';
import {
  ACTOR_TOKENIZER_FILES,
  checkGraph,
  checkTemplates,
  hasActorTokenizer,
  TOKENIZER_FILES,
} from './manifest-check';
import type { ModelFiles } from './model-files';
import type { Session } from './ort';
import { testAdapter, testDecoder } from './self-test';
import { boundsOf } from './speed-bounds';
import { HubTokenizer } from './tokenizer';

type DecoderRole = keyof Manifest['decoders'];

/** Models in their sessions, each of which passed its self-test. */
export interface LoadedModels extends Models {
  /** sha256 by role. */
  readonly hashes: Readonly<Record<string, string>>;
  /** What the device alone would allow the actor; null where its products are not known. */
  readonly bounds: ((work: Work) => Promise<SpeedBounds>) | null;
  /** Ends the sessions. Sequences that are still alive cannot be used afterwards. */
  release(): Promise<void>;
}

/**
 * Makes sessions of files that were loaded for this backend's device and tests each one. Throws a
 * LabError 'manifest-invalid' (a file is missing from the list) or 'self-test-failed'.
 */
export async function loadModels(files: ModelFiles, backend: Backend): Promise<LoadedModels> {
  const { manifest } = files;
  const needed = files.neededFor(backend.device);
  const bytes = (role: ModelFile['role'], wanted: Partial<ModelFile> = {}): Bytes =>
    files.bytes(find(needed, role, wanted));
  const sessions = new Map<string, Session>();

  /** The session of a file. A tier may give two roles the same one, where it has no compressed sender. */
  const open = async (
    role: ModelFile['role'],
    create: (model: Bytes) => Promise<Session>,
  ): Promise<Session> => {
    const file = find(needed, role, {});
    const session = sessions.get(file.path) ?? (await create(files.bytes(file)));
    sessions.set(file.path, session);
    return session;
  };
  /** The LM head of a role, where the tier brings it: then it is not the embedding table. */
  const headOf = (role: DecoderRole): EmbeddingTable | null => {
    const file = needed.find((one) => one.role === 'head' && one.of === role);
    return file ? new EmbeddingTable(files.bytes(file), manifest.decoders[role]) : null;
  };
  const decoder = async <T extends OnnxDecoder>(
    role: DecoderRole,
    make: (...parts: ConstructorParameters<typeof OnnxDecoder>) => T,
  ): Promise<T> => {
    const dims = manifest.decoders[role];
    const table = new EmbeddingTable(bytes('embed', { of: role }), dims);
    const session = await open(role, backend.createDecoderSession);
    checkGraph(role, session, dims);
    const model = make(backend, session, dims, table);
    const known = golden(manifest, role);
    const answer = await testDecoder(role, model, known);
    // Both the logits and the table's product may be off by the tolerance.
    model.learnHead(headOf(role), answer, 2 * known.tolerance);
    return model;
  };
  const tokenizer = ([words, config]: readonly [string, string]): HubTokenizer =>
    new HubTokenizer(bytes('tokenizer', { path: words }), bytes('tokenizer', { path: config }));
  const release = async (): Promise<void> => {
    await backend.calls.run(async () => {
      const opened = [...sessions.values()];
      sessions.clear();
      for (const session of opened) await session.release();
    });
  };

  try {
    const senderTokenizer = tokenizer(TOKENIZER_FILES);
    const actorTokenizer = hasActorTokenizer(manifest)
      ? tokenizer(ACTOR_TOKENIZER_FILES)
      : senderTokenizer;
    checkTemplates(manifest, senderTokenizer, actorTokenizer);
    const latentStart = base64ToFloat32(manifest.latentStart);
    const sender = await decoder('sender', (...parts) => new OnnxDecoder(...parts));
    const compressedSender = await decoder(
      'sender-compressed',
      (...parts) => new OnnxCompressedSender(...parts, latentStart),
    );
    const actor = await decoder('actor', (...parts) => new OnnxDecoder(...parts));
    const adapter = new OnnxAdapter(backend, await open('adapter', backend.createAdapterSession));
    await testAdapter(adapter, golden(manifest, 'adapter'));
    const corpus = (view: string): Promise<Corpus> => files.corpus(view);
    return {
      manifest,
      senderTokenizer,
      actorTokenizer,
      sender,
      compressedSender,
      actor,
      adapter,
      corpus,
      hashes: modelHashes(needed),
      bounds: boundsOf(backend, bytes('actor')),
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

function find(
  files: readonly ModelFile[],
  role: ModelFile['role'],
  wanted: Partial<ModelFile>,
): ModelFile {
  const file = files.find(
    (one) =>
      one.role === role &&
      (wanted.of === undefined || one.of === wanted.of) &&
      (wanted.path === undefined || one.path === wanted.path),
  );
  if (file) return file;
  throw invalid(`a file for ${wanted.path ?? [role, wanted.of].filter(Boolean).join(' of ')}`);
}

function golden(manifest: Manifest, name: string): Manifest['golden'][string] {
  const found = manifest.golden[name];
  if (!found) throw invalid(`a self-test for the ${name}`);
  return found;
}

function invalid(missing: string): LabError {
  return new LabError('manifest-invalid', `manifest.json lacks ${missing}. Choose other models.`);
}

/** What comes with a model: its hash stands for them. */
const TABLES: readonly ModelFile['role'][] = ['embed', 'head', 'tokenizer'];

/** What identifies the models in a trace: the hash of each role's model file. */
function modelHashes(files: readonly ModelFile[]): Record<string, string> {
  const models = files.filter(({ role }) => !TABLES.includes(role));
  return Object.fromEntries(models.map((file) => [file.role, file.sha256]));
}
