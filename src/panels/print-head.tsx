import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { isShareable, linkedModels, settingsLink } from '../state/settings-link';

/** On paper alone: what page this is, where it is found again, and what made its figures. */
export function PrintHead() {
  const { page: words, recorded, badges } = useWords();
  const settings = useLab((state) => state.settings);
  const models = useLab(linkedModels);
  const device = useLab((state) => state.device);
  const tab = useLab((state) => state.tab);
  const source = useLab((state) => state.run.trace?.source);
  const page = window.location.href.replace(/[?#].*$/s, '');
  // A link names a game that is made of its name: one from a file stays with who has the file.
  const link = isShareable(settings)
    ? settingsLink(page, { settings, models, device, tab, step: null }, false)
    : page;
  const made =
    source === undefined
      ? []
      : [
          source.kind === 'recorded' ? recorded.badge : badges.live,
          source.backend,
          ...Object.entries(source.models).map(([role, hash]) => `${role} ${hash.slice(0, 8)}`),
          source.date.slice(0, 10),
        ];
  return (
    <div className="print-head">
      <p className="brand">Interlat Lab</p>
      <p>
        {words.printedFrom} <a href={link}>{link}</a>
      </p>
      {made.length > 0 && <p>{made.filter((part) => part !== '').join(' · ')}</p>}
    </div>
  );
}
