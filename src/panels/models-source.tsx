import { formatCount } from '../plots/format';
import type { Card, CardRow } from '../shared/card';
import { commandsOf, compareModels, shortHashes } from '../state/card-view';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { useDates } from './use-dates';

export function Commands({ commands }: { commands: readonly string[] }) {
  const { source: words } = useWords().models;
  return (
    <details className="commands">
      <summary>{commands.length === 1 ? words.command : words.commands(commands.length)}</summary>
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
  const { source: words } = useWords().models;
  const dates = useDates();
  const games = rows.map((row) => row.games).toSorted((one, other) => one - other);
  const fewest = formatCount(games[0] ?? 0);
  const most = formatCount(games.at(-1) ?? 0);
  const parts = [
    words.recorded,
    dates(rows.map((row) => row.date)),
    shortHashes(card.models, words.roles),
    fewest === most ? words.games(most) : words.gamesFromTo(fewest, most),
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
  const { source: words } = useWords().models;
  const loading = useLab((state) => state.loading);
  const compared = compareModels(card.models, loading.kind === 'ready' ? loading.manifest : null);
  if (compared.kind === 'not-loaded') return <p className="empty">{words.notLoaded}</p>;
  if (compared.kind === 'same') return <p>{words.same(compared.files)}</p>;
  const { files, of } = compared;
  return (
    <p className="other-models">
      <strong>{words.other}</strong>
      {words.differ(files.length, of, files)}
    </p>
  );
}
