import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { formatCount } from '../plots/format';
import { readGame } from '../state/game-choice';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { LONGEST_LINK } from '../state/link/run-codec';
import { runFileName, writeRunFile } from '../state/run-files';
import { isShareable, linkedModels } from '../state/settings-link';
import { useShare, useShareActions } from '../state/share-context';
import { shareLink } from '../state/share-link';
import { Choice } from './choice';
import { download } from './download';
import { RunFileInput } from './run-file-input';

/** The page's address without its query. */
const pageAddress = (): string => window.location.href.replace(/[?#].*$/s, '');

/** Puts a text on the clipboard; where that is refused, selects it in its field. */
async function copied(text: string, field: HTMLTextAreaElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.focus();
    field?.select();
    return false;
  }
}

interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  readonly note: string;
  readonly button: string;
  readonly rows: number;
  readonly onSaid: (sentence: string) => void;
}

/** A text to take away, with its button. */
function CopyField({ label, text, note, button, rows, onSaid }: CopyFieldProps) {
  const words = useWords().share;
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const copy = async (): Promise<void> =>
    onSaid((await copied(text, field.current)) ? words.copied : words.refused);
  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        className="mono"
        readOnly
        rows={rows}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="copy-row">
        <span className="note">{note}</span>
        <button type="button" className="button" onClick={copy}>
          {button}
        </button>
      </div>
    </div>
  );
}

function frameHtml(link: string, title: string): string {
  const address = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${address}" title="${title}" width="100%" height="720" style="border:0" loading="lazy"></iframe>`;
}

/** Link, file and frame of what is on the page now. */
function ShareBody() {
  const { share: words, language } = useWords();
  const settings = useLab((state) => state.settings);
  const models = useLab(linkedModels);
  const device = useLab((state) => state.device);
  const tab = useLab((state) => state.tab);
  const pinnedStep = useLab((state) => state.pinnedStep);
  const trace = useLab((state) => state.run.trace);
  const [wanted, setWanted] = useState<'settings' | 'run'>('settings');
  const [said, setSaid] = useState('');
  const played = trace?.lanes.some(({ steps }) => steps.length > 0) === true;
  const withRun = wanted === 'run' && played;
  const carried = isShareable(settings);
  const [link, frame] = useMemo(() => {
    const state = { settings, models, device, tab, pinnedStep, trace: withRun ? trace : null };
    return [false, true].map((embed) => shareLink(pageAddress(), state, embed)) as [string, string];
  }, [settings, models, device, tab, pinnedStep, trace, withRun]);
  const tooLong = link.length > LONGEST_LINK;
  const length = formatCount(link.length);
  const note = tooLong ? words.tooLong(length, formatCount(LONGEST_LINK)) : words.length(length);
  const html = frameHtml(frame, words.frameTitle);
  const options = [
    { value: 'settings' as const, label: words.settingsOnly },
    { value: 'run' as const, label: words.withRun },
  ];
  return (
    <>
      {played && (
        <Choice
          legend={words.what}
          options={options}
          value={withRun ? 'run' : 'settings'}
          onChange={(value) => {
            setWanted(value);
            setSaid('');
          }}
        />
      )}
      <p className="note">
        {language.sentences([
          withRun ? words.runNote : words.settingsNote,
          !played && words.noRun,
          readGame(settings.game).kind === 'file' && words.fileNote,
        ])}
      </p>
      {carried && !tooLong ? (
        <CopyField
          label={words.link}
          text={link}
          note={note}
          button={words.copyLink}
          rows={4}
          onSaid={setSaid}
        />
      ) : (
        <p className="share-problem">{carried ? note : words.beyond}</p>
      )}
      <div className="share-actions">
        {carried && !tooLong && 'share' in navigator && (
          <button
            type="button"
            className="button"
            onClick={() => {
              // That the person closes the sheet is no fault.
              void navigator.share({ title: document.title, url: link }).catch(() => {});
            }}
          >
            {words.send}
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-disabled={!played}
          title={played ? undefined : words.noRun}
          onClick={() => {
            if (trace === null || !played) return;
            download(runFileName(trace), writeRunFile(trace), 'application/json');
            setSaid(words.downloaded);
          }}
        >
          {words.download}
        </button>
        <RunFileInput />
      </div>
      {carried && !tooLong && (
        <details className="share-embed">
          <summary>{words.embedTitle}</summary>
          <p className="note">{words.embedNote}</p>
          <CopyField
            label={words.snippet}
            text={html}
            note={words.length(formatCount(html.length))}
            button={words.copySnippet}
            rows={4}
            onSaid={setSaid}
          />
        </details>
      )}
      <p className="share-said" role="status">
        {said}
      </p>
    </>
  );
}

/** Opened by the Share button; Esc and a click beside it close it, and the button has the focus again. */
export function ShareDialog() {
  const words = useWords().share;
  const shown = useShare((state) => state.dialogShown);
  const { hideDialog } = useShareActions();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    if (shown && element?.open === false) element.showModal();
    // Closed before it goes, so that the browser gives the focus back.
    return () => element?.close();
  }, [shown]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it, the browser's own
    <dialog
      ref={dialog}
      className="share-dialog"
      aria-labelledby={title}
      onClose={hideDialog}
      onClick={(event) => {
        if (event.target === dialog.current) hideDialog();
      }}
    >
      <div className="share-body">
        <div className="share-head">
          <h2 id={title}>{words.title}</h2>
          <button type="button" className="button" onClick={hideDialog}>
            {words.close}
          </button>
        </div>
        {shown && <ShareBody />}
      </div>
    </dialog>
  );
}
