/**
 * The page's address and its history follow the game and the sender's view, and Back returns to the
 * game before.
 */
import { DEFAULT_GAME } from '../state/game-choice';
import type { GameLibrary } from '../state/game-library';
import type { LabStore } from '../state/lab-store';
import { historySteps, readGameParameter, readViewParameter, withChoices } from '../state/page-url';
import { viewOf } from '../state/view-choice';

export function followGame(store: LabStore, library: GameLibrary): void {
  const stepFor = historySteps();
  const { act } = store.getState();
  // Back and Forward bring their own address.
  let arriving = false;

  // A link may write the name in another way than the page.
  const { search, hash } = window.location;
  if (readGameParameter(search) !== null) {
    const { settings, device } = store.getState();
    const choices = { game: settings.game, view: viewOf(settings), device };
    history.replaceState(null, '', withChoices(search, choices) + hash);
  }

  const openNamed = (game: string): void => {
    if (!library.getState().act.openHeld(game)) act.changeSettings({ game });
  };

  store.subscribe(({ settings, device }, before) => {
    const { game } = settings;
    const view = viewOf(settings);
    const sameGame = game === before.settings.game;
    const sameView = view === viewOf(before.settings);
    if (arriving || (sameGame && sameView && device === before.device)) return;
    const address = withChoices(window.location.search, { game, view, device });
    if (!sameGame && stepFor(performance.now()) === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  });

  window.addEventListener('popstate', () => {
    const { search: arrived } = window.location;
    const game = readGameParameter(arrived) ?? DEFAULT_GAME;
    const view = readViewParameter(arrived);
    const { settings } = store.getState();
    arriving = true;
    if (view !== viewOf(settings)) act.changeSettings({ view });
    if (game !== settings.game) openNamed(game);
    arriving = false;
  });

  // An address may name a file that was opened here before.
  const { game } = store.getState().settings;
  void library
    .getState()
    .act.recall()
    .then(() => {
      if (store.getState().settings.game === game) library.getState().act.openHeld(game);
    });
}
