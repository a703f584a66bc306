import { pairSentence, rangeSentence } from '../plots/card-sentences';
import { conditionName } from '../plots/condition-names';
import { DotWhiskerPlot, type WhiskerRow } from '../plots/dot-whisker-plot';
import { formatPercent } from '../plots/format';
import type { Card, CardRow, CardView } from '../shared/card';
import { findDifference, findRow, type GroupedRows } from '../state/card-view';
import { useWords } from '../state/language-context';
import type { Words } from '../words/words';
import { Figure } from './figure';
import { rowsTable, whiskerRow, whiskerWords } from './models-rows';
import { CardSource } from './models-source';
import { useWidth } from './use-width';

type SideName = Exclude<keyof Words['models']['sides'], 'words'>;

/** A condition and its name, what it stands against and its name; words are called by the view. */
type Pair = readonly [condition: string, name: SideName, other: string, called?: SideName];

/** The comparisons that a group is about. */
const PAIRS: Readonly<Record<GroupedRows['key'], readonly Pair[]>> = {
  kinds: [['latent', 'latent', 'text']],
  lengths: [['k8', 'trained', 'latent', 'full']],
  others: [['cross-task', 'cross', 'none', 'none']],
  swaps: [
    ['commitment-certain', 'commitment', 'latent', 'untouched'],
    ['rest-certain', 'rest', 'latent', 'untouched'],
  ],
  perturbed: [],
};

export const PERCENT_TICKS = [0, 0.25, 0.5, 0.75, 1];
export const percentTick = (value: number): string => String(Math.round(100 * value));

function sentenceOf(
  words: Words,
  card: Card,
  view: CardView,
  split: string,
  group: GroupedRows,
): string {
  const { sides, sentences } = words.models;
  const pairs = PAIRS[group.key].map(([condition, name, other, called]) => {
    const first = { view, condition };
    const second = { view, condition: other };
    return pairSentence(
      sentences,
      [sides[name], called === undefined ? sides.words[view] : sides[called]],
      findDifference(card, split, first, second),
      findRow(card, view, split, condition),
      findRow(card, view, split, other),
    );
  });
  if (group.key !== 'perturbed') {
    return words.models.together(pairs.filter((pair) => pair !== ''));
  }
  const rows = group.conditions.flat().filter((row) => row.split === split);
  const nameOf = (condition: string): string => conditionName(words.conditions, condition);
  return rangeSentence(sentences, nameOf, rows, findRow(card, view, split, 'none'));
}

/** What the marks of these rows mean. */
function marksOf(
  { marks }: Words['models']['success'],
  rows: readonly CardRow[],
  disturbed: boolean,
): string[] {
  const splits = new Set(rows.map((row) => row.split));
  const drawn = (['unseen', 'seen', 'dev'] as const).filter((split) => splits.has(split));
  return [...drawn.map((split) => marks[split]), ...(disturbed ? [marks.disturbed] : [])];
}

export interface SuccessFigureProps {
  readonly card: Card;
  readonly view: CardView;
  readonly split: string;
  readonly group: GroupedRows;
}

/** Success within 20 steps of one group of conditions. */
export function SuccessFigure({ card, view, split, group }: SuccessFigureProps) {
  const words = useWords();
  const { success, spoken } = words.models;
  const [frame, width] = useWidth<HTMLDivElement>();
  const rows = group.conditions.flat();
  const drawn: WhiskerRow[] = group.conditions.map((of) => whiskerRow(words, of));
  const none = findRow(card, view, split, 'none');
  const title = success.titles[group.key];
  const disturbed = drawn.some((row) => row.disturbed);
  return (
    <Figure
      title={title}
      definition="success"
      subtitle={success.subtitle(marksOf(success, rows, disturbed))}
      sentence={sentenceOf(words, card, view, split, group)}
      source={<CardSource card={card} rows={rows} />}
      table={rowsTable(words, rows)}
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
                    name: success.reference(formatPercent(none.success20)),
                  },
                })}
            label={spoken.titled(title, whiskerWords(words.models, drawn, '%'))}
          />
        )}
      </div>
    </Figure>
  );
}
