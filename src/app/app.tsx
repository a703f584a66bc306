import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Announcer } from '../panels/announcer';
import { Badges } from '../panels/badges';
import { rescueFocus } from '../panels/focus';
import { GameLibrary } from '../panels/game-library';
import { GameDropZone } from '../panels/game-library-drop';
import { Headline } from '../panels/headline';
import { Icon } from '../panels/icons';
import { Inspector } from '../panels/inspector';
import { Lanes } from '../panels/lanes';
import { LanguageSwitch } from '../panels/language-switch';
import { LinkNotice } from '../panels/link-notice';
import { lazyPart, PartBoundary } from '../panels/part-boundary';
import { PrintHead } from '../panels/print-head';
import { Rail } from '../panels/rail';
import { RecordingNote } from '../panels/recording-note';
import { RunControls } from '../panels/run-controls';
import { Scrubber } from '../panels/scrubber';
import { ShareButton } from '../panels/share-button';
import { StatusLine } from '../panels/status-line';
import { Story } from '../panels/story';
import { TourButton, TourPanel } from '../panels/tour';
import { TourProvider, TourStop } from '../panels/tour-stop';
import { UpdateNotice } from '../panels/update-notice';
import { useMediaQuery } from '../panels/use-media-query';
import { CommandBoxesProvider } from '../state/command-boxes-context';
import { useLibrary } from '../state/game-library-context';
import { useWords } from '../state/language-context';
import { useShare } from '../state/share-context';
import { Shortcuts } from './shortcuts';
import { chooseTheme, storedTheme, systemTheme, type Theme } from './theme';

// Not in what is loaded first: they are not on the page when it opens.
const ShareDialog = lazyPart(async () => (await import('../panels/share-dialog')).ShareDialog);
const SharedRunPanel = lazyPart(async () => (await import('../panels/shared-run')).SharedRunPanel);
const Embedded = lazyPart(async () => (await import('./embedded')).Embedded);

/** Below this width the rail is a sheet and the controls are pinned at the bottom. */
const WIDE = '(min-width: 64em)';

const INSPECTOR_STOPS = ['message', 'actor', 'measured'] as const;

function useTheme(): { readonly other: Theme; readonly toggle: () => void } {
  const [theme, setTheme] = useState(() => storedTheme() ?? systemTheme());
  const other = theme === 'dark' ? 'light' : 'dark';
  const toggle = useCallback(() => {
    chooseTheme(other);
    setTheme(other);
  }, [other]);
  return { other, toggle };
}

function ThemeButton({ other, toggle }: ReturnType<typeof useTheme>) {
  const { page: words } = useWords();
  return (
    <button
      type="button"
      className="button is-square is-plain"
      title={words.colours[other]}
      aria-label={words.colours[other]}
      onClick={toggle}
    >
      <Icon name="theme" />
    </button>
  );
}

function Sheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { page: words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    return () => dialog.current?.close();
  }, [open]);
  return (
    <dialog className="sheet" ref={dialog} aria-label={words.settings} onClose={onClose}>
      <div className="sheet-head">
        <p>{words.settings}</p>
        <button type="button" className="button" onClick={onClose}>
          {words.done}
        </button>
      </div>
      {open && <Rail />}
    </dialog>
  );
}

function Pinned({ onSettings }: { onSettings: () => void }) {
  const { page: words } = useWords();
  return (
    <section className="pinned" aria-label={words.clockAndRun}>
      <TourStop of="parting">
        <Scrubber />
      </TourStop>
      <div className="pinned-row">
        <RunControls />
        <button
          type="button"
          className="button is-square"
          title={words.settings}
          aria-label={words.settings}
          onClick={onSettings}
        >
          <Icon name="settings" />
        </button>
      </div>
    </section>
  );
}

/** After a file was dropped and opened nothing has the focus. */
function useFocusAfterOpening(): void {
  const held = useLibrary((state) => state.held);
  const recalled = useLibrary((state) => state.recalled);
  const before = useRef({ held, recalled });
  useEffect(() => {
    // What this browser kept is held too, once that is recalled: nobody opened it.
    if (held !== before.current.held && recalled === before.current.recalled) rescueFocus();
    before.current = { held, recalled };
  }, [held, recalled]);
}

function WholePage() {
  const wide = useMediaQuery(WIDE);
  const [sheet, setSheet] = useState(false);
  const theme = useTheme();
  const { page: words } = useWords();
  const tourButton = useRef<HTMLButtonElement>(null);
  useFocusAfterOpening();
  const sharing = useShare((state) => state.dialogShown);
  const shared = useShare(({ shared: run, waitsForFile }) => run !== null || waitsForFile !== null);
  return (
    <TourProvider>
      <a className="skip" href="#lanes">
        {words.skip}
      </a>
      <header className="top">
        <p className="brand">Interlat Lab</p>
        <Badges />
        <div className="top-tools">
          <TourButton button={tourButton} />
          <ShareButton />
          <LanguageSwitch />
          <Shortcuts toggleTheme={theme.toggle} />
          <ThemeButton {...theme} />
        </div>
      </header>
      <div className="page">
        {wide && (
          <aside className="rail" aria-label={words.settings}>
            <Rail />
            <RunControls />
          </aside>
        )}
        <main>
          <PrintHead />
          <TourStop of="task">
            <Headline />
          </TourStop>
          <LinkNotice />
          <Suspense>{shared && <SharedRunPanel />}</Suspense>
          <UpdateNotice />
          <StatusLine />
          <RecordingNote />
          <TourStop of="lanes">
            <div id="lanes" tabIndex={-1}>
              <PartBoundary>
                <Lanes />
              </PartBoundary>
            </div>
          </TourStop>
          {wide && (
            <TourStop of="parting" className="clock-bar">
              <Scrubber />
            </TourStop>
          )}
          <TourStop of={INSPECTOR_STOPS}>
            <Inspector />
          </TourStop>
          <Story />
        </main>
      </div>
      {!wide && (
        <>
          <Pinned onSettings={() => setSheet(true)} />
          <Sheet open={sheet} onClose={() => setSheet(false)} />
        </>
      )}
      <GameLibrary />
      {sharing && (
        <Suspense>
          <ShareDialog />
        </Suspense>
      )}
      <GameDropZone />
      <Announcer />
      <TourPanel opener={tourButton} />
    </TourProvider>
  );
}

export function App() {
  const embed = useShare((state) => state.embed);
  return (
    <CommandBoxesProvider>
      <PartBoundary>
        <Suspense>{embed ? <Embedded /> : <WholePage />}</Suspense>
      </PartBoundary>
    </CommandBoxesProvider>
  );
}
