import { conditionName } from '../plots/condition-names';
import { formatCount, formatMean, formatNats, formatPercent } from '../plots/format';
import type { Card, CardView } from '../shared/card';
import { bySplit, rowsOf } from '../state/card-view';
import { Figure } from './figure';
import { CardSource } from './models-source';

const percent = (value: number | null | undefined): string =>
  value == null ? '' : formatPercent(value);
const nats = (value: number | null): string => (value === null ? '' : formatNats(value));

/** How unsure the sender is where its CoT commits to a place. */
export function CalibrationFigure({ card, view }: { card: Card; view: CardView }) {
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
      title="How unsure the sender is"
      definition="calibration"
      subtitle="mean probability of each reported place, by its reliability word, where the CoT commits to one; entropy in nats"
      sentence={`At the commitment the sender gives the places ${means.join(', ')}; they were the true ones in ${truths.join(', ')} (${first.split} scenes, ${formatCount(first.targets)} targets).`}
      source={
        <CardSource
          card={card}
          rows={dates.filter(({ split }) => found.some((one) => one.split === split))}
        />
      }
      table={null}
      shown={{
        columns: ['Scenes', 'Report', 'Mean probability %', 'Committed to %', 'True %'],
        rows: found.flatMap((one) =>
          Object.entries(one.probability).map(([word, mean]) => [
            one.split,
            word,
            percent(mean),
            percent(one.committed[word] ?? 0),
            percent(one.true[word] ?? 0),
          ]),
        ),
      }}
    >
      <p>
        {found
          .map(
            (one) =>
              `${one.split}: entropy ${nats(one.entropy_mean)} nats (median ${nats(one.entropy_median)}), largest share ${percent(one.top_share_mean)}%`,
          )
          .join('; ')}
        .
      </p>
    </Figure>
  );
}

/** What the sender writes: length, entropy, truth. */
export function ThoughtFigure({ card, view }: { card: Card; view: CardView }) {
  const found = card.thoughts.filter((one) => one.view === view).toSorted(bySplit);
  if (found.length === 0) return null;
  const optional = (name: string, values: readonly (number | null)[]) =>
    values.some((value) => value !== null) ? [name] : [];
  const truth = optional(
    'Names the true places %',
    found.map((one) => one.true_places),
  );
  const every = optional(
    'Names every place %',
    found.map((one) => one.every_candidate),
  );
  return (
    <Figure
      title="What the sender writes"
      definition="thoughts"
      subtitle="means over games; entropy in nats a choice of token"
      source={
        <CardSource
          card={card}
          rows={rowsOf(card, view).filter(({ split }) => found.some((one) => one.split === split))}
        />
      }
      table={null}
      shown={{
        columns: ['Scenes', 'Games', 'Tokens', 'Words', 'Entropy', ...truth, ...every],
        rows: found.map((one) => [
          one.split,
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

const STEPS: Readonly<Record<string, string>> = {
  name: 'where a thing is named',
  'commitment-1': 'before the commitment',
  commitment: 'at the commitment',
  'commitment+1': 'after the commitment',
};

/** How many words a latent step keeps open. */
export function BreadthFigure({ card, view }: { card: Card; view: CardView }) {
  const found = (card.breadth ?? []).filter((one) => one.view === view).toSorted(bySplit);
  if (found.length === 0) return null;
  const range = ({ median, quartiles }: (typeof found)[number]['effective']) =>
    `${formatMean(median)} [${quartiles.map(formatMean).join(', ')}]`;
  return (
    <Figure
      title="What a latent step keeps open"
      definition="breadthCard"
      subtitle="each step through the LM head of the model that wrote it, temperature 1: largest share of the top 10, entropy in nats, effective number of hypotheses (e to the entropy); median [quartiles] over games"
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
          'Message',
          'Scenes',
          'Step',
          'Games',
          'Largest share, median',
          'Entropy, median',
          'Hypotheses',
        ],
        rows: found.map((one) => [
          conditionName(one.message),
          one.split,
          STEPS[one.step] ?? one.step,
          one.games,
          one.top_share_median.toFixed(2),
          nats(one.entropy.median),
          range(one.effective),
        ]),
      }}
    />
  );
}
