import { conditionChannel, conditionName, isDisturbed } from '../plots/condition-names';
import { DotWhiskerPlot, type WhiskerRow } from '../plots/dot-whisker-plot';
import { formatP, formatPoints } from '../plots/format';
import type { Card, CardDifference, CardView } from '../shared/card';
import { rowsOf } from '../state/card-view';
import { useWords } from '../state/language-context';
import type { Words } from '../words/words';
import { Figure } from './figure';
import { splitName, whiskerWords } from './models-rows';
import { CardSource } from './models-source';
import { useWidth } from './use-width';

type Side = CardDifference['first'];

function nameOf({ conditions, models, rail }: Words, side: Side, view: CardView): string {
  const name = conditionName(conditions, side.condition);
  return side.view === view ? name : models.differences.ofView(name, rail.views[side.view]);
}

function interval(ends: readonly number[]): string {
  return `[${ends.map(formatPoints).join(', ')}]`;
}

/** The claims of a view, or where it has none what its latents are to text and to no message. */
function chosen(card: Card, view: CardView, split: string): CardDifference[] {
  const of = card.differences.filter((one) => one.split === split && one.first.view === view);
  const claims = of.filter(({ family }) => family.startsWith('claims'));
  return claims.length > 0 ? claims : of.filter(({ first }) => first.condition === 'latent');
}

/** The half-width of a scale about 0 that holds all intervals: a multiple of ten points. */
function reach(differences: readonly CardDifference[]): number {
  const ends = differences.flatMap(({ ci95 }) => ci95.map(Math.abs));
  return Math.max(0.1, Math.ceil(10 * Math.max(0, ...ends)) / 10);
}

/** Paired differences over the same games. */
export function DifferenceFigure(props: { card: Card; view: CardView; split: string }) {
  const { card, view, split } = props;
  const words = useWords();
  const { models } = words;
  const { differences: say, columns } = models;
  const [frame, width] = useWidth<HTMLDivElement>();
  const drawn = chosen(card, view, split);
  const all = card.differences.filter((one) => one.first.view === view);
  if (all.length === 0) return null;
  const end = reach(drawn);
  const clear = drawn.filter(({ p_holm }) => p_holm < 0.05).length;
  const rows: WhiskerRow[] = drawn.map((one) => ({
    key: `${one.first.condition} ${one.second.view} ${one.second.condition}`,
    name: nameOf(words, one.first, view),
    detail: say.minus(nameOf(words, one.second, view)),
    channel: conditionChannel(one.first.condition),
    disturbed: isDisturbed(one.first.condition),
    marks: [
      {
        key: split,
        value: one.difference,
        low: one.ci95[0],
        high: one.ci95[1],
        text: formatPoints(one.difference),
        filled: split === 'unseen',
      },
    ],
  }));
  const measured = rowsOf(card, view);
  return (
    <Figure
      title={say.title}
      definition="differences"
      subtitle={say.subtitle(splitName(models, split))}
      sentence={drawn.length === 0 ? '' : say.sentence(clear, drawn.length)}
      source={
        <CardSource
          card={card}
          rows={measured.map((row) => ({ ...row, games: all[0]?.games ?? row.games }))}
        />
      }
      table={{
        columns: [
          say.columns.first,
          say.columns.second,
          say.columns.family,
          columns.scenes,
          columns.games,
          say.columns.firstOnly,
          say.columns.secondOnly,
          say.columns.points,
          say.columns.interval,
          say.columns.p,
          say.columns.holm,
        ],
        rows: all.map((one) => [
          nameOf(words, one.first, view),
          nameOf(words, one.second, view),
          one.family,
          splitName(models, one.split),
          one.games,
          one.first_only,
          one.second_only,
          formatPoints(one.difference),
          interval(one.ci95),
          formatP(one.p),
          formatP(one.p_holm),
        ]),
      }}
    >
      <div ref={frame}>
        {width > 0 && drawn.length > 0 && (
          <DotWhiskerPlot
            width={width}
            rows={rows}
            domain={[-end, end]}
            ticks={[-end, -end / 2, 0, end / 2, end]}
            formatTick={(value) => (value === 0 ? '0' : formatPoints(value).replace('.0', ''))}
            reference={{ value: 0, name: say.none }}
            label={models.spoken.titled(say.plot, whiskerWords(models, rows, models.spoken.points))}
          />
        )}
        {drawn.length === 0 && <p className="empty">{say.empty}</p>}
      </div>
    </Figure>
  );
}
