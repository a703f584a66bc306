/** Where a tier's files come from in a browser: a server, a folder picked on disk, or what is kept here. */
import type { FolderFile } from '../client/protocol';
import { LabError } from '../shared/errors';
import type { ModelFile } from '../shared/manifest';
import { FOLDER } from '../shared/model-address';
import { type Bytes, checkFile } from './checked-file';
import type { DownloadTools } from './download-file';
import { type FileStore, partSize } from './file-store';
import { HttpSource } from './http-source';
import type { KeptTiers } from './kept-tiers';
import type { FileSource } from './model-files';

export interface TierPlace {
  /** A URL with a closing slash, or `folder:` and a name. */
  readonly address: string;
  /** The files of a folder that was picked just now. */
  readonly folder: readonly FolderFile[] | undefined;
}

export function openTier(place: TierPlace, tools: DownloadTools, tiers: KeptTiers): FileSource {
  const { address, folder } = place;
  if (folder) return new WithKeptTexts(address, new PickedSource(folder, tools.store), tiers);
  const source = address.startsWith(FOLDER)
    ? new KeptSource(address, tools.store)
    : new HttpSource(address, tools);
  return new WithKeptTexts(address, source, tiers);
}

const ABSENT = ['model-unreachable', 'folder-closed'];

/** Where a text cannot be had, what it said the last time. */
class WithKeptTexts implements FileSource {
  constructor(
    private readonly address: string,
    private readonly source: FileSource,
    private readonly tiers: KeptTiers,
  ) {}

  manifest(): Promise<string> {
    // It is remembered when the tier's files are here: see worker.ts.
    return this.#orKept('manifest.json', () => this.source.manifest());
  }

  read(file: ModelFile, onBytes: (count: number) => void): Promise<Bytes> {
    return this.source.read(file, onBytes);
  }

  async text(path: string): Promise<string> {
    return this.#orKept(path, async () => {
      const text = await this.source.text(path);
      await this.tiers.keepText(this.address, path, text);
      return text;
    });
  }

  async #orKept(path: string, get: () => Promise<string>): Promise<string> {
    try {
      return await get();
    } catch (error) {
      if (!(error instanceof LabError && ABSENT.includes(error.code))) throw error;
      const kept = (await this.tiers.get(this.address))?.texts[path];
      if (kept === undefined) throw error;
      return kept;
    }
  }
}

/** A folder that was picked on disk. What is read from it is kept, as the page cannot open it again. */
class PickedSource implements FileSource {
  constructor(
    private readonly folder: readonly FolderFile[],
    private readonly store: FileStore,
  ) {}

  async manifest(): Promise<string> {
    const found = this.#find('manifest.json');
    if (found) return found.text();
    const message = 'The folder has no manifest.json.';
    throw new LabError('folder-without-manifest', `${message} Pick the folder that holds it.`);
  }

  async read(file: ModelFile, onBytes: (count: number) => void): Promise<Bytes> {
    const found = this.#find(file.path);
    if (!found) throw folderFileMissing(file.path);
    const bytes = new Uint8Array(await found.arrayBuffer());
    await checkInFolder(file, bytes);
    await this.store.drop(file.sha256);
    const lengths: number[] = [];
    for (let start = 0; start < bytes.length; start += partSize(file)) {
      const part = bytes.slice(start, start + partSize(file));
      await this.store.append(file.sha256, lengths, part);
      lengths.push(part.length);
      onBytes(part.length);
    }
    return bytes;
  }

  async text(path: string): Promise<string> {
    const found = this.#find(path);
    if (found) return found.text();
    throw new LabError('model-missing', `The folder has no ${path}.`);
  }

  #find(path: string): Blob | undefined {
    return this.folder.find((file) => file.path === path)?.file;
  }
}

/** A file that the manifest of a picked folder lists. */
export function folderFileMissing(path: string): LabError {
  const message = `The folder has a manifest.json, but not ${path}, which that lists.`;
  const advice = `Put ${path} into the folder, beside manifest.json, and pick the folder again.`;
  return new LabError('folder-file-missing', `${message} ${advice}`);
}

/** Throws a LabError 'folder-file-changed'. */
async function checkInFolder(file: ModelFile, bytes: Bytes): Promise<void> {
  try {
    await checkFile(file, bytes);
  } catch {
    const size = `${bytes.length} of ${file.bytes} bytes`;
    const how = bytes.length === file.bytes ? 'its sha256 is another' : size;
    const message = `${file.path} in the folder is not the file that manifest.json describes (${how}).`;
    const advice = 'Get that file anew, then pick the folder again.';
    throw new LabError('folder-file-changed', `${message} ${advice}`);
  }
}

/** A folder that was picked in an earlier visit. */
class KeptSource implements FileSource {
  constructor(
    private readonly address: string,
    private readonly store: FileStore,
  ) {}

  manifest(): Promise<string> {
    return this.text();
  }

  async read(file: ModelFile, onBytes: (count: number) => void): Promise<Bytes> {
    const bytes = new Uint8Array(await new Blob(await this.#parts(file)).arrayBuffer());
    await checkInFolder(file, bytes);
    onBytes(bytes.length);
    return bytes;
  }

  async text(): Promise<string> {
    const name = this.address.slice(FOLDER.length);
    const message = `The folder ${name} cannot be opened again by itself.`;
    throw new LabError('folder-closed', `${message} Pick it again.`);
  }

  async #parts(file: ModelFile): Promise<Uint8Array<ArrayBuffer>[]> {
    const parts = await this.store.parts(file);
    return parts.map((part) => new Uint8Array(part));
  }
}
