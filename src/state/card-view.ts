/** What of a card belongs together: conditions in groups, hashes beside those of the loaded tier. */
import type { Card, CardDifference, CardRow, CardView } from '../shared/card';
import { CARD_VIEWS } from '../shared/card';
import type { Manifest } from '../shared/manifest';

/** What they are called is in the words: `models.success.titles`. */
type GroupKey = 'kinds' | 'lengths' | 'others' | 'perturbed' | 'swaps';

interface ConditionGroup {
  readonly key: GroupKey;
  readonly holds: RegExp;
}

/** In the order of the page. A condition may stand in two; what none holds stands in the first. */
const GROUPS: readonly ConditionGroup[] = [
  {
    key: 'kinds',
    holds: /^(none|text|text-sampled|text-without-places|thought-own|latent|k8)$/,
  },
  {
    key: 'lengths',
    holds: /^(latent|k\d+|untrained-\d+|kept-\d+|truncated-[\d.]+)$/,
  },
  { key: 'others', holds: /^(cross-task.*|same-type)$/ },
  {
    key: 'perturbed',
    holds: /white-noise|cov-noise|cov-gauss|random-rot/,
  },
  {
    key: 'swaps',
    holds: /^(commitment|rest|all)-certain$/,
  },
];

export interface GroupedRows {
  readonly key: GroupKey;
  /** By condition, in the card's order, lengths from the longest; each the rows of its splits. */
  readonly conditions: readonly (readonly CardRow[])[];
}

/** Held-out scenes first: the split that sentences speak of. */
const SPLIT_ORDER = ['unseen', 'seen', 'dev', 'train'];

export const bySplit = (one: { split: string }, other: { split: string }): number =>
  placeOf(one.split) - placeOf(other.split);

function placeOf(split: string): number {
  const place = SPLIT_ORDER.indexOf(split);
  return place === -1 ? SPLIT_ORDER.length : place;
}

export function rowsOf(card: Card, view: CardView): CardRow[] {
  return card.rows.filter((row) => row.view === view);
}

export function viewsOf(card: Card): CardView[] {
  return CARD_VIEWS.filter((view) => card.rows.some((row) => row.view === view));
}

/** The split of a view that sentences speak of; null where nothing is measured. */
export function mainSplit(card: Card, view: CardView): string | null {
  return rowsOf(card, view).toSorted(bySplit)[0]?.split ?? null;
}

const kindOf = (condition: string): string => condition.replace(/[\d.]+$/, '');
const amountOf = (condition: string): number => Number(/[\d.]+$/.exec(condition)?.[0] ?? 0);

/** The kinds as they come; of one kind the longest first. */
function longestFirst(conditions: readonly string[]): string[] {
  const kinds = [...new Set(conditions.map(kindOf))];
  return conditions.toSorted(
    (one, other) =>
      kinds.indexOf(kindOf(one)) - kinds.indexOf(kindOf(other)) || amountOf(other) - amountOf(one),
  );
}

export function groupRows(rows: readonly CardRow[]): GroupedRows[] {
  const names = [...new Set(rows.map((row) => row.condition))];
  const unknown = names.filter((name) => !GROUPS.some(({ holds }) => holds.test(name)));
  return GROUPS.map(({ key, holds }) => {
    const held = names.filter(
      (name) => holds.test(name) || (key === 'kinds' && unknown.includes(name)),
    );
    const ordered = key === 'lengths' ? longestFirst(held) : held;
    return {
      key,
      conditions: ordered.map((name) =>
        rows.filter((row) => row.condition === name).toSorted(bySplit),
      ),
    };
  }).filter(({ conditions }) => conditions.length > 0);
}

export function findRow(
  card: Card,
  view: CardView,
  split: string,
  condition: string,
): CardRow | null {
  return (
    card.rows.find(
      (row) => row.view === view && row.split === split && row.condition === condition,
    ) ?? null
  );
}

/** The paired difference of two conditions; one of the claims before one of a view's table. */
export function findDifference(
  card: Card,
  split: string,
  first: CardDifference['first'],
  second: CardDifference['second'],
): CardDifference | null {
  const found = card.differences.filter(
    (one) =>
      one.split === split &&
      one.first.view === first.view &&
      one.first.condition === first.condition &&
      one.second.view === second.view &&
      one.second.condition === second.condition,
  );
  return found.find(({ family }) => family.startsWith('claims')) ?? found[0] ?? null;
}

export type ModelComparison =
  | { readonly kind: 'not-loaded' }
  | { readonly kind: 'same'; readonly files: number }
  /** Files whose hash is another, or that the loaded tier has not. */
  | { readonly kind: 'other'; readonly files: readonly string[]; readonly of: number };

/** Whether the measured files are those of the tier, by content: they may have had other names. */
export function compareModels(models: Card['models'], manifest: Manifest | null): ModelComparison {
  if (manifest === null) return { kind: 'not-loaded' };
  const loaded = new Set(manifest.files.map(({ sha256 }) => sha256));
  const measured = Object.entries(models);
  const files = measured.filter(([, hash]) => !loaded.has(hash)).map(([path]) => path);
  return files.length === 0 && measured.length > 0
    ? { kind: 'same', files: measured.length }
    : { kind: 'other', files, of: measured.length };
}

/**
 * First 8 characters of the sha256 of the sender and of the actor, of the files that were measured,
 * each after what its role is called.
 */
export function shortHashes(
  models: Card['models'],
  roles: Readonly<Record<'sender' | 'actor', string>>,
): string {
  const paths = Object.keys(models);
  return (['sender', 'actor'] as const)
    .flatMap((role) => {
      const files = paths.filter((path) => path.split(/[-_.]/)[0] === role);
      const path =
        files.find((file) => !/embed|compressed|text/.test(file)) ?? files.find((file) => file);
      return path === undefined ? [] : [`${roles[role]} ${models[path]?.slice(0, 8)}`];
    })
    .join(', ');
}

/** The commands that measured these rows. */
export function commandsOf(card: Card, rows: readonly Pick<CardRow, 'command'>[]): string[] {
  return [...new Set(rows.map((row) => row.command))].flatMap(
    (place) => card.commands[place] ?? [],
  );
}
