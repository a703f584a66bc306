import { useMemo } from 'react';
import type { BatchFile } from '../lab/batch-file';
import type { SenderView } from '../lab/sender-views';
import { formatCount, formatMilliseconds, formatPercent, formatRate } from '../plots/format';
import { MOST_BANDS, RateLinesPlot } from '../plots/rate-lines-plot';
import { SuccessScatterPlot } from '../plots/success-scatter-plot';
import { plannedEpisodesOf } from '../state/batch-data';
import {
  type BatchPoint,
  mostOftenWon,
  paretoFront,
  pointsOf,
  stepCurve,
} from '../state/batch-view';
import { useBatchWords } from '../state/use-batch-words';
import { BreadthFigure } from './batch-breadth';
import { ExplorationFigures } from './batch-exploration';
import { BatchSource } from './batch-source';
import { SweepFigure } from './batch-sweep';
import { Figure, openerOf } from './figure';
import { useWidth } from './use-width';

export interface BatchPlotProps {
  readonly batch: BatchFile;
  readonly view: SenderView;
  /** Null: imported games. */
  readonly split: string | null;
  readonly selected: string | null;
  /** By the condition's id. */
  readonly onSelect: (condition: string) => void;
}

interface PointsProps {
  readonly batch: BatchFile;
  readonly points: readonly BatchPoint[];
  /** The scenes, and that it is provisional where it is. */
  readonly split: string;
  readonly selected: string | null;
  readonly onSelect: (condition: string) => void;
}

interface PlacedPoint {
  readonly point: BatchPoint;
  readonly x: number;
}

const scattered = ({ point, x }: PlacedPoint) => ({
  key: point.id,
  name: point.name,
  channel: point.channel,
  disturbed: point.disturbed,
  x,
  y: point.figures.success ?? 0,
  low: point.figures.ci95[0],
  high: point.figures.ci95[1],
});

const idsOf = (points: readonly BatchPoint[]): Map<string, string> =>
  new Map(points.map(({ id, name }) => [name, id]));

const rateOf = ({ figures }: BatchPoint): string => formatRate(figures.success, figures.ci95);

function SizeFigure({ batch, points, split, selected, onSelect }: PointsProps) {
  const words = useBatchWords().batch.plots;
  const [frame, width] = useWidth<HTMLDivElement>();
  const placed = points.flatMap((point) =>
    point.figures.positions === null ? [] : [{ point, x: point.figures.positions }],
  );
  const [best, ...tied] = mostOftenWon(placed);
  const whole = (value: number): string => formatCount(Math.round(value));
  const [low = 0, high = 0] = best?.point.figures.ci95 ?? [];
  return (
    <Figure
      title={words.size.title}
      definition="batchSize"
      subtitle={words.size.subtitle(split)}
      source={<BatchSource batch={batch} />}
      sentence={
        best === undefined
          ? ''
          : words.best(
              best.point.name,
              formatPercent(best.point.figures.success ?? 0),
              formatPercent(low),
              formatPercent(high),
              whole(best.x),
              words.size.x,
              tied.map(({ point }) => point.name),
            )
      }
      table={{
        columns: [words.columns.message, words.columns.games, words.columns.success, words.size.x],
        rows: placed.map(({ point, x }) => [
          point.name,
          point.figures.games,
          rateOf(point),
          whole(x),
        ]),
        opener: openerOf(idsOf(points), onSelect),
      }}
    >
      <div ref={frame}>
        {width > 0 && (
          <SuccessScatterPlot
            width={width}
            scale="root"
            points={placed.map(scattered)}
            formatX={whole}
            unit={words.size.x}
            selected={selected}
            onSelect={onSelect}
            label={`${words.size.title}: ${placed.map(({ point }) => words.value(point.name, rateOf(point))).join('; ')}`}
          />
        )}
      </div>
    </Figure>
  );
}

function LatencyFigure({ batch, points, split, selected, onSelect }: PointsProps) {
  const words = useBatchWords().batch.plots;
  const [frame, width] = useWidth<HTMLDivElement>();
  const placed = points.flatMap((point) => {
    const x = point.figures.communicationMs;
    return x === null || x <= 0 ? [] : [{ point, x }];
  });
  const drawn = placed.map(scattered);
  // Noise makes no message cheaper: only undisturbed ones are weighed.
  const front = paretoFront(drawn.filter((one) => !one.disturbed));
  return (
    <Figure
      title={words.latency.title}
      definition="batchLatency"
      subtitle={words.latency.subtitle(split, `${batch.source.concurrency}`)}
      source={<BatchSource batch={batch} />}
      sentence={
        placed.length === 0 ? words.noTime : words.front(front.map(({ name }) => name).join('; '))
      }
      table={{
        columns: [
          words.columns.message,
          words.columns.games,
          words.columns.success,
          words.latency.x,
        ],
        rows: placed.map(({ point, x }) => [
          point.name,
          point.figures.games,
          rateOf(point),
          formatMilliseconds(x),
        ]),
        opener: openerOf(idsOf(points), onSelect),
      }}
    >
      <div ref={frame}>
        {width > 0 && drawn.length > 0 && (
          <SuccessScatterPlot
            width={width}
            scale="log"
            points={drawn}
            formatX={formatMilliseconds}
            unit={words.latency.x}
            front={{ keys: front.map(({ key }) => key), name: words.latency.front }}
            selected={selected}
            onSelect={onSelect}
            label={`${words.latency.title}: ${placed.map(({ point, x }) => words.value(point.name, `${rateOf(point)}, ${formatMilliseconds(x)} ${words.latency.x}`)).join('; ')}`}
          />
        )}
      </div>
    </Figure>
  );
}

/** More curves than this are not told apart: the undisturbed ones come first. */
const MOST_CURVES = 7;
const MOST_HALVES = 4;

function patterned(points: readonly BatchPoint[]): { point: BatchPoint; pattern: number }[] {
  const counts = new Map<string, number>();
  return points.map((point) => {
    const pattern = counts.get(point.channel) ?? 0;
    counts.set(point.channel, pattern + 1);
    return { point, pattern };
  });
}

function StepsFigure({ batch, points, split, selected, onSelect }: PointsProps) {
  const { batch: all, language } = useBatchWords();
  const words = all.plots;
  const [frame, width] = useWidth<HTMLDivElement>();
  const { stepBudget } = batch.settings;
  const plain = [
    ...points.filter((one) => !one.disturbed),
    ...points.filter((one) => one.disturbed),
  ];
  const curves = patterned(plain.slice(0, MOST_CURVES)).map(({ point, pattern }) => ({
    key: point.id,
    name: point.name,
    channel: point.channel,
    pattern,
    points: stepCurve(point, stepBudget),
  }));
  const others = points.length - curves.length;
  const halves = curves.flatMap(({ name, points: curve }) => {
    const at = curve.find(({ value }) => value >= 0.5);
    return at ? [words.half(name, `${at.x}`)] : [];
  });
  const shown = [0.25, 0.5, 0.75, 1].map((share) => Math.round(share * stepBudget));
  return (
    <div className="batch-wide">
      <Figure
        title={words.steps.title}
        definition="batchSteps"
        subtitle={`${words.steps.subtitle(split)}${curves.length <= MOST_BANDS ? words.bands : ''}`}
        source={<BatchSource batch={batch} />}
        sentence={
          halves.length === 0
            ? words.noHalf
            : language.sentences([
                ...halves.slice(0, MOST_HALVES),
                halves.length > MOST_HALVES && words.more(`${halves.length - MOST_HALVES}`),
              ])
        }
        table={{
          columns: [words.columns.message, ...shown.map((step) => `${words.columns.step} ${step}`)],
          rows: plain.map((point) => {
            const curve = stepCurve(point, stepBudget);
            return [point.name, ...shown.map((step) => formatPercent(curve[step]?.value ?? 0))];
          }),
          opener: openerOf(idsOf(points), onSelect),
        }}
      >
        <div ref={frame}>
          {width > 0 && (
            <RateLinesPlot
              width={width}
              lines={curves}
              steps
              unit={words.steps.x}
              selected={selected}
              onSelect={onSelect}
              label={`${words.steps.title}: ${curves.map(({ name, points: curve }) => words.value(name, `${formatPercent(curve.at(-1)?.value ?? 0)}%`)).join('; ')}`}
            />
          )}
        </div>
        {others > 0 && <p className="note">{words.others(`${others}`)}</p>}
      </Figure>
    </div>
  );
}

/** The plots of one view on the games of one split. */
export function BatchPlots({ batch, view, split, selected, onSelect }: BatchPlotProps) {
  const { batch: words, batchReport } = useBatchWords();
  const points = useMemo(
    () => pointsOf(batch, view, split, batchReport.conditions),
    [batch, view, split, batchReport],
  );
  const planned = plannedEpisodesOf(batch.settings);
  const scenes = new Map(Object.entries(batchReport.splits)).get(split ?? 'files') ?? '';
  const said =
    batch.lines.length < planned
      ? `${scenes}; ${words.plots.provisional(formatCount(batch.lines.length), formatCount(planned))}`
      : scenes;
  const shared = { batch, points, split: said, selected, onSelect };
  if (points.length === 0) return null;
  return (
    <>
      <p className="note">{words.plots.open}</p>
      <div className="figures">
        <SizeFigure {...shared} />
        <LatencyFigure {...shared} />
        <StepsFigure {...shared} />
        <SweepFigure {...shared} />
        <BreadthFigure batch={batch} points={points} split={said} onSelect={onSelect} />
        <ExplorationFigures {...shared} />
      </div>
    </>
  );
}
