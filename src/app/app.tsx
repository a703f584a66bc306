import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Announcer } from '../panels/announcer';
import { Badges } from '../panels/badges';
import { rescueFocus } from '../panels/focus';
import { GameLibrary } from '../panels/game-library';
import { GameDropZone } from '../panels/game-library-drop';
import { Headline } from '../panels/headline';
import { Icon } from '../panels/icons';
import { Inspector } from '../panels/inspector';
import { Lanes } from '../panels/lanes';
import { LinkNotice } from '../panels/link-notice';
import { Rail } from '../panels/rail';
import { RunControls } from '../panels/run-controls';
import { Scrubber } from '../panels/scrubber';
import { ShareButton } from '../panels/share-button';
import { SharedRunPanel } from '../panels/shared-run';
import { StatusLine } from '../panels/status-line';
import { useMediaQuery } from '../panels/use-media-query';
import { CommandBoxesProvider } from '../state/command-boxes-context';
import { useLibrary } from '../state/game-library-context';
import { useShare } from '../state/share-context';
import { chooseTheme, storedTheme, systemTheme } from './theme';

// Not in what is loaded first: they are not on the page when it opens.
const ShareDialog = lazy(async () => ({
  default: (await import('../panels/share-dialog')).ShareDialog,
}));
const Embedded = lazy(async () => ({ default: (await import('./embedded')).Embedded }));

/** Below this width the rail is a sheet and the controls are pinned at the bottom. */
const WIDE = '(min-width: 64em)';

function ThemeButton() {
  const [theme, setTheme] = useState(() => storedTheme() ?? systemTheme());
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="button is-square is-plain"
      title={`Use ${other} colours`}
      aria-label={`Use ${other} colours`}
      onClick={() => {
        chooseTheme(other);
        setTheme(other);
      }}
    >
      <Icon name="theme" />
    </button>
  );
}

function Sheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    return () => dialog.current?.close();
  }, [open]);
  return (
    <dialog className="sheet" ref={dialog} aria-label="Settings" onClose={onClose}>
      <div className="sheet-head">
        <p>Settings</p>
        <button type="button" className="button" onClick={onClose}>
          Done
        </button>
      </div>
      {open && <Rail />}
    </dialog>
  );
}

function Pinned({ onSettings }: { onSettings: () => void }) {
  return (
    <section className="pinned" aria-label="Clock and run">
      <Scrubber />
      <div className="pinned-row">
        <RunControls />
        <button
          type="button"
          className="button is-square"
          title="Settings"
          aria-label="Settings"
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
  useFocusAfterOpening();
  const sharing = useShare((state) => state.dialogShown);
  return (
    <>
      <a className="skip" href="#lanes">
        Skip to the lanes
      </a>
      <header className="top">
        <p className="brand">Interlat Lab</p>
        <Badges />
        <ShareButton />
        <ThemeButton />
      </header>
      <div className="page">
        {wide && (
          <aside className="rail" aria-label="Settings">
            <Rail />
            <RunControls />
          </aside>
        )}
        <main>
          <Headline />
          <LinkNotice />
          <SharedRunPanel />
          <StatusLine />
          <div id="lanes" tabIndex={-1}>
            <Lanes />
          </div>
          {wide && <Scrubber />}
          <Inspector />
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
    </>
  );
}

export function App() {
  const embed = useShare((state) => state.embed);
  return (
    <CommandBoxesProvider>
      <Suspense>{embed ? <Embedded /> : <WholePage />}</Suspense>
    </CommandBoxesProvider>
  );
}
