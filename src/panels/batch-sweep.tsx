import type { BatchFile } from '../lab/batch-file';
import { formatPercent, formatRate } from '../plots/format';
import { MOST_BANDS, RateLinesPlot } from '../plots/rate-lines-plot';
import { type BatchPoint, sweepName, sweepsOf } from '../state/batch-view';
import { useBatchWords } from '../state/use-batch-words';
import { BatchSource } from './batch-source';
import { Figure, openerOf } from './figure';
import { useWidth } from './use-width';

export interface SweepFigureProps {
  readonly batch: BatchFile;
  readonly points: readonly BatchPoint[];
  /** The scenes, and that it is provisional where it is. */
  readonly split: string;
  readonly selected: string | null;
  readonly onSelect: (condition: string) => void;
}

/** So many series are told in a sentence each. */
const MOST_TOLD = 6;

/** Success by strength, where a perturbation was played at several. */
export function SweepFigure({ batch, points, split, selected, onSelect }: SweepFigureProps) {
  const { batch: all, batchReport, language } = useBatchWords();
  const words = all.plots;
  const [frame, width] = useWidth<HTMLDivElement>();
  const none = points.find(({ channel }) => channel === 'none');
  const sweeps = sweepsOf(points);
  if (sweeps.length === 0) return null;
  const lines = sweeps.map((sweep, pattern) => {
    const { key, point, points: values } = sweep;
    const name = sweepName(sweep, batchReport.conditions);
    return { key, name, channel: point.channel, pattern, points: values };
  });
  const ids = new Map(points.map(({ id, name }) => [name, id]));
  const falls = lines.flatMap(({ name, points: values }) => {
    const [first, last] = [values[0], values.at(-1)];
    if (!first || !last) return [];
    return [words.falls(name, formatPercent(first.value), formatPercent(last.value), `${last.x}`)];
  });
  return (
    <div className="batch-wide">
      <Figure
        title={words.sweep.title}
        definition="batchSweep"
        subtitle={`${words.sweep.subtitle(split)}${lines.length <= MOST_BANDS ? words.bands : ''}`}
        source={<BatchSource batch={batch} />}
        sentence={language.sentences([
          ...falls.slice(0, MOST_TOLD),
          falls.length > MOST_TOLD && words.more(`${falls.length - MOST_TOLD}`),
        ])}
        table={{
          columns: [words.columns.message, words.sweep.x, words.columns.success],
          rows: lines.flatMap(({ points: values }) =>
            values.map(({ x, value, low, high, opens }) => [
              opens.name,
              x,
              formatRate(value, [low, high]),
            ]),
          ),
          opener: openerOf(ids, onSelect),
        }}
      >
        <div ref={frame}>
          {width > 0 && (
            <RateLinesPlot
              width={width}
              lines={lines}
              steps={false}
              unit={words.sweep.x}
              selected={selected}
              onSelect={onSelect}
              {...(none?.figures.success == null
                ? {}
                : {
                    reference: { value: none.figures.success, name: batchReport.conditions.none },
                  })}
              label={`${words.sweep.title}: ${falls.join(' ')}`}
            />
          )}
        </div>
      </Figure>
    </div>
  );
}
