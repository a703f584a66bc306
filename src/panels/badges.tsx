import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { formatMegabytes } from '../plots/format';
import { ownTierOf } from '../shared/own-tiers';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { isRecorded } from '../state/recorded-run';

/** A badge that explains itself: on hover, on focus, and on click for as long as one likes. */
function Badge({ children, note }: { children: ReactNode; note: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <span className="badge" data-open={open}>
      <button
        type="button"
        title={note}
        aria-describedby={id}
        onClick={() => setOpen(!open)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Escape') return;
          setOpen(false);
          if (event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
        }}
      >
        {children}
      </button>
      <span className="badge-note" role="tooltip" id={id}>
        {note}
      </span>
    </span>
  );
}

function RecordedBadge() {
  const { recorded: words } = useWords();
  return (
    <Badge note={words.badgeNote}>
      <span className="recorded-mark" aria-hidden="true" />
      {words.badge}
    </Badge>
  );
}

/** On what, and with which models, the figures are made. */
export function Badges() {
  const { badges: words, device: deviceWords } = useWords();
  const about = deviceWords.own;
  const loading = useLab((state) => state.loading);
  const recorded = useLab(({ run }) => isRecorded(run));
  if (loading.kind !== 'ready') {
    return recorded ? (
      <div className="badges">
        <RecordedBadge />
      </div>
    ) : null;
  }
  const { device, manifest, models } = loading;
  const own = ownTierOf(Object.values(models));
  const bytes = manifest.files.reduce(
    (sum, file) =>
      file.device === undefined || file.device === device.device ? sum + file.bytes : sum,
    0,
  );
  const name = device.device === 'webgpu' ? 'WebGPU' : 'WASM';
  const software = device.software ? words.softwareNote : '';
  const hashes = Object.entries(models).map(([role, hash]) => `${role} ${hash.slice(0, 8)}`);
  return (
    <div className="badges">
      {recorded ? (
        <RecordedBadge />
      ) : (
        <Badge note={words.liveNote}>
          <span className="live-dot" aria-hidden="true" />
          {words.live}
        </Badge>
      )}
      <Badge note={words.reasons[device.reason] + software}>
        <span>
          {name}
          <span className="badge-detail">
            {` · ${device.description || words.oneThread}`}
            {device.software && ` · ${words.software}`}
          </span>
        </span>
      </Badge>
      <Badge note={words.models(own ? about.titles[own] : manifest.title, hashes)}>
        {words.tier(own ? about.names[own] : manifest.tier, formatMegabytes(bytes))}
      </Badge>
    </div>
  );
}
