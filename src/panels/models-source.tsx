import { formatCount } from '../plots/format';
import type { Card, CardRow } from '../shared/card';
import { commandsOf, compareModels, shortHashes } from '../state/card-view';
import { useLab } from '../state/lab-context';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** `25 Nov 2026`, or from when to when. */
export function showDates(dates: readonly string[]): string {
  const days = dates.map((date) => day.format(new Date(date)));
  return [...new Set(days)].join(' to ');
}

export function Commands(props: { commands: readonly string[]; summary?: string }) {
  const { commands } = props;
  const summary =
    props.summary ?? (commands.length === 1 ? 'Command' : `${commands.length} commands`);
  return (
    <details className="commands">
      <summary>{summary}</summary>
      <ul className="mono">
        {commands.map((command) => (
          <li key={command}>{command}</li>
        ))}
      </ul>
    </details>
  );
}

export interface CardSourceProps {
  readonly card: Card;
  /** What the figure is of. */
  readonly rows: readonly Pick<CardRow, 'games' | 'date' | 'command'>[];
}

/** `recorded · 25 Nov 2026 · sender 04de2787, actor bd3875fc · 1,000 games a row`, and the commands. */
export function CardSource({ card, rows }: CardSourceProps) {
  const games = rows.map((row) => row.games).toSorted((one, other) => one - other);
  const [fewest = 0] = games;
  const most = games.at(-1) ?? 0;
  const dates = rows.map((row) => row.date).toSorted();
  const parts = [
    'recorded',
    showDates([...dates.slice(0, 1), ...dates.slice(-1)]),
    shortHashes(card.models),
    `${fewest === most ? '' : `${formatCount(fewest)} to `}${formatCount(most)} games a row`,
    card.backend,
  ];
  return (
    <div className="source">
      <p>{parts.filter((part) => part !== '').join(' · ')}</p>
      <Commands commands={commandsOf(card, rows)} />
    </div>
  );
}

/** Whether these figures are of the models that this page plays with. */
export function SameModels({ card }: { card: Card }) {
  const loading = useLab((state) => state.loading);
  const compared = compareModels(card.models, loading.kind === 'ready' ? loading.manifest : null);
  if (compared.kind === 'not-loaded') {
    return <p className="empty">Compared with this page’s model files when those are loaded.</p>;
  }
  if (compared.kind === 'same') {
    return (
      <p>
        Measured on the very files this page has loaded: all {compared.files} hashes (sha256) are
        equal.
      </p>
    );
  }
  return (
    <p className="other-models">
      <strong>These figures are of other model files</strong> than this page has loaded:{' '}
      {compared.files.length} of {compared.of} hashes (sha256) differ ({compared.files.join(', ')}).
    </p>
  );
}
