import { type ReactNode, useEffect } from 'react';
import { DotWhiskerPlot, type WhiskerRow } from '../plots/dot-whisker-plot';
import { formatCount, formatP, formatPercent, formatPoints } from '../plots/format';
import type { Card, CardRow, CardView } from '../shared/card';
import { findDifference, findRow, mainSplit } from '../state/card-view';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { useMeasurements } from '../state/measurements-context';
import { isBusy } from '../state/run-store';
import type { Words } from '../words/words';
import { Definition, type Term } from './definition';
import { Figure } from './figure';
import { rowsTable, splitName, whiskerRow, whiskerWords } from './models-rows';
import { CardSource } from './models-source';
import { Prose } from './prose';
import { useWidth } from './use-width';

export type ArticleWords = Words['article'];

/** A section: its heading, its text, and its figures beside or under it. */
export function Section(props: {
  title: string;
  paragraphs: readonly string[];
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, paragraphs, actions, children } = props;
  return (
    <section className="article-section" aria-label={title}>
      <div className="article-text">
        <h3>{title}</h3>
        {paragraphs.map((text) => (
          <Prose key={text} text={text} />
        ))}
        {actions !== undefined && <p className="article-actions">{actions}</p>}
      </div>
      <div className="article-figures">{children}</div>
    </section>
  );
}

/** What stands in a figure that has nothing to show yet, and what to press. */
export function Waiting({ text }: { text: string }) {
  const { article: words } = useWords();
  const phase = useLab(({ run }) => run.phase);
  const { play } = useActions();
  const busy = isBusy(phase) && phase !== 'opening';
  return (
    <div className="article-waiting">
      <p className="empty">{busy ? words.running : text}</p>
      {!busy && (
        <button type="button" className="button" onClick={play}>
          {words.run}
        </button>
      )}
    </div>
  );
}

/** The terms a figure uses, explained. */
export function Terms({ terms }: { terms: readonly Term[] }) {
  const { glossary } = useWords();
  return (
    <p className="article-terms">
      {terms.map((term) => (
        <Definition key={term} of={term}>
          {glossary.terms[term].term}
        </Definition>
      ))}
    </p>
  );
}

/** The card where it is there; else a sentence that says why not. */
export function useCard(): Card | null {
  const { card, load } = useMeasurements((state) => state);
  useEffect(load, [load]);
  return card.kind === 'present' ? card.data : null;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const showTick = (value: number): string => String(Math.round(100 * value));

export interface Side {
  readonly view: CardView;
  readonly condition: string;
  readonly name: string;
}

/** The paired difference of two conditions in words; empty where it was not measured. */
export function differenceSentence(
  words: ArticleWords,
  card: Card,
  first: Side,
  second: Side,
): string {
  const split = mainSplit(card, first.view) ?? '';
  const found = findDifference(card, split, first, second);
  if (found === null) return '';
  return words.difference(
    first.name,
    second.name,
    formatPoints(found.difference),
    found.ci95.map((end) => formatPercent(end)).join(', '),
    formatCount(found.games),
    found.p_holm < 0.001 ? '< 0.001' : `= ${formatP(found.p_holm)}`,
  );
}

export interface CardFigureProps {
  readonly title: string;
  /** In the order drawn; what the card has not is left out. */
  readonly rows: readonly (readonly [view: CardView, condition: string, name?: string])[];
  /** Made from the card. */
  readonly sentence: (card: Card) => string;
}

/** Success of a few conditions of the card, in the split that sentences speak of. */
export function CardFigure({ title, rows, sentence }: CardFigureProps) {
  const words = useWords();
  const { article, models } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const state = useMeasurements(({ card }) => card.kind);
  const card = useCard();
  const found = rows.flatMap(([view, condition, name]) => {
    const split = card && mainSplit(card, view);
    const row = card && split && findRow(card, view, split, condition);
    return row ? [{ row, name }] : [];
  });
  const drawn: WhiskerRow[] = found.map(({ row, name }, index) => {
    const plain = whiskerRow(words, [row]);
    return { ...plain, key: `${row.view} ${plain.key} ${index}`, name: name ?? plain.name };
  });
  const measured: CardRow[] = found.map(({ row }) => row);
  return (
    <Figure
      title={title}
      definition="cardSuccess"
      subtitle={article.cardSubtitle(splitName(models, measured[0]?.split ?? '…'))}
      sentence={card === null ? '' : sentence(card)}
      source={card !== null && <CardSource card={card} rows={measured} />}
      table={measured.length === 0 ? null : rowsTable(words, measured)}
    >
      <div ref={frame}>
        {card === null && (
          <p className="empty">{state === 'loading' ? article.readingCard : article.noCard}</p>
        )}
        {width > 0 && drawn.length > 0 && (
          <DotWhiskerPlot
            width={width}
            rows={drawn}
            domain={[0, 1]}
            ticks={TICKS}
            formatTick={showTick}
            label={models.spoken.titled(title, whiskerWords(models, drawn, '%'))}
          />
        )}
      </div>
      <Terms terms={['wilson', 'paired']} />
    </Figure>
  );
}
