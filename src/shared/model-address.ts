/** Where a tier of models comes from, as a person writes it. */
import { LabError } from './errors';

const HUB = 'https://huggingface.co/';
const HUB_NAME = /^([\w-][\w.-]*)\/([\w-][\w.-]*)(?:@([\w][\w./-]*))?$/;

/** The start of the address of a tier that was picked on disk; its name follows. */
export const FOLDER = 'folder:';

/**
 * The URL of the manifest's folder, with a closing slash, of `owner/name@revision` on the model hub
 * (without a revision `main`) or of an https URL (http on this machine). Throws a LabError
 * 'bad-model-address'.
 */
export function readModelAddress(text: string): string {
  const tidy = text.trim();
  const hub = HUB_NAME.exec(tidy);
  if (hub) {
    const [, owner, name, revision = 'main'] = hub;
    const clean = revision.split('/').filter((part) => part !== '' && !/^\.+$/.test(part));
    return `${HUB}${owner}/${name}/resolve/${encodeURIComponent(clean.join('/'))}/`;
  }
  const url = URL.canParse(tidy) ? new URL(tidy) : null;
  const local = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && local))) {
    const message = `“${tidy.slice(0, 80)}” is no address of models.`;
    throw new LabError(
      'bad-model-address',
      `${message} Write owner/name@revision or an https URL.`,
    );
  }
  const path = url.pathname.replace(/\/manifest\.json$/, '/');
  return `${url.origin}${path}${path.endsWith('/') ? '' : '/'}`;
}

/** The address in few characters: `owner/name@revision` of a hub's, the host and path of others. */
export function shortAddress(address: string): string {
  if (address.startsWith(FOLDER)) return address.slice(FOLDER.length);
  const hub = /^https:\/\/huggingface\.co\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/$/.exec(address);
  if (hub) return `${hub[1]}@${decodeURIComponent(hub[2] ?? '')}`;
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
