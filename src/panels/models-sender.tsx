import { conditionName } from '../plots/condition-names';
import { formatCount, formatMean, formatNats, formatPercent } from '../plots/format';
import type { Card, CardView } from '../shared/card';
import { bySplit, rowsOf } from '../state/card-view';
import { useWords } from '../state/language-context';
import { Figure } from './figure';
import { splitName } from './models-rows';
import { CardSource } from './models-source';
import { named } from './named';

const percent = (value: number | null | undefined): string =>
  value == null ? '' : formatPercent(value);
const nats = (value: number | null): string => (value === null ? '' : formatNats(value));

/** How unsure the sender is where its CoT commits to a place. */
export function CalibrationFigure({ card, view }: { card: Card; view: CardView }) {
  const { models } = useWords();
  const { calibration: say } = models;
  const found = card.calibration.filter((one) => one.view === view).toSorted(bySplit);
  const [first] = found;
  if (first === undefined) return null;
  const means = Object.entries(first.probability).map(
    ([word, mean]) => `${word} ${percent(mean)}%`,
  );
  const truths = Object.keys(first.probability).map((word) => `${percent(first.true[word])}%`);
  const dates = rowsOf(card, view);
  return (
    <Figure
      title={say.title}
      definition="calibration"
      subtitle={say.subtitle}
      sentence={say.sentence(
        means,
        truths,
        splitName(models, first.split),
        formatCount(first.targets),
      )}
      source={
        <CardSource
          card={card}
          rows={dates.filter(({ split }) => found.some((one) => one.split === split))}
        />
      }
      table={null}
      shown={{
        columns: [
          models.columns.scenes,
          say.columns.report,
          say.columns.probability,
          say.columns.committed,
          say.columns.true,
        ],
        rows: found.flatMap((one) =>
          Object.entries(one.probability).map(([word, mean]) => [
            splitName(models, one.split),
            word,
            percent(mean),
            percent(one.committed[word] ?? 0),
            percent(one.true[word] ?? 0),
          ]),
        ),
      }}
    >
      <p>
        {say.entropies(
          found.map((one) =>
            say.entropy(
              splitName(models, one.split),
              nats(one.entropy_mean),
              nats(one.entropy_median),
              percent(one.top_share_mean),
            ),
          ),
        )}
      </p>
    </Figure>
  );
}

/** What the sender writes: length, entropy, truth. */
export function ThoughtFigure({ card, view }: { card: Card; view: CardView }) {
  const { models } = useWords();
  const { thoughts: say, columns } = models;
  const found = card.thoughts.filter((one) => one.view === view).toSorted(bySplit);
  if (found.length === 0) return null;
  const optional = (name: string, values: readonly (number | null)[]) =>
    values.some((value) => value !== null) ? [name] : [];
  const truth = optional(
    say.columns.truth,
    found.map((one) => one.true_places),
  );
  const every = optional(
    say.columns.every,
    found.map((one) => one.every_candidate),
  );
  return (
    <Figure
      title={say.title}
      definition="thoughts"
      subtitle={say.subtitle}
      source={
        <CardSource
          card={card}
          rows={rowsOf(card, view).filter(({ split }) => found.some((one) => one.split === split))}
        />
      }
      table={null}
      shown={{
        columns: [
          columns.scenes,
          columns.games,
          say.columns.tokens,
          say.columns.words,
          say.columns.entropy,
          ...truth,
          ...every,
        ],
        rows: found.map((one) => [
          splitName(models, one.split),
          one.games,
          formatMean(one.tokens),
          formatMean(one.words),
          nats(one.entropy),
          ...truth.map(() => percent(one.true_places)),
          ...every.map(() => percent(one.every_candidate)),
        ]),
      }}
    />
  );
}

/** How many words a latent step keeps open. */
export function BreadthFigure({ card, view }: { card: Card; view: CardView }) {
  const { models, conditions } = useWords();
  const { breadth: say, columns } = models;
  const found = (card.breadth ?? []).filter((one) => one.view === view).toSorted(bySplit);
  if (found.length === 0) return null;
  const range = ({ median, quartiles }: (typeof found)[number]['effective']) =>
    `${formatMean(median)} [${quartiles.map(formatMean).join(', ')}]`;
  return (
    <Figure
      title={say.title}
      definition="breadthCard"
      subtitle={say.subtitle}
      source={
        <CardSource
          card={card}
          rows={rowsOf(card, view).flatMap((row) => {
            const of = found.find(
              (one) => one.split === row.split && one.message === row.condition,
            );
            return of === undefined ? [] : [{ ...row, games: of.games }];
          })}
        />
      }
      table={null}
      shown={{
        columns: [
          columns.message,
          columns.scenes,
          say.columns.step,
          columns.games,
          say.columns.share,
          say.columns.entropy,
          say.columns.hypotheses,
        ],
        rows: found.map((one) => [
          conditionName(conditions, one.message),
          splitName(models, one.split),
          named(say.steps, one.step),
          one.games,
          one.top_share_median.toFixed(2),
          nats(one.entropy.median),
          range(one.effective),
        ]),
      }}
    />
  );
}
