import { LabError } from '../shared/errors';
import { sha256 } from '../shared/sha256';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A file as a manifest describes it. */
export interface ExpectedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Whether these are the bytes that the manifest describes. */
export async function isTheFile(file: ExpectedFile, bytes: Bytes): Promise<boolean> {
  return bytes.length === file.bytes && (await hashOf(bytes)) === file.sha256;
}

/** Throws a LabError 'model-truncated' or 'model-changed'. */
export async function checkFile(file: ExpectedFile, bytes: Bytes): Promise<void> {
  if (bytes.length < file.bytes) throw truncated(file, bytes.length);
  if (!(await isTheFile(file, bytes))) throw changed(file);
}

export function truncated({ path, bytes }: ExpectedFile, received: number): LabError {
  const message = `${path} ended after ${received} of ${bytes} bytes.`;
  return new LabError('model-truncated', `${message} Check the connection and load it again.`);
}

export function changed({ path }: ExpectedFile): LabError {
  const message = `${path} is not the file that the manifest describes (its sha256 is another).`;
  return new LabError(
    'model-changed',
    `${message} Try again to fetch both anew; if it stays so, the server’s files do not fit each other.`,
  );
}

async function hashOf(bytes: Bytes): Promise<string> {
  // Browsers offer it on secure pages only.
  if (globalThis.crypto?.subtle === undefined) return sha256(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
