import { conditionName } from '../plots/condition-names';
import { formatCount, formatP, formatPoints, formatRate } from '../plots/format';
import type { Card, CardView } from '../shared/card';
import { PAPER_MODELS, paperFigures } from '../shared/paper';
import { bySplit, rowsOf } from '../state/card-view';
import { Figure } from './figure';
import { CardSource } from './models-source';

/** The paper's figures beside ours: of the planner view alone, which is its experiment. */
export function PaperFigure({ card, view }: { card: Card; view: CardView }) {
  const rows = rowsOf(card, view)
    .filter(({ split, condition }) => split !== 'dev' && paperFigures(condition) !== null)
    .toSorted(bySplit);
  if (rows.length === 0) return null;
  const seenOrUnseen = (split: string) => (split === 'unseen' ? 'unseen' : 'seen');
  return (
    <Figure
      title="Beside the paper"
      definition="paperSuccess"
      subtitle="% of games won within 20 steps; the paper’s figures are the paper’s: other models, and plans longer than ours"
      source={
        <>
          <CardSource card={card} rows={rows} />
          <p>The paper: arXiv 2511.09149, tables 1 and 3, as printed.</p>
        </>
      }
      table={null}
      shown={{
        columns: [
          'Message',
          'Scenes',
          'Here [95%]',
          ...PAPER_MODELS.map((model) => `The paper’s ${model}`),
        ],
        rows: rows.map((row) => [
          conditionName(row.condition),
          row.split,
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
          title="What quantization costs"
          definition="precision"
          subtitle="% of games won within 20 steps: the shipped 8-bit files against the same models in float32, same games"
          source={<CardSource card={card} rows={of(precision)} />}
          table={null}
          shown={{
            columns: ['Message', 'Scenes', 'Games', '8 bits [95%]', 'float32 [95%]', 'Points', 'p'],
            rows: precision.map((one) => [
              conditionName(one.condition),
              one.split,
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
          title="The page against the evaluation"
          definition="pageCheck"
          subtitle="the same games by this page’s own code on WebAssembly: won at the same step, or lost by both"
          source={<CardSource card={card} rows={of(checks)} />}
          table={null}
          shown={{
            columns: [
              'Message',
              'Scenes',
              'Games',
              'Equal',
              'Same outcome',
              'Near ties',
              'Page',
              'Evaluation',
            ],
            rows: checks.map((one) => [
              conditionName(one.condition),
              one.split,
              one.games,
              one.equal,
              `${formatCount(one.equal_success)}`,
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
