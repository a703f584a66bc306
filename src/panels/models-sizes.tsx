import { conditionName } from '../plots/condition-names';
import { DotWhiskerPlot } from '../plots/dot-whisker-plot';
import { formatPercent, formatRate } from '../plots/format';
import type { Card, CardRow, CardView } from '../shared/card';
import { pairRows, type RowPair, widestPair } from '../state/card-pairs';
import { useWords } from '../state/language-context';
import { Figure } from './figure';
import { successMark, whiskerRow, whiskerWords } from './models-rows';
import { CardSource } from './models-source';
import { PERCENT_TICKS, percentTick } from './models-success';
import { useWidth } from './use-width';

interface SizesFigureProps {
  readonly view: CardView;
  readonly split: string;
  /** Each tier's name and card, the smaller first. */
  readonly tiers: readonly [SizedCard, SizedCard];
}

export interface SizedCard {
  readonly name: string;
  readonly card: Card;
}

/** The same kinds of message to two sizes of models, on the same unseen games. */
export function SizesFigure({ view, split, tiers: [smaller, larger] }: SizesFigureProps) {
  const words = useWords();
  const { sizes, spoken, columns } = words.models;
  const [frame, width] = useWidth<HTMLDivElement>();
  const pairs = pairRows(smaller.card, larger.card, view, split);
  if (pairs.length === 0) return null;
  const drawn = pairs.map(({ first, second }) => ({
    ...whiskerRow(words, [first]),
    detail: '',
    marks: [...successMark(second, larger.name, true), ...successMark(first, smaller.name, false)],
  }));
  const nameOf = ({ first }: RowPair): string => conditionName(words.conditions, first.condition);
  const widest = widestPair(pairs);
  const percent = (row: CardRow): string => formatPercent(row.success20 ?? 0);
  return (
    <Figure
      title={sizes.title}
      definition="success"
      subtitle={sizes.subtitle(larger.name, smaller.name)}
      sentence={
        widest === null
          ? sizes.none
          : sizes.widest(
              nameOf(widest),
              smaller.name,
              percent(widest.first),
              larger.name,
              percent(widest.second),
            )
      }
      source={<CardSource card={larger.card} rows={pairs.map(({ second }) => second)} />}
      table={{
        columns: [columns.message, smaller.name, columns.games, larger.name, columns.games],
        rows: pairs.map((pair) => [
          nameOf(pair),
          formatRate(pair.first.success20, pair.first.success20_ci95),
          pair.first.games,
          formatRate(pair.second.success20, pair.second.success20_ci95),
          pair.second.games,
        ]),
      }}
    >
      <div ref={frame}>
        {width > 0 && (
          <DotWhiskerPlot
            width={width}
            rows={drawn}
            domain={[0, 1]}
            ticks={PERCENT_TICKS}
            formatTick={percentTick}
            label={spoken.titled(sizes.title, whiskerWords(words.models, drawn, '%'))}
          />
        )}
      </div>
    </Figure>
  );
}
