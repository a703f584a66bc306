import { pairSentence, rangeSentence } from '../plots/card-sentences';
import { DotWhiskerPlot, type WhiskerRow } from '../plots/dot-whisker-plot';
import { formatPercent } from '../plots/format';
import type { Card, CardRow, CardView } from '../shared/card';
import { findDifference, findRow, type GroupedRows } from '../state/card-view';
import { Figure } from './figure';
import { rowsTable, whiskerRow, whiskerWords } from './models-rows';
import { CardSource } from './models-source';
import { useWidth } from './use-width';

/** How words are called in a sentence about a view. */
const WORDS: Readonly<Record<CardView, string>> = {
  uncertain: 'words that commit to one place',
  scout: 'words',
  planner: 'words',
  hedging: 'words that name every place',
};

/** The comparisons that a group is about: condition, its name, and what it stands against. */
const PAIRS: Readonly<
  Record<GroupedRows['key'], readonly (readonly [string, string, string, string?])[]>
> = {
  kinds: [['latent', 'Latents', 'text']],
  lengths: [['k8', 'Eight trained vectors', 'latent', 'the full message']],
  others: [['cross-task', 'The latents of another task', 'none', 'no message']],
  swaps: [
    [
      'commitment-certain',
      'With the committing states replaced latents',
      'latent',
      'untouched ones',
    ],
    ['rest-certain', 'With all others replaced latents', 'latent', 'untouched ones'],
  ],
  perturbed: [],
};

export const PERCENT_TICKS = [0, 0.25, 0.5, 0.75, 1];
export const percentTick = (value: number): string => String(Math.round(100 * value));

function sentenceOf(card: Card, view: CardView, split: string, group: GroupedRows): string {
  const pairs = PAIRS[group.key].map(([condition, name, other, called]) => {
    const first = { view, condition };
    const second = { view, condition: other };
    return pairSentence(
      [name, called ?? WORDS[view]],
      findDifference(card, split, first, second),
      findRow(card, view, split, condition),
      findRow(card, view, split, other),
    );
  });
  if (group.key !== 'perturbed') return pairs.filter((pair) => pair !== '').join(' ');
  const rows = group.conditions.flat().filter((row) => row.split === split);
  return rangeSentence(rows, findRow(card, view, split, 'none'));
}

function splitsOf(rows: readonly CardRow[]): string {
  const splits = new Set(rows.map((row) => row.split));
  const words = [
    splits.has('unseen') ? 'filled: unseen scenes' : '',
    splits.has('seen') ? 'hollow: seen scenes' : '',
    splits.has('dev') ? 'hollow: dev scenes' : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}

export interface SuccessFigureProps {
  readonly card: Card;
  readonly view: CardView;
  readonly split: string;
  readonly group: GroupedRows;
}

/** Success within 20 steps of one group of conditions. */
export function SuccessFigure({ card, view, split, group }: SuccessFigureProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const rows = group.conditions.flat();
  const drawn: WhiskerRow[] = group.conditions.map(whiskerRow);
  const none = findRow(card, view, split, 'none');
  const disturbed = drawn.some((row) => row.disturbed)
    ? ', diamonds: not the game’s own message'
    : '';
  return (
    <Figure
      title={group.title}
      definition="success"
      subtitle={`% of games won within 20 steps, Wilson 95% interval; ${splitsOf(rows)}${disturbed}`}
      sentence={sentenceOf(card, view, split, group)}
      source={<CardSource card={card} rows={rows} />}
      table={rowsTable(rows)}
    >
      <div ref={frame}>
        {width > 0 && (
          <DotWhiskerPlot
            width={width}
            rows={drawn}
            domain={[0, 1]}
            ticks={PERCENT_TICKS}
            formatTick={percentTick}
            {...(none?.success20 == null
              ? {}
              : {
                  reference: {
                    value: none.success20,
                    name: `no message ${formatPercent(none.success20)}`,
                  },
                })}
            label={`${group.title}: ${whiskerWords(drawn, '%')}`}
          />
        )}
      </div>
    </Figure>
  );
}
