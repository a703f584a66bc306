import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { LibraryEntry } from '../state/game-library-import';
import {
  EVERY_GAME,
  kindNames,
  type LibraryQuery,
  searchLibrary,
} from '../state/game-library-search';
import { learntEntries, type Verdicts } from '../state/game-library-verdict';
import { useWords } from '../state/language-context';
import { GameLibraryRow } from './game-library-row';

/** Rows drawn at first, and with every "Show more": as many as stay quick on a phone. */
export const ROWS = 100;

const PAGE = 10;

interface FilterProps<T extends string> {
  readonly label: string;
  readonly every: string;
  readonly names: Readonly<Record<T, string>>;
  readonly counts: ReadonlyMap<T, number>;
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
}

function Filter<T extends string>(props: FilterProps<T>) {
  const words = useWords().library.list;
  const { label, every, names, counts, value, onChange } = props;
  const options = (Object.entries(names) as [T, string][]).filter(
    ([key]) => counts.has(key) || key === value,
  );
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange((event.target.value || null) as T | null)}
    >
      <option value="">{every}</option>
      {options.map(([key, name]) => (
        <option key={key} value={key}>
          {words.option(name, (counts.get(key) ?? 0).toLocaleString('en-US'))}
        </option>
      ))}
    </select>
  );
}

export interface GameLibraryListProps {
  readonly entries: readonly LibraryEntry[];
  readonly verdicts: Verdicts;
  /** The key of the entry that is being read. */
  readonly opening: string | null;
  /** The search box takes the focus: nothing else in the dialog asks for it. */
  readonly focused: boolean;
  readonly onOpen: (key: string) => void;
}

/** Search, filters, and the games that are left: arrow keys choose one, Enter opens it. */
export function GameLibraryList(props: GameLibraryListProps) {
  const { entries, verdicts, opening, focused, onOpen } = props;
  const language = useWords();
  const { list: words } = language.library;
  const kinds = kindNames(language);
  const id = useId();
  const [query, setQuery] = useState<LibraryQuery>(EVERY_GAME);
  const [rows, setRows] = useState(ROWS);
  const [active, setActive] = useState(0);
  const learnt = useMemo(() => learntEntries(entries, verdicts), [entries, verdicts]);
  const { found, tasks, rooms } = useMemo(
    () => searchLibrary(learnt, query, language),
    [learnt, query, language],
  );
  const drawn = found.slice(0, rows);
  const chosen = Math.min(active, found.length - 1);
  const change = (part: Partial<LibraryQuery>): void => {
    setQuery({ ...query, ...part });
    setActive(0);
    setRows(ROWS);
  };
  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(index, found.length - 1));
    setActive(next);
    if (next >= rows) setRows(rows + ROWS);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      moveTo(chosen + move);
    } else if (event.key === 'Enter') {
      const entry = found[chosen];
      if (entry !== undefined) onOpen(entry.key);
    }
  };
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Not on a phone, where the keyboard would cover the games.
    if (focused && matchMedia('(pointer: fine)').matches) search.current?.focus();
  }, [focused]);
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, chosen]);

  const total = entries.length.toLocaleString('en-US');
  const left = found.length.toLocaleString('en-US');
  return (
    <div className="library-list">
      <div className="library-query">
        <input
          ref={search}
          type="search"
          role="combobox"
          aria-label={words.search}
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen < 0 ? undefined : `${id}-${chosen}`}
          placeholder={words.example}
          autoComplete="off"
          spellCheck={false}
          value={query.text}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <Filter
          label={words.task}
          every={words.everyTask}
          names={kinds.tasks}
          counts={tasks}
          value={query.task}
          onChange={(task) => change({ task })}
        />
        <Filter
          label={words.room}
          every={words.everyRoom}
          names={kinds.rooms}
          counts={rooms}
          value={query.room}
          onChange={(room) => change({ room })}
        />
      </div>
      <p className="note" role="status">
        {left !== total
          ? words.countOf(left, total)
          : entries.length === 1
            ? words.one
            : words.count(total)}
        {found.length > 0 && <span className="library-keys">{words.keys}</span>}
      </p>
      {found.length > 0 && (
        <div className="library-scroll" role="listbox" id={`${id}-list`} aria-label={words.label}>
          {drawn.map((entry, index) => (
            <GameLibraryRow
              key={entry.key}
              id={`${id}-${index}`}
              entry={entry}
              verdict={verdicts.get(entry.key)}
              position={index + 1}
              count={found.length}
              active={index === chosen}
              opening={entry.key === opening}
              onOpen={() => {
                setActive(index);
                onOpen(entry.key);
              }}
            />
          ))}
        </div>
      )}
      {found.length === 0 && (
        <p className="empty">
          {language.language.beforeLink(words.nothing)}
          <button type="button" className="link" onClick={() => change(EVERY_GAME)}>
            {words.showAll}
          </button>
        </p>
      )}
      {found.length > rows && (
        <button type="button" className="button library-more" onClick={() => setRows(rows + ROWS)}>
          {words.more(Math.min(ROWS, found.length - rows))}
        </button>
      )}
    </div>
  );
}
