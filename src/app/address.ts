/** The page's address and its history follow the game, and Back returns to the game before. */
import { DEFAULT_GAME } from '../state/game-choice';
import type { GameLibrary } from '../state/game-library';
import type { LabStore } from '../state/lab-store';
import { historySteps, readGameParameter, withChoices } from '../state/page-url';

export function followGame(store: LabStore, library: GameLibrary): void {
  const stepFor = historySteps();
  const { act } = store.getState();
  // Back and Forward bring their own address.
  let arriving = false;

  // A link may write the name in another way than the page.
  const { search, hash } = window.location;
  if (readGameParameter(search) !== null) {
    const { settings, device } = store.getState();
    history.replaceState(null, '', withChoices(search, settings.game, device) + hash);
  }

  const openNamed = (game: string): void => {
    if (!library.getState().act.openHeld(game)) act.changeSettings({ game });
  };

  store.subscribe(({ settings: { game }, device }, before) => {
    const sameGame = game === before.settings.game;
    if (arriving || (sameGame && device === before.device)) return;
    const address = withChoices(window.location.search, game, device);
    if (!sameGame && stepFor(performance.now()) === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  });

  window.addEventListener('popstate', () => {
    const game = readGameParameter(window.location.search) ?? DEFAULT_GAME;
    if (game === store.getState().settings.game) return;
    arriving = true;
    openNamed(game);
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
