import type { BatchFile } from '../lab/batch-file';
import { formatPercent, formatRate } from '../plots/format';
import { RateLinesPlot } from '../plots/rate-lines-plot';
import { type BatchPoint, sweepsOf } from '../state/batch-view';
import { useBatchWords } from '../state/use-batch-words';
import { BatchSource } from './batch-source';
import { Figure } from './figure';
import { useWidth } from './use-width';

export interface SweepFigureProps {
  readonly batch: BatchFile;
  readonly points: readonly BatchPoint[];
  /** The scenes, and that it is provisional where it is. */
  readonly split: string;
}

/** Success by strength, where a perturbation was played at several. */
export function SweepFigure({ batch, points, split }: SweepFigureProps) {
  const { batch: all, batchReport, disturbance } = useBatchWords();
  const words = all.plots;
  const [frame, width] = useWidth<HTMLDivElement>();
  const none = points.find(({ channel }) => channel === 'none');
  const sweeps = sweepsOf(points);
  if (sweeps.length === 0) return null;
  const lines = sweeps.map(({ key, point, points: values }, pattern) => {
    const { perturbation, compression } = point.condition.message;
    const kind = perturbation.kind === 'none' ? '' : disturbance.kinds[perturbation.kind];
    const base = compression === 'full' ? '' : `, ${compression}`;
    return { key, name: `${kind}${base}`, channel: point.channel, pattern, points: values };
  });
  const falls = lines.flatMap(({ name, points: values }) => {
    const [first, last] = [values[0], values.at(-1)];
    if (!first || !last) return [];
    return [words.falls(name, formatPercent(first.value), formatPercent(last.value), `${last.x}`)];
  });
  return (
    <Figure
      title={words.sweep.title}
      definition="batchSweep"
      subtitle={words.sweep.subtitle(split)}
      source={<BatchSource batch={batch} />}
      sentence={falls.slice(0, 3).join(' ')}
      table={{
        columns: [words.columns.message, words.sweep.x, words.columns.success],
        rows: lines.flatMap(({ name, points: values }) =>
          values.map(({ x, value, low, high }) => [name, `${x}`, formatRate(value, [low, high])]),
        ),
      }}
    >
      <div ref={frame}>
        {width > 0 && (
          <RateLinesPlot
            width={width}
            lines={lines}
            steps={false}
            unit={words.sweep.x}
            {...(none?.figures.success == null
              ? {}
              : { reference: { value: none.figures.success, name: batchReport.conditions.none } })}
            label={`${words.sweep.title}: ${falls.join(' ')}`}
          />
        )}
      </div>
    </Figure>
  );
}
