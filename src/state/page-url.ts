/** What the page's address says: `?game=g1/unseen/…&device=wasm`. */
import type { DeviceChoice } from '../client/protocol';

export function readGameParameter(search: string): string | null {
  return new URLSearchParams(search).get('game') || null;
}

/** `webgpu` or `wasm` forces that device; anything else leaves the choice to the worker. */
export function readDeviceParameter(search: string): DeviceChoice {
  const device = new URLSearchParams(search).get('device');
  return device === 'webgpu' || device === 'wasm' ? device : 'auto';
}

/** The same search string with this game and device; slashes stay readable. */
export function withChoices(search: string, game: string, device: DeviceChoice): string {
  const parameters = new URLSearchParams(search);
  parameters.set('game', game);
  if (device === 'auto') parameters.delete('device');
  else parameters.set('device', device);
  return `?${parameters.toString().replaceAll('%2F', '/')}`;
}
