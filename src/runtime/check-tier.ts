/** Whether other models can be loaded, before those that are loaded give way. */
import type { FolderFile } from '../client/protocol';
import { parseManifest } from './model-files';
import { folderFileMissing, openTier, type TierPlace } from './tier-source';

type Rest<T> = T extends [unknown, ...infer R] ? R : never;

/**
 * Reads and checks the manifest; of a folder that was picked, also that its files are there. Throws the
 * LabErrors of `FileSource.manifest` and `parseManifest`, or 'folder-file-missing'.
 */
export async function checkTier(
  place: TierPlace,
  ...tools: Rest<Parameters<typeof openTier>>
): Promise<void> {
  const { files } = parseManifest(await openTier(place, ...tools).manifest());
  const { folder } = place;
  const missing = files.find((file) => file.device === undefined && !holds(folder, file.path));
  if (missing) throw folderFileMissing(missing.path);
}

/** Of a server it is not known before it is asked. */
function holds(folder: readonly FolderFile[] | undefined, path: string): boolean {
  return folder?.some((file) => file.path === path) ?? true;
}
