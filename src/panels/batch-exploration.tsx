import type { BatchFile } from '../lab/batch-file';
import { formatMean, shorten } from '../plots/format';
import { MessageSizePlot } from '../plots/message-size-plot';
import type { BatchPoint } from '../state/batch-view';
import { useBatchWords } from '../state/use-batch-words';
import type { FigureTerm } from '../words/words';
import { BatchSource } from './batch-source';
import { Figure, openerOf } from './figure';
import { useWidth } from './use-width';

/** The undisturbed conditions first; the table behind the plot has all. */
const MOST_BARS = 10;
/** Characters of a name that fit before a bar. */
const NAME = 15;

const percentOf = (share: number | null): number | null => (share === null ? null : 100 * share);

interface MeasureProps {
  readonly batch: BatchFile;
  readonly points: readonly BatchPoint[];
  readonly title: string;
  readonly definition: FigureTerm;
  readonly subtitle: string;
  readonly value: (point: BatchPoint) => number | null;
  readonly format: (value: number) => string;
  readonly selected: string | null;
  readonly onSelect: (condition: string) => void;
}

function Measure(props: MeasureProps) {
  const { batch, points, title, definition, subtitle, value, format, selected, onSelect } = props;
  const words = useBatchWords().batch.plots;
  const [frame, width] = useWidth<HTMLDivElement>();
  const measured = points.flatMap((point) => {
    const found = value(point);
    return found === null ? [] : [{ point, found }];
  });
  const drawn = [
    ...measured.filter(({ point }) => !point.disturbed),
    ...measured.filter(({ point }) => point.disturbed),
  ].slice(0, MOST_BARS);
  const order = measured.toSorted((a, b) => b.found - a.found);
  const [most, least] = [order[0], order.at(-1)];
  return (
    <Figure
      title={title}
      definition={definition}
      subtitle={subtitle}
      source={<BatchSource batch={batch} />}
      sentence={
        most && least && most !== least
          ? words.most(most.point.name, format(most.found), least.point.name, format(least.found))
          : ''
      }
      table={{
        columns: [words.columns.message, words.columns.games, words.columns.value],
        rows: measured.map(({ point, found }) => [point.name, point.figures.games, format(found)]),
        opener: openerOf(new Map(points.map(({ id, name }) => [name, id])), onSelect),
      }}
    >
      <div ref={frame}>
        {width > 0 && (
          <MessageSizePlot
            width={width}
            bars={drawn.map(({ point, found }) => {
              const [name = '', ...details] = point.name.split(/[,，]\s*/);
              return {
                lane: point.id,
                name: shorten(name, NAME),
                detail: shorten(details.join(', '), NAME + 2),
                channel: point.channel,
                value: found,
                disturbed: point.disturbed,
              };
            })}
            format={format}
            formatTick={String}
            selected={selected}
            onSelect={onSelect}
            nameOf={(id) => points.find((point) => point.id === id)?.name ?? id}
            label={`${title}: ${measured.map(({ point, found }) => words.value(point.name, format(found))).join('; ')}`}
          />
        )}
      </div>
      {drawn.length < measured.length && (
        <p className="note">{words.others(`${measured.length - drawn.length}`)}</p>
      )}
    </Figure>
  );
}

export interface ExplorationFiguresProps {
  readonly batch: BatchFile;
  readonly points: readonly BatchPoint[];
  readonly split: string;
  readonly selected: string | null;
  readonly onSelect: (condition: string) => void;
}

/** How the actor searches: places visited, repeats, commands that the game does not admit. */
export function ExplorationFigures({ split, ...shared }: ExplorationFiguresProps) {
  const words = useBatchWords().batch.plots.exploration;
  return (
    <>
      <Measure
        {...shared}
        title={words.receptacles}
        definition="batchPlaces"
        subtitle={words.receptaclesSubtitle(split)}
        value={({ figures }) => figures.receptacles}
        format={formatMean}
      />
      <Measure
        {...shared}
        title={words.repeated}
        definition="batchRepeated"
        subtitle={words.repeatedSubtitle(split)}
        value={({ figures }) => percentOf(figures.repeatedShare)}
        format={formatMean}
      />
      <Measure
        {...shared}
        title={words.inadmissible}
        definition="batchInvalid"
        subtitle={words.inadmissibleSubtitle(split)}
        value={({ figures }) => percentOf(figures.inadmissibleShare)}
        format={formatMean}
      />
    </>
  );
}
