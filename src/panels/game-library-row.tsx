import { memo } from 'react';
import type { Verdict } from '../state/game-library';
import type { LibraryEntry } from '../state/game-library-import';
import { gameParts, gameTitle } from '../state/game-library-words';

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

function Row(props: GameLibraryRowProps) {
  const { id, entry, verdict, position, count, active, opening, onOpen } = props;
  const { task, trial, path } = entry;
  const [taskName, place, split] = gameParts(entry);
  const refusal = verdict?.kind === 'refused' ? verdict.message : entry.refusal;
  return (
    // The search box has the keyboard: aria-activedescendant points here.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className="library-row"
      aria-selected={active}
      aria-disabled={refusal !== null}
      aria-posinset={position}
      aria-setsize={count}
      onClick={onOpen}
    >
      <strong>{gameTitle(entry, verdict?.kind === 'opened' ? verdict.task : '')}</strong>
      {task === null ? (
        path !== entry.title && <span className="library-path mono">{path}</span>
      ) : (
        <>
          <span>{taskName}</span>
          <span>{place}</span>
          <span className="library-split">{split}</span>
          <span className="library-trial mono">{trial}</span>
        </>
      )}
      {opening && <span className="library-verdict">Reading the file.</span>}
      {refusal !== null && <span className="library-verdict is-bad">{refusal}</span>}
    </div>
  );
}

export const GameLibraryRow = memo(Row);
