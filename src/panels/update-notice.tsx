import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { isBusy } from '../state/run-store';

/** A new version of the page waits; it never comes by itself, and not in the middle of a run. */
export function UpdateNotice() {
  const { device, language } = useWords();
  const { offline: words } = device;
  const useUpdate = useLab((state) => state.useUpdate);
  const busy = useLab((state) => isBusy(state.run.phase));
  if (useUpdate === null) return null;
  return (
    <p className="status">
      {language.beforeLink(words.update)}
      {busy ? (
        words.later
      ) : (
        <button type="button" className="button" onClick={useUpdate}>
          {words.apply}
        </button>
      )}
    </p>
  );
}

/** Whether the page works without a network. */
export function OfflineState() {
  const { offline: words } = useWords().device;
  const offline = useLab((state) => state.offline);
  return (
    <section aria-labelledby="offline-title">
      <h2 id="offline-title">{words.title}</h2>
      <p>{words[offline]}</p>
      <UpdateNotice />
    </section>
  );
}
