import { useMemo } from 'react';
import type { LaneTrace } from '../lab/trace';
import { type DivergenceCurve, DivergencePlot } from '../plots/divergence-plot';
import { formatProbability } from '../plots/format';
import { useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import {
  type Divergences,
  messageDivergences,
  pairDivergences,
  summarize,
} from '../state/mind-view';
import { Figure, type FigureTable } from './figure';
import { useWidth } from './use-width';

const NO_LANES: readonly LaneTrace[] = [];

function Curves({ curves, label }: { curves: readonly DivergenceCurve[]; label: string }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const { step, divergence: words } = useWords().mind;
  const shown = useLab(shownStep);
  const steps = Math.max(1, ...curves.map(({ values }) => values.length));
  return (
    <div ref={frame}>
      {width > 0 && (
        <DivergencePlot
          width={width}
          curves={curves}
          steps={steps}
          shown={shown}
          bound={words.bound}
          unit={words.nats}
          stepName={step}
          label={label}
        />
      )}
    </div>
  );
}

/** What is still to come, or why there is nothing: under the curves. */
function Progress({ found, empty }: { found: readonly Divergences[]; empty: string }) {
  const { absent, whenStanding, divergence: words } = useWords().mind;
  const still = useLab(({ run }) => run.phase === 'waiting' || run.phase === 'finished');
  const recorded = useLab((state) => state.run.trace?.source.kind === 'recorded');
  const all = found.reduce((sum, { values }) => sum + values.length, 0);
  const missing = found.reduce((sum, one) => sum + one.missing, 0);
  const known = found.reduce(
    (sum, { values }) => sum + values.filter((value) => value !== null).length,
    0,
  );
  if (found.length === 0) return <p className="empty">{empty}</p>;
  if (all === 0) return <p className="empty">{words.none}</p>;
  if (recorded) return known === 0 ? <p className="empty">{absent.unrecorded}</p> : null;
  if (missing === 0) return null;
  return <p className="empty is-coming">{still ? words.notYet(known, all) : whenStanding}</p>;
}

/** The separation that the actor was trained for, over the steps of every lane with a message. */
export function SeparationFigure() {
  const { mind, lanes: about, language } = useWords();
  const { lane: laneColumn, separation: words, divergence } = mind;
  const run = useLab((state) => state.run);
  const lanes = run.trace?.lanes ?? NO_LANES;
  const found = useMemo(() => messageDivergences(run), [run]);
  const names = useMemo(
    () =>
      laneNames(
        lanes.map(({ settings }) => settings),
        about,
      ),
    [lanes, about],
  );
  const channelOf = (index: number) => lanes[index]?.settings.channel ?? 'none';
  const rows = found.map(({ lanes: [index = 0], values }) => ({
    index,
    name: names[index] ?? '',
    values,
    summary: summarize(values),
  }));
  const curves = rows.map(({ index, name, values }) => ({
    key: name,
    name: [name],
    channel: channelOf(index),
    pattern: rows.filter(
      (other) => other.index < index && channelOf(other.index) === channelOf(index),
    ).length,
    values,
    parted: null,
  }));
  const sentence = language.sentences(
    rows.flatMap(({ name, summary }) => {
      if (summary === null) return [];
      const { mean, known, largest, at } = summary;
      return [words.lane(name, formatProbability(mean), known, formatProbability(largest), at)];
    }),
  );
  const table: FigureTable | null =
    sentence === ''
      ? null
      : {
          columns: [
            laneColumn,
            ...Array.from(
              { length: Math.max(...rows.map(({ values }) => values.length)) },
              (_, index) => divergence.atStep(index + 1),
            ),
          ],
          rows: rows.map(({ name, values }) => [
            name,
            ...values.map((value) => (value === null ? '' : formatProbability(value))),
          ]),
        };
  return (
    <Figure
      title={words.title}
      definition="separation"
      subtitle={words.subtitle}
      model="actor"
      sentence={sentence}
      table={table}
    >
      <Curves curves={curves} label={sentence === '' ? words.title : sentence} />
      <Progress found={found} empty={words.needsMessage} />
    </Figure>
  );
}

/** How far lanes that have the same game so far are apart in what they would do next. */
export function PairsFigure() {
  const { mind, lanes: about, language } = useWords();
  const { pairs: words } = mind;
  const run = useLab((state) => state.run);
  const lanes = run.trace?.lanes ?? NO_LANES;
  const found = useMemo(() => pairDivergences(run), [run]);
  const names = useMemo(
    () =>
      laneNames(
        lanes.map(({ settings }) => settings),
        about,
      ),
    [lanes, about],
  );
  const pairs = found.map(({ lanes: [one = 0, other = 0], ...rest }) => ({
    ...rest,
    labels: [words.labelled(names[one] ?? ''), names[other] ?? ''],
    name: words.pair(names[one] ?? '', names[other] ?? ''),
    summary: summarize(rest.values),
  }));
  const recorded = run.trace?.source.kind === 'recorded';
  const sentences = pairs.flatMap(({ name, values, parted, summary, missing }) => {
    // Of some steps alone it would say what the others may refute.
    if (summary === null || (missing > 0 && !recorded)) return [];
    const last = parted === null ? undefined : values[parted - 1];
    if (parted !== null) {
      return typeof last === 'number' ? [words.parted(name, parted, formatProbability(last))] : [];
    }
    return [words.together(name, summary.known, formatProbability(summary.largest), summary.at)];
  });
  const rows = pairs.flatMap(({ name, values, parted }) =>
    values.flatMap((value, index) =>
      value === null
        ? []
        : [[name, index + 1, formatProbability(value), parted === index + 1 ? words.yes : '']],
    ),
  );
  return (
    <Figure
      title={words.title}
      definition="pairs"
      subtitle={words.subtitle}
      model="actor"
      sentence={language.sentences(sentences)}
      table={rows.length === 0 ? null : { columns: words.columns, rows }}
    >
      <Curves
        curves={pairs.map(({ name, labels, values, parted }, index) => ({
          key: name,
          name: labels,
          channel: null,
          pattern: index,
          values,
          parted,
        }))}
        label={sentences.length === 0 ? words.title : language.sentences(sentences)}
      />
      <Progress found={found} empty={words.needsLanes} />
    </Figure>
  );
}
