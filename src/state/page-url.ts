/** What the page's address says: `?game=g1/unseen/…&device=wasm`. */
import type { DeviceChoice } from '../client/protocol';
import { tidyGame } from './game-choice';

/** The game's name in the one way to write it; null where the address has none. */
export function readGameParameter(search: string): string | null {
  const game = new URLSearchParams(search).get('game');
  return game ? tidyGame(game) : null;
}

/** `webgpu` or `wasm` forces that device; anything else leaves the choice to the worker. */
export function readDeviceParameter(search: string): DeviceChoice {
  const device = new URLSearchParams(search).get('device');
  return device === 'webgpu' || device === 'wasm' ? device : 'auto';
}

/** The same search string with this game and device; slashes and equals signs stay readable. */
export function withChoices(search: string, game: string, device: DeviceChoice): string {
  const parameters = new URLSearchParams(search);
  parameters.set('game', game);
  if (device === 'auto') parameters.delete('device');
  else parameters.set('device', device);
  return `?${parameters.toString().replaceAll('%2F', '/').replaceAll('%3D', '=')}`;
}

/** Changes that follow each other this fast, in ms, are one step of the history. */
const QUICK = 2000;

/**
 * Whether a change of the game is a step that Back returns from. Rolling through games quickly
 * leaves one step behind, not one for each roll.
 */
export function historySteps(): (now: number) => 'push' | 'replace' {
  let last = Number.NEGATIVE_INFINITY;
  return (now) => {
    const quick = now - last < QUICK;
    last = now;
    return quick ? 'replace' : 'push';
  };
}
