import * as v from 'valibot';
import { type Corpus, parseCorpus } from '../shared/corpus';
import { LabError } from '../shared/errors';
import { type Manifest, ManifestSchema, type ModelFile } from '../shared/manifest';
import type { Bytes } from './checked-file';
import { checkManifest } from './manifest-check';

/** Where a tier's files come from: a server in the browser, a folder in Node. */
export interface FileSource {
  /** The text of manifest.json. Throws a LabError 'model-missing'. */
  manifest(): Promise<string>;
  /**
   * A file's bytes, checked. `onBytes` is told how many more are here; fewer where the file starts over.
   * Throws a LabError 'model-missing', 'model-unreachable', 'model-truncated' or 'model-changed' (the
   * file is not the one that the manifest describes).
   */
  read(file: ModelFile, onBytes: (count: number) => void): Promise<Bytes>;
  /** A text beside the manifest that it does not list. Throws a LabError 'model-missing'. */
  text(path: string): Promise<string>;
}

export interface DownloadProgress {
  readonly loaded: number;
  readonly total: number;
  readonly file: string;
}

/** The manifest's text, checked. Throws a LabError 'manifest-invalid' that names the field. */
export function parseManifest(text: string): Manifest {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new LabError(
      'manifest-invalid',
      'manifest.json is not JSON. Check the address of the models.',
    );
  }
  const result = v.safeParse(ManifestSchema, data);
  if (result.success) {
    checkManifest(result.output);
    return result.output;
  }
  const place = v.getDotPath(result.issues[0]) ?? 'its top level';
  const message = `manifest.json is not one this page understands (at ${place}).`;
  throw new LabError('manifest-invalid', `${message} Choose other models.`);
}

/** A tier's files. What was read and checked once is kept, so that a retry fetches only the rest. */
export class ModelFiles {
  readonly #checked = new Map<string, Bytes>();
  readonly #corpora = new Map<string, Corpus>();

  constructor(
    readonly manifest: Manifest,
    private readonly source: FileSource,
  ) {}

  /** The files that a device needs. */
  neededFor(device: 'webgpu' | 'wasm'): ModelFile[] {
    return this.manifest.files.filter(
      (file) => file.device === undefined || file.device === device,
    );
  }

  /** Reads these files, one that serves several roles only once. Throws what the source throws. */
  async load(
    wanted: readonly ModelFile[],
    onProgress: (progress: DownloadProgress) => void = () => {},
  ): Promise<void> {
    const files = [...new Map(wanted.map((file) => [file.path, file])).values()];
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    let loaded = 0;
    const count = (file: ModelFile, bytes: number): void => {
      loaded += bytes;
      onProgress({ loaded, total, file: file.path });
    };
    await Promise.all(
      files.map(async (file) => {
        if (this.#checked.has(file.path)) return count(file, file.bytes);
        const bytes = await this.source.read(file, (more) => count(file, more));
        this.#checked.set(file.path, bytes);
      }),
    );
  }

  /** The bytes of a loaded file. */
  bytes(file: ModelFile): Bytes {
    const bytes = this.#checked.get(file.path);
    if (!bytes) throw new Error(`${file.path} was not loaded.`);
    return bytes;
  }

  /**
   * The corpus statistics of a view, read when they are first asked for. Throws a LabError
   * 'corpus-missing', 'corpus-invalid' or 'corpus-changed'.
   */
  async corpus(view: string): Promise<Corpus> {
    const known = this.#corpora.get(view);
    if (known) return known;
    const corpus = parseCorpus(await this.#corpusText(view));
    // By content: a tier's files were named otherwise when each device had its own.
    const measured = new Set(Object.values(corpus.models));
    const changed = this.manifest.files.find(
      (file) => writesMessages(file) && !measured.has(file.sha256),
    );
    if (changed) {
      const message = `The corpus statistics were made with another ${changed.path}.`;
      throw new LabError('corpus-changed', `${message} ${WITHOUT_CORPUS}`);
    }
    this.#corpora.set(view, corpus);
    return corpus;
  }

  async #corpusText(view: string): Promise<string> {
    try {
      return await this.source.text(`corpus/${view}.json`);
    } catch (error) {
      if (!(error instanceof LabError && error.code === 'model-missing')) throw error;
      const message = `These models come without corpus statistics for the ${view} view.`;
      throw new LabError('corpus-missing', `${message} ${WITHOUT_CORPUS}`);
    }
  }

  /** Frees the bytes of files; they are read again where they are needed again. */
  forget(): void {
    this.#checked.clear();
  }
}

const WITHOUT_CORPUS = 'Choose the message scope, or other models.';

/** Whether the sender's messages depend on this file. */
function writesMessages({ role, of }: ModelFile): boolean {
  const whose: string = of ?? role;
  return ['sender', 'sender-compressed', 'tokenizer'].includes(whose);
}
