import { useId, useMemo, useState } from 'react';
import type { BatchFile } from '../lab/batch-file';
import { BreadthBandsPlot } from '../plots/breadth-bands-plot';
import { formatCount, formatMean } from '../plots/format';
import { PAPER_TOP_SHARE } from '../shared/paper-breadth';
import {
  type BatchPoint,
  breadthOfPoints,
  broaderCount,
  type PointBreadth,
} from '../state/batch-view';
import { firstPair } from '../state/breadth-pair';
import { useBatchWords } from '../state/use-batch-words';
import { BatchSource } from './batch-source';
import { BreadthKey } from './breadth-key';
import { formatShare } from './breadth-sentences';
import { Figure } from './figure';
import { useWidth } from './use-width';

/** Pixels a small multiple takes at least. */
const LEAST = 136;
const GAP = 16;
/** Percentiles in the table behind the plot. */
const TABLED = [5, 25, 50, 75, 95];
const RANKS = [1, 2, 3, 4, 5, 6];

interface ChooserProps {
  readonly legend: string;
  readonly measured: readonly PointBreadth[];
  readonly chosen: PointBreadth | null;
  readonly optional: boolean;
  readonly onChoose: (id: string) => void;
  /** Shows the games of the one chosen. */
  readonly onSelect: (condition: string) => void;
}

function Chooser(props: ChooserProps) {
  const { legend, measured, chosen, optional, onChoose, onSelect } = props;
  const words = useBatchWords().batch.plots.breadth;
  const field = useId();
  return (
    <div className="field">
      <label className="field-name" htmlFor={field}>
        {legend}
      </label>
      <select
        id={field}
        value={chosen?.point.id ?? ''}
        onChange={({ target }) => onChoose(target.value)}
      >
        {optional && <option value="">{words.nothing}</option>}
        {measured.map(({ point }) => (
          <option key={point.id} value={point.id}>
            {point.name}
          </option>
        ))}
      </select>
      {chosen !== null && (
        <button type="button" className="link" onClick={() => onSelect(chosen.point.id)}>
          {words.open}
        </button>
      )}
    </div>
  );
}

function Steps({ breadth }: { breadth: PointBreadth }) {
  const words = useBatchWords().batch.plots.breadth;
  const [frame, width] = useWidth<HTMLDivElement>();
  const { point, steps, paper } = breadth;
  const columns = Math.max(2, Math.min(3, Math.floor((width + GAP) / (LEAST + GAP))));
  const cell = Math.floor((width - (columns - 1) * GAP) / columns);
  return (
    <>
      <p className="note">{words.games(formatCount(steps[0]?.games ?? 0))}</p>
      <div
        ref={frame}
        className="breadth-steps"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {width > 0 &&
          steps.map(({ step, bands, topShare, effective }) => {
            const name = words.step(`${step}`);
            const share = formatShare(topShare[1] ?? 0);
            const open = formatMean(effective);
            return (
              <BreadthBandsPlot
                key={step}
                width={cell}
                name={name}
                detail={`eᴴ ${open}`}
                bands={bands}
                median={topShare[1] ?? 0}
                medianText={share}
                {...(paper === null ? {} : { paper: PAPER_TOP_SHARE[paper] })}
                disturbed={point.disturbed}
                label={words.plot(name, point.name, share, open)}
              />
            );
          })}
      </div>
    </>
  );
}

export interface BreadthFigureProps {
  readonly batch: BatchFile;
  readonly points: readonly BatchPoint[];
  readonly split: string;
  readonly onSelect: (condition: string) => void;
}

/** Percentile bands over games of the first latent steps of one message, beside another's. */
export function BreadthFigure({ batch, points, split, onSelect }: BreadthFigureProps) {
  const { batch: all, language } = useBatchWords();
  const words = all.plots.breadth;
  const measured = useMemo(() => breadthOfPoints(points), [points]);
  const [one, chooseOne] = useState<string | null>(null);
  const [other, chooseOther] = useState<string | null>(null);
  const [usualFirst, usualSecond] = firstPair(measured);
  const find = (id: string | undefined): PointBreadth | null =>
    measured.find(({ point }) => point.id === id) ?? null;
  const first = find(one ?? usualFirst) ?? measured[0];
  if (first === undefined) return null;
  const second = find(other ?? usualSecond);
  const shown = second === null || second === first ? [first] : [first, second];
  const medians = shown.map(({ point, steps }) =>
    words.medians(
      point.name,
      steps.map(({ topShare }) => formatShare(topShare[1] ?? 0)).join(', '),
    ),
  );
  const order = shown.slice(1).map((beside) => {
    const [count, of] = broaderCount(first, beside);
    return words.broader(first.point.name, beside.point.name, `${count}`, `${of}`);
  });
  const bracket = shown.some(({ paper }) => paper !== null) ? [words.bracket] : [];
  return (
    <div className="batch-wide">
      <Figure
        title={words.title}
        definition="batchBreadth"
        subtitle={words.subtitle(split)}
        source={<BatchSource batch={batch} />}
        sentence={language.sentences([...medians, ...order, ...bracket])}
        table={{
          columns: [
            all.plots.columns.message,
            all.plots.columns.step,
            words.columns.percentile,
            ...RANKS.map((rank) => words.columns.top(`${rank}`)),
          ],
          rows: shown.flatMap(({ point, steps }) =>
            steps.flatMap(({ step, bands }) =>
              TABLED.map((percent) => [
                point.name,
                step,
                percent,
                ...(bands[percent / 5] ?? []).map((share) => share.toFixed(3)),
              ]),
            ),
          ),
        }}
      >
        <BreadthKey />
        <div className="breadth-sides">
          <section aria-label={first.point.name}>
            <Chooser
              legend={words.first}
              measured={measured}
              chosen={first}
              optional={false}
              onChoose={chooseOne}
              onSelect={onSelect}
            />
            <Steps breadth={first} />
          </section>
          <section aria-label={second?.point.name ?? words.second}>
            <Chooser
              legend={words.second}
              measured={measured}
              chosen={second}
              optional
              onChoose={chooseOther}
              onSelect={onSelect}
            />
            {second !== null && <Steps breadth={second} />}
          </section>
        </div>
      </Figure>
    </div>
  );
}
