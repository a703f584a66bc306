import { useEffect, useRef, useState } from 'react';
import { useLibraryActions } from '../state/game-library-context';
import { droppedEntries } from '../state/game-library-files';
import { useWords } from '../state/language-context';
import { isRunFile } from '../state/link/run-fragment';
import { useShareActions } from '../state/share-context';

/** Files that are held over the page say so at least this often, in ms. */
const SILENCE = 700;

const hasFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true;

/** Takes files that are dropped anywhere on the page: games, or a saved run. Shows that it would. */
export function GameDropZone() {
  const { drop: words } = useWords().library;
  const { drop } = useLibraryActions();
  const { openFile } = useShareActions();
  const [over, setOver] = useState(false);
  const sign = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const onDragOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
      clearTimeout(silence);
      // Leaving the window is told differently by every browser: silence is not.
      silence = setTimeout(() => setOver(false), SILENCE);
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // Else the browser leaves the page for the file.
      event.preventDefault();
      clearTimeout(silence);
      setOver(false);
      const { dataTransfer } = event;
      if (dataTransfer === null) return;
      const run = [...dataTransfer.files].find(({ name }) => isRunFile(name));
      if (run === undefined) void drop(droppedEntries(dataTransfer));
      else void openFile(run);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      clearTimeout(silence);
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [drop, openFile]);
  useEffect(() => {
    // A popover, so that it lies over an open dialog too.
    if (over) sign.current?.showPopover();
    else if (sign.current?.matches(':popover-open')) sign.current.hidePopover();
  }, [over]);
  return (
    <div ref={sign} className="drop-sign" popover="manual" aria-hidden="true">
      <div>
        <p>{words.title}</p>
        <p>
          {words.before}
          <span className="mono">game.tw-pddl</span>
          {words.between}
          <span className="mono">.interlat.json</span>
          {words.after}
        </p>
        <p>{words.privacy}</p>
      </div>
    </div>
  );
}
