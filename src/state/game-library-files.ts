/**
 * The files of a drop or of a file chooser, listed without reading them. Folders are walked
 * breadth-first, several at a time.
 */
import { type Said, SaidError } from './said';

/** A file that was found. `file` reaches for it; its content is not read before that. */
export interface FoundFile {
  /** From the dropped folder's name on; the bare name of a file that was dropped alone. */
  readonly path: string;
  /** Tells two files of the same bare name apart; empty inside a folder, where the path does. */
  readonly stamp: string;
  /** Rejects where the file was removed or may not be read. */
  readonly file: () => Promise<File>;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** Sentences about folders that could not be walked. */
  readonly failures: readonly Said[];
}

/** A folder or a file as it is dropped: the part of `FileSystemEntry` that is used here. */
export interface DroppedEntry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly name: string;
}

interface DroppedFile extends DroppedEntry {
  file(found: (file: File) => void, failed: (error: unknown) => void): void;
}

interface DroppedFolder extends DroppedEntry {
  createReader(): {
    readEntries(
      found: (entries: readonly DroppedEntry[]) => void,
      failed: (error: unknown) => void,
    ): void;
  };
}

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Called after every level of folders, and within one now and then. */
  readonly onProgress: (progress: WalkProgress) => void;
}

export interface WalkProgress {
  readonly folders: number;
  readonly files: number;
}

/** Folders read at a time. Of 1, 8 and 32, Chromium was slowest with 1 and no faster with 32. */
const AT_A_TIME = 8;

/** Progress is told once for so many folders: telling it is slower than walking. */
const REPORTED = 100;

/** Deeper than any dataset; links that lead back to their own folder end here. */
const DEEPEST = 12;

const MOST_FILES = 500_000;

const stampOf = ({ size, lastModified }: File): string => `${size}.${lastModified}`;

/** What an `<input type="file">` holds; with `webkitdirectory`, the paths in the chosen folder. */
export function filesOfInput(list: Iterable<File>): FoundFile[] {
  return [...list].map((file) => ({
    path: file.webkitRelativePath || file.name,
    stamp: file.webkitRelativePath === '' ? stampOf(file) : '',
    file: async () => file,
  }));
}

/** A file that has no place in a file system, such as one dragged out of a mail. */
const looseFile = (file: File): DroppedFile => ({
  name: file.name,
  isFile: true,
  isDirectory: false,
  file: (found) => found(file),
});

/** The entries of a drop. To be called in the event itself: they are gone when it is over. */
export function droppedEntries(transfer: DataTransfer): DroppedEntry[] {
  return [...transfer.items]
    .filter((item) => item.kind === 'file')
    .flatMap((item) => {
      const entry = item.webkitGetAsEntry();
      if (entry !== null) return entry;
      const file = item.getAsFile();
      return file === null ? [] : looseFile(file);
    });
}

const fileOf = (entry: DroppedEntry): Promise<File> =>
  new Promise((resolve, reject) => (entry as DroppedFile).file(resolve, reject));

/** A folder's entries: the browser hands them out in parts, an empty one last. */
async function readFolder(folder: DroppedEntry): Promise<DroppedEntry[]> {
  const reader = (folder as DroppedFolder).createReader();
  const all: DroppedEntry[] = [];
  while (true) {
    const part = await new Promise<readonly DroppedEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return all;
    all.push(...part);
  }
}

interface Folder {
  readonly entry: DroppedEntry;
  readonly path: string;
  readonly depth: number;
}

/** All files below the entries. What was found before `signal` aborts is kept. */
export async function walkEntries(
  entries: readonly DroppedEntry[],
  { signal, onProgress }: WalkOptions,
): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const failures: Said[] = [];
  let folders = 0;
  const roots = entries.filter((entry) => entry.isFile);
  for (const entry of roots) {
    try {
      const file = await fileOf(entry);
      files.push({ path: entry.name, stamp: stampOf(file), file: () => fileOf(entry) });
    } catch (thrown) {
      failures.push(accessError(entry.name, thrown).said);
    }
  }
  let level: Folder[] = entries
    .filter((entry) => entry.isDirectory)
    .map((entry) => ({ entry, path: entry.name, depth: 1 }));
  while (level.length > 0 && !signal.aborted) {
    const next: Folder[] = [];
    const waiting = level.values();
    const readers = Array.from({ length: AT_A_TIME }, async () => {
      for (const { entry, path, depth } of waiting) {
        if (signal.aborted || files.length >= MOST_FILES) return;
        try {
          for (const inside of await readFolder(entry)) {
            const below = `${path}/${inside.name}`;
            if (inside.isFile) {
              files.push({ path: below, stamp: '', file: () => fileOf(inside) });
            } else if (depth < DEEPEST) next.push({ entry: inside, path: below, depth: depth + 1 });
          }
        } catch (thrown) {
          failures.push(accessError(path, thrown).said);
        }
        folders += 1;
        if (folders % REPORTED === 0) onProgress({ folders, files: files.length });
      }
    });
    await Promise.all(readers);
    onProgress({ folders, files: files.length });
    level = next;
  }
  if (files.length >= MOST_FILES) {
    const most = MOST_FILES.toLocaleString('en-US');
    failures.push(({ library }) => library.notices.mostFiles(most));
  }
  return { files, failures };
}

/** Why the browser does not hand out a file or a folder. */
export function accessError(path: string, thrown: unknown): SaidError {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotFoundError') {
    return new SaidError('file-missing', ({ library }) => library.faults.missing(path));
  }
  const forbidden = ['NotReadableError', 'SecurityError', 'NotAllowedError'].includes(name);
  return new SaidError('file-unreadable', ({ library: { faults } }) =>
    forbidden ? faults.forbidden(path) : faults.unreadable(path),
  );
}
