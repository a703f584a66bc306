import { useLab } from '../state/lab-context';
import { INSPECTOR_TABS } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { writeLink } from '../state/link/link-codec';

/** On paper alone: what page this is, where it is found again, and what made its figures. */
export function PrintHead() {
  const { page: words, recorded, badges } = useWords();
  const settings = useLab((state) => state.settings);
  const device = useLab((state) => state.device);
  const tab = useLab((state) => state.tab);
  const pinnedStep = useLab((state) => state.pinnedStep);
  const source = useLab((state) => state.run.trace?.source);
  const { origin, pathname } = window.location;
  const tabShown = tab === INSPECTOR_TABS[0] ? null : tab;
  // As the address has it (src/app/address.ts), which is not told of its own changes.
  const query = writeLink({ settings, device, tab: tabShown, step: pinnedStep, embed: false });
  const link = `${origin}${pathname}${query}`;
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
