/**
 * The page's address and its history follow the state, and Back returns to the game before. A shared
 * run stays in the address for as long as it is what the page is about.
 */
import type { GameLibrary } from '../state/game-library';
import { INSPECTOR_TABS, type LabData, type LabStore } from '../state/lab-data';
import { historySteps } from '../state/link/history';
import { readLink, sameSettings, writeLink } from '../state/link/link-codec';
import { linkedModels } from '../state/settings-link';
import type { ShareStore } from '../state/share-store';

/** Moving through steps and tabs changes the address when it rests, after so many ms. */
const REST = 400;

const [FIRST_TAB] = INSPECTOR_TABS;

/** What is in the address at once. */
const WRITTEN = ['settings', 'device', 'modelsUrl'] as const;

export function followAddress(store: LabStore, library: GameLibrary, share: ShareStore): void {
  const stepFor = historySteps();
  const { act } = store.getState();
  // Back and Forward bring their own address.
  let arriving = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const search = (state: LabData): string => {
    const { settings, device, tab, pinnedStep } = state;
    return writeLink({
      settings,
      models: linkedModels(state),
      device,
      tab: tab === FIRST_TAB ? null : tab,
      step: pinnedStep,
      embed: share.getState().embed,
    });
  };

  const write = (how: 'push' | 'replace'): void => {
    clearTimeout(resting);
    const { shared, opening, waitsForFile } = share.getState();
    const carried = opening || shared?.from === 'link' || waitsForFile !== null;
    const address = search(store.getState()) + (carried ? window.location.hash : '');
    try {
      if (how === 'push') history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    } catch {
      // Browsers refuse too many changes in a short time: the next one comes through.
    }
  };

  // A link may be written in another way than the page writes it.
  if (window.location.search !== '') write('replace');

  store.subscribe((state, before) => {
    if (arriving) return;
    if (state.settings.game !== before.settings.game) write(stepFor(performance.now()));
    else if (WRITTEN.some((part) => state[part] !== before[part])) {
      write('replace');
    } else if (state.tab !== before.tab || state.pinnedStep !== before.pinnedStep) {
      clearTimeout(resting);
      resting = setTimeout(() => write('replace'), REST);
    }
  });

  window.addEventListener('popstate', () => {
    clearTimeout(resting);
    const { state, ignored, others } = readLink(window.location.search);
    const { settings } = state;
    arriving = true;
    if (!sameSettings(settings, store.getState().settings)) {
      const { game } = settings;
      if (game !== store.getState().settings.game) library.getState().act.openHeld(game);
      const { file } = store.getState();
      store.setState({ settings, file: file?.name === game ? file : null });
      act.restart();
    }
    act.selectTab(state.tab ?? FIRST_TAB);
    share.getState().act.leaveOut({ ignored, others });
    void share.getState().act.openFragment(window.location.hash, state.step);
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
