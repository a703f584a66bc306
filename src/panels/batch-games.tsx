import { type DragEvent, useId, useState } from 'react';
import { formatCount } from '../plots/format';
import { useBatch, useBatchActions } from '../state/batch-context';
import { type BatchGame, missingGames } from '../state/batch-games';
import { useLibrary } from '../state/game-library-context';
import { droppedEntries, filesOfInput, walkEntries } from '../state/game-library-files';
import { taskSentence } from '../state/run-view';
import { useBatchWords } from '../state/use-batch-words';
import { FilePicker, PICKS_FOLDERS } from './file-picker';

/** Picks game files, or takes those that the library lists. */
function GivingGames() {
  const words = useBatchWords().batch.form.imported;
  const entries = useLibrary((state) => state.entries);
  const reading = useBatch((state) => state.reading);
  const { giveEntries, giveFiles } = useBatchActions();
  const pick = (files: readonly File[]): void => {
    void giveFiles({ files: filesOfInput(files), failures: [] });
  };
  const busy = reading !== null;
  return (
    <div className="batch-actions">
      <FilePicker
        label={words.pick}
        disabled={busy}
        multiple
        kind={{ accept: '.tw-pddl,.zip' }}
        onPick={pick}
      />
      {PICKS_FOLDERS && (
        <FilePicker
          label={words.pickFolder}
          disabled={busy}
          multiple
          kind={{ webkitdirectory: '' }}
          onPick={pick}
        />
      )}
      {entries.length > 0 && (
        <button
          type="button"
          className="button"
          aria-disabled={busy}
          onClick={() => {
            if (!busy) void giveEntries(entries);
          }}
        >
          {words.library(formatCount(entries.length))}
        </button>
      )}
      <span className="note">{words.drop}</span>
    </div>
  );
}

interface ListProps {
  readonly games: readonly BatchGame[];
  readonly names: readonly string[];
}

function GameChecks({ games, names }: ListProps) {
  const { batch, batchReport } = useBatchWords();
  const words = batch.form.imported;
  const { chooseGames } = useBatchActions();
  const tasks: Readonly<Record<string, string>> = batchReport.tasks;
  const here = games.map(({ name }) => name);
  // In the order of the list; those that are not here stay chosen, so that giving them again is enough.
  const choose = (chosen: ReadonlySet<string>): void => {
    const away = names.filter((name) => !here.includes(name));
    chooseGames([...here.filter((name) => chosen.has(name)), ...away]);
  };
  return (
    <fieldset className="batch-games-list">
      <legend className="visually-hidden">{words.list}</legend>
      {games.map(({ name, task, taskType }) => (
        <label key={name} title={name}>
          <input
            type="checkbox"
            checked={names.includes(name)}
            onChange={({ target }) => {
              const chosen = new Set(names);
              if (target.checked) chosen.add(name);
              else chosen.delete(name);
              choose(chosen);
            }}
          />
          <span>{taskSentence(task) || name}</span>
          <span className="note">{tasks[taskType] ?? taskType}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Imported games as the source of a batch: given here, chosen, counted. */
export function ImportedGames({ names }: { names: readonly string[] }) {
  const all = useBatchWords();
  const words = all.batch.form.imported;
  const games = useBatch((state) => state.games);
  const reading = useBatch((state) => state.reading);
  const refused = useBatch((state) => state.refused);
  const notices = useBatch((state) => state.notices);
  const { chooseGames, giveFiles } = useBatchActions();
  const title = useId();
  const [over, setOver] = useState(false);
  const missing = missingGames({ games: { kind: 'files', names } }, games);
  const here = games.map(({ name }) => name);
  const kept = names.filter((name) => !missing.includes(name));
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    // Else the page's own library takes them, and opens one.
    event.stopPropagation();
    event.nativeEvent.stopPropagation();
    setOver(false);
    const entries = droppedEntries(event.dataTransfer);
    const { signal } = new AbortController();
    void giveFiles(walkEntries(entries, { signal, onProgress: () => {} }));
  };
  return (
    <section
      className="batch-games"
      data-over={over}
      aria-labelledby={title}
      onDragOver={(event) => {
        event.preventDefault();
        // The page's sign would cover this one.
        event.nativeEvent.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h4 id={title}>{words.title}</h4>
      <p className="note">{words.lead}</p>
      <GivingGames />
      <p role="status" className="batch-games-count">
        {reading !== null
          ? words.reading(formatCount(reading))
          : games.length === 0
            ? words.none
            : words.count(formatCount(kept.length), formatCount(games.length))}
      </p>
      {games.length > 0 && (
        <>
          <div className="batch-actions">
            <button
              type="button"
              className="link"
              onClick={() => chooseGames([...here, ...missing])}
            >
              {words.all}
            </button>
            <button type="button" className="link" onClick={() => chooseGames(missing)}>
              {words.nothing}
            </button>
          </div>
          <GameChecks games={games} names={names} />
        </>
      )}
      {notices
        .map((said) => said(all))
        .map((sentence) => (
          <p key={sentence} className="note">
            {sentence}
          </p>
        ))}
      {missing.length > 0 && (
        <div className="problem" role="alert">
          <p>
            {words.missing(formatCount(missing.length))}{' '}
            <button type="button" className="link" onClick={() => chooseGames(kept)}>
              {words.leaveOut}
            </button>
          </p>
          <ul className="batch-games-names">
            {missing.slice(0, 5).map((name) => (
              <li key={name} className="mono">
                {name}
              </li>
            ))}
          </ul>
        </div>
      )}
      {refused.length > 0 && (
        <div className="problem" role="alert">
          <p>{words.refused}</p>
          <ul className="batch-games-names">
            {refused
              .map((said) => said(all))
              .map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
          </ul>
        </div>
      )}
    </section>
  );
}
