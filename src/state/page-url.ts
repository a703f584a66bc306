/** What the page's address says: `?game=g1/unseen/…&view=uncertain&device=wasm`. */
import type { DeviceChoice } from '../client/protocol';
import { DEFAULT_VIEW, type SenderView, UNNAMED_VIEW } from '../lab/sender-views';
import { tidyGame } from './game-choice';
import { viewNamed } from './view-choice';

/** The game's name in the one way to write it; null where the address has none. */
export function readGameParameter(search: string): string | null {
  const game = new URLSearchParams(search).get('game');
  return game ? tidyGame(game) : null;
}

/**
 * The sender's view. An address with a game but no view is from before the views, or of the view that
 * is not written.
 */
export function readViewParameter(search: string): SenderView {
  const parameters = new URLSearchParams(search);
  const absent = parameters.get('game') ? UNNAMED_VIEW : DEFAULT_VIEW;
  return viewNamed(parameters.get('view') ?? '') ?? absent;
}

/** `webgpu` or `wasm` forces that device; anything else leaves the choice to the worker. */
export function readDeviceParameter(search: string): DeviceChoice {
  const device = new URLSearchParams(search).get('device');
  return device === 'webgpu' || device === 'wasm' ? device : 'auto';
}

export interface PageChoices {
  readonly game: string;
  readonly view: SenderView;
  readonly device: DeviceChoice;
}

/** The same search string with these choices; slashes and equals signs stay readable. */
export function withChoices(search: string, { game, view, device }: PageChoices): string {
  const parameters = new URLSearchParams(search);
  parameters.set('game', game);
  if (view === UNNAMED_VIEW) parameters.delete('view');
  else parameters.set('view', view);
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
