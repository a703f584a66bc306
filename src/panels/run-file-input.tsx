import { useRef } from 'react';
import { useWords } from '../state/language-context';
import { useShareActions } from '../state/share-context';

/** Opens a run that was saved, for whoever cannot drop a file. */
export function RunFileInput() {
  const words = useWords().share;
  const { openFile, hideDialog } = useShareActions();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {words.openRun}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={words.openRun}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file === undefined) return;
          hideDialog();
          void openFile(file);
        }}
      />
    </>
  );
}
