import { conditionName } from '../plots/condition-names';
import { formatP, formatPoints, formatRate } from '../plots/format';
import type { Card, CardView } from '../shared/card';
import { PAPER_MODELS, paperFigures } from '../shared/paper';
import { bySplit, rowsOf } from '../state/card-view';
import { useWords } from '../state/language-context';
import { Figure } from './figure';
import { splitName } from './models-rows';
import { CardSource } from './models-source';

/** The paper's figures beside ours: of the planner view alone, which is its experiment. */
export function PaperFigure({ card, view }: { card: Card; view: CardView }) {
  const { models, conditions } = useWords();
  const { paper, columns } = models;
  const rows = rowsOf(card, view)
    .filter(({ split, condition }) => split !== 'dev' && paperFigures(condition) !== null)
    .toSorted(bySplit);
  if (rows.length === 0) return null;
  const seenOrUnseen = (split: string) => (split === 'unseen' ? 'unseen' : 'seen');
  return (
    <Figure
      title={paper.title}
      definition="paperSuccess"
      subtitle={paper.subtitle}
      source={
        <>
          <CardSource card={card} rows={rows} />
          <p>{paper.source}</p>
        </>
      }
      table={null}
      shown={{
        columns: [columns.message, columns.scenes, paper.here, ...PAPER_MODELS.map(paper.theirs)],
        rows: rows.map((row) => [
          conditionName(conditions, row.condition),
          splitName(models, row.split),
          formatRate(row.success20, row.success20_ci95),
          ...(paperFigures(row.condition) ?? []).map(
            (of) => of[seenOrUnseen(row.split)]?.toFixed(2) ?? '–',
          ),
        ]),
      }}
    />
  );
}

/** What quantization costs, and whether the page plays as the evaluation does. */
export function CheckFigures({ card, view }: { card: Card; view: CardView }) {
  const { models, conditions } = useWords();
  const { precision: shipped, page, columns } = models;
  const precision = (card.precision ?? []).filter((one) => one.view === view);
  const checks = (card.wasm_check ?? []).filter((one) => one.view === view);
  const measured = rowsOf(card, view);
  const of = (tested: readonly { split: string; condition: string; games: number }[]) =>
    tested.flatMap(({ split, condition, games }) =>
      measured
        .filter((row) => row.split === split && row.condition === condition)
        .map((row) => ({ ...row, games })),
    );
  return (
    <>
      {precision.length > 0 && (
        <Figure
          title={shipped.title}
          definition="precision"
          subtitle={shipped.subtitle}
          source={<CardSource card={card} rows={of(precision)} />}
          table={null}
          shown={{
            columns: [
              columns.message,
              columns.scenes,
              columns.games,
              shipped.columns.shipped,
              shipped.columns.full,
              shipped.columns.points,
              shipped.columns.p,
            ],
            rows: precision.map((one) => [
              conditionName(conditions, one.condition),
              splitName(models, one.split),
              one.games,
              formatRate(one.q8.rate, one.q8.ci95),
              formatRate(one.fp32.rate, one.fp32.ci95),
              `${formatPoints(one.difference)} [${one.ci95.map(formatPoints).join(', ')}]`,
              formatP(one.p),
            ]),
          }}
        />
      )}
      {checks.length > 0 && (
        <Figure
          title={page.title}
          definition="pageCheck"
          subtitle={page.subtitle}
          source={<CardSource card={card} rows={of(checks)} />}
          table={null}
          shown={{
            columns: [
              columns.message,
              columns.scenes,
              columns.games,
              page.columns.equal,
              page.columns.sameOutcome,
              columns.nearTies,
              page.columns.page,
              page.columns.evaluation,
            ],
            rows: checks.map((one) => [
              conditionName(conditions, one.condition),
              splitName(models, one.split),
              one.games,
              one.equal,
              one.equal_success,
              one.near_ties,
              formatRate(one.wasm.rate, one.wasm.ci95),
              formatRate(one.python.rate, one.python.ci95),
            ]),
          }}
        />
      )}
    </>
  );
}
