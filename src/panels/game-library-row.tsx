import { memo } from 'react';
import type { LibraryEntry } from '../state/game-library-import';
import type { Verdict } from '../state/game-library-verdict';
import { gameOrigin, gameParts, gameTitle } from '../state/game-library-words';
import { useLanguage, useWords } from '../state/language-context';

export interface GameLibraryRowProps {
  readonly id: string;
  readonly entry: LibraryEntry;
  readonly verdict: Verdict | undefined;
  /** From 1, among `count` that were found. */
  readonly position: number;
  readonly count: number;
  readonly active: boolean;
  readonly opening: boolean;
  readonly onOpen: () => void;
}

function Columns({ entry }: { entry: LibraryEntry }) {
  const [taskName, place, split] = gameParts(useWords(), entry);
  return (
    <>
      <span>{taskName}</span>
      <span>{place}</span>
      <span className="library-split">{split}</span>
      <span className="library-trial mono">{entry.trial}</span>
    </>
  );
}

function LooseDetails({ entry }: { entry: LibraryEntry }) {
  const language = useLanguage();
  const parts = gameParts(language.words, entry);
  return (
    <>
      {parts.length > 0 && <span>{parts.join(' · ')}</span>}
      <span className="library-path">{gameOrigin(language, entry)}</span>
    </>
  );
}

function Row(props: GameLibraryRowProps) {
  const { id, entry, verdict, position, count, active, opening, onOpen } = props;
  const words = useWords();
  // Without a dataset folder, a path tells nothing that has a column.
  const isLoose = entry.object === null;
  const { faults, list, notices } = words.library;
  const told = entry.refusal === null ? null : faults[entry.refusal];
  const refusal = verdict?.kind === 'refused' ? verdict.said(words) : told;
  return (
    // The search box has the keyboard: aria-activedescendant points here.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className={isLoose ? 'library-row is-loose' : 'library-row'}
      aria-selected={active}
      aria-disabled={refusal !== null}
      aria-posinset={position}
      aria-setsize={count}
      onClick={onOpen}
    >
      <strong>{gameTitle(entry, verdict?.kind === 'opened' ? verdict.task : '')}</strong>
      {isLoose ? <LooseDetails entry={entry} /> : <Columns entry={entry} />}
      {opening && <span className="library-verdict">{list.reading}</span>}
      {verdict?.kind === 'opened' && verdict.startsWon && (
        <span className="library-verdict">{notices.startsWon}</span>
      )}
      {refusal !== null && <span className="library-verdict is-bad">{refusal}</span>}
    </div>
  );
}

export const GameLibraryRow = memo(Row);
