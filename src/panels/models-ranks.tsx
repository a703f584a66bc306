import { rankSentence } from '../plots/card-sentences';
import { conditionChannel, conditionName } from '../plots/condition-names';
import { DotWhiskerPlot, type WhiskerRow } from '../plots/dot-whisker-plot';
import { formatCount, formatPercent, formatRate } from '../plots/format';
import type { Card, CardView } from '../shared/card';
import { findRow, rowsOf } from '../state/card-view';
import { useWords } from '../state/language-context';
import { Figure } from './figure';
import { splitName, tasksTable, whiskerWords } from './models-rows';
import { CardSource } from './models-source';
import { PERCENT_TICKS, percentTick } from './models-success';
import { useWidth } from './use-width';

const DRAWN = ['none', 'text', 'latent', 'k8'];

/** Success by how reliable the true report was called. */
export function RankFigure({ card, view, split }: { card: Card; view: CardView; split: string }) {
  const words = useWords();
  const { models, conditions } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const all = rowsOf(card, view).filter((row) => row.split === split);
  const measured = all.filter((row) => Object.keys(row.by_truth_rank).length > 0);
  const ranks = [...new Set(measured.flatMap((row) => Object.keys(row.by_truth_rank)))];
  if (ranks.length === 0) return null;
  const rows: WhiskerRow[] = ranks.flatMap((rank) =>
    measured
      .filter((row) => DRAWN.includes(row.condition))
      .map((row, index) => {
        const found = row.by_truth_rank[rank];
        const known = found != null && found.rate !== null;
        const heading = models.ranks.heading(rank, formatCount(found?.games ?? 0));
        return {
          key: `${rank} ${row.condition}`,
          name: conditionName(conditions, row.condition),
          detail: '',
          channel: conditionChannel(row.condition),
          disturbed: false,
          ...(index === 0 ? { heading } : {}),
          marks: known
            ? [
                {
                  key: rank,
                  value: found.rate ?? 0,
                  low: found.ci95[0],
                  high: found.ci95[1],
                  text: formatPercent(found.rate ?? 0),
                  filled: split === 'unseen',
                },
              ]
            : [],
        };
      }),
  );
  return (
    <Figure
      title={models.ranks.title}
      definition="ranks"
      subtitle={models.ranks.subtitle(splitName(models, split))}
      sentence={rankSentence(
        models.sentences,
        findRow(card, view, split, 'latent'),
        findRow(card, view, split, 'text'),
      )}
      source={<CardSource card={card} rows={measured} />}
      table={{
        columns: [
          models.columns.message,
          ...ranks.flatMap((rank) => [models.ranks.games(rank), models.ranks.rate(rank)]),
        ],
        rows: measured.map((row) => [
          conditionName(conditions, row.condition),
          ...ranks.flatMap((rank) => {
            const found = row.by_truth_rank[rank];
            return found === undefined
              ? ['', '']
              : [found.games, formatRate(found.rate, found.ci95)];
          }),
        ]),
      }}
    >
      <div ref={frame}>
        {width > 0 && (
          <DotWhiskerPlot
            width={width}
            rows={rows}
            domain={[0, 1]}
            ticks={PERCENT_TICKS}
            formatTick={percentTick}
            label={whiskerWords(models, rows, '%')}
          />
        )}
      </div>
    </Figure>
  );
}

/** Success by type of task: a table. */
export function TaskFigure({ card, view, split }: { card: Card; view: CardView; split: string }) {
  const words = useWords();
  const { tasks } = words.models;
  const rows = rowsOf(card, view).filter((row) => row.split === split);
  const table = tasksTable(words, rows);
  if (table === null) return null;
  return (
    <Figure
      title={tasks.title}
      definition="taskTypes"
      subtitle={tasks.subtitle(splitName(words.models, split))}
      source={<CardSource card={card} rows={rows} />}
      table={null}
      shown={table}
    />
  );
}
