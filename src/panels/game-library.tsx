import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLibrary, useLibraryActions } from '../state/game-library-context';
import { MOST_KEPT } from '../state/game-library-memory';
import { useWords } from '../state/language-context';
import { FilePicker, PICKS_FOLDERS } from './file-picker';
import { GameLibraryList } from './game-library-list';

function FileButtons() {
  const words = useWords().library;
  const { choose } = useLibraryActions();
  const take = (files: readonly File[]): void => void choose(files);
  return (
    <div className="library-buttons">
      <FilePicker label={words.chooseFiles} name={words.files} multiple onPick={take} />
      {PICKS_FOLDERS && (
        <FilePicker
          label={words.chooseFolder}
          name={words.folder}
          kind={{ webkitdirectory: '' }}
          onPick={take}
        />
      )}
    </div>
  );
}

function Listing({ folders, files }: { folders: number; files: number }) {
  const words = useWords().library;
  const { stopListing } = useLibraryActions();
  return (
    <div className="loading">
      <label htmlFor="listing-progress">{words.listing}</label>
      <progress id="listing-progress" />
      <span className="amount">
        {words.progress(folders.toLocaleString('en-US'), files.toLocaleString('en-US'))}
      </span>
      <button type="button" className="button" onClick={stopListing}>
        {words.stop}
      </button>
    </div>
  );
}

function AgentChoice({ agents }: { agents: readonly string[] }) {
  const words = useWords().library;
  const { chooseAgent } = useLibraryActions();
  const buttons = useRef<HTMLDivElement>(null);
  useEffect(() => {
    buttons.current?.querySelector('button')?.focus();
  }, []);
  return (
    <section className="library-agents" aria-labelledby="library-agents">
      <h3 id="library-agents">{words.whichAgent(agents.length)}</h3>
      <div className="library-buttons" ref={buttons}>
        {agents.map((agent) => (
          <button
            key={agent}
            type="button"
            className="button"
            onClick={() => void chooseAgent(agent)}
          >
            {agent}
          </button>
        ))}
        <button type="button" className="button is-plain" onClick={() => void chooseAgent(null)}>
          {words.cancel}
        </button>
      </div>
    </section>
  );
}

/** The games that were brought here, in a dialog. */
export function GameLibrary() {
  const shown = useLibrary((state) => state.shown);
  const { hide } = useLibraryActions();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the effects of what is in it, which move the focus.
  useLayoutEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog className="library" ref={dialog} aria-labelledby="library-title" onClose={hide}>
      {shown && <LibraryBody onClose={hide} />}
    </dialog>
  );
}

function LibraryBody({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { library } = words;
  const entries = useLibrary((state) => state.entries);
  const verdicts = useLibrary((state) => state.verdicts);
  const opening = useLibrary((state) => state.opening);
  const listing = useLibrary((state) => state.listing);
  const notices = useLibrary((state) => state.notices);
  const agentChoice = useLibrary((state) => state.agentChoice);
  const { open, forget } = useLibraryActions();
  return (
    <>
      <header className="library-head">
        <h2 id="library-title">{library.title}</h2>
        <button type="button" className="button" onClick={onClose}>
          {library.close}
        </button>
      </header>
      <div className="library-intro" data-empty={entries.length === 0}>
        <p>
          {library.introBefore}
          <span className="mono">game.tw-pddl</span>
          {library.introAfter}
        </p>
        <FileButtons />
      </div>
      {listing !== null && <Listing {...listing} />}
      {notices.length > 0 && (
        <div className="library-notices" role="alert">
          {notices
            .map((said) => said(words))
            .map((notice) => (
              <p key={notice}>{notice}</p>
            ))}
        </div>
      )}
      {agentChoice !== null && <AgentChoice agents={agentChoice.agents} />}
      {entries.length > 0 && (
        <>
          <GameLibraryList
            entries={entries}
            verdicts={verdicts}
            opening={opening}
            focused={agentChoice === null}
            onOpen={(key) => void open(key)}
          />
          <footer className="library-foot">
            <p className="note">{library.kept(MOST_KEPT)}</p>
            <button type="button" className="link" onClick={() => void forget()}>
              {library.forget}
            </button>
          </footer>
        </>
      )}
    </>
  );
}
