import { extent, mean } from 'd3-array';
import { useId, useState } from 'react';
import { conditionChannel } from '../plots/condition-names';
import { formatCount, formatMean, formatPercent, formatTokens } from '../plots/format';
import { SeedDotsPlot } from '../plots/seed-dots-plot';
import type { Ablations } from '../shared/card';
import { useWords } from '../state/language-context';
import { type AblationRow, ablationOutcome, ablationRows } from '../state/training-story';
import type { Words } from '../words/words';
import { Figure } from './figure';
import { isShare, metricName, variantName } from './training-names';
import { useDates } from './use-dates';
import { useWidth } from './use-width';

/** What a stage is first judged by. */
const FIRST: Readonly<Record<string, string>> = {
  actor: 'uncertain latent',
  compressed: 'uncertain k8',
};

const formatValue = (metric: string, value: number): string =>
  isShare(metric) ? formatPercent(value) : value.toFixed(3);

/** One sentence a variant: its seeds, the baseline's, and how the two ranges lie. */
export function ablationSentences(
  words: Words['training'],
  metric: string,
  rows: readonly AblationRow[],
): string[] {
  const { ablations } = words;
  const show = (values: readonly number[]): string =>
    values.map((value) => formatValue(metric, value)).join(', ');
  const baseline = rows.find(({ variant }) => variant === 'baseline')?.values ?? [];
  if (baseline.length === 0) return [ablations.alone];
  return rows
    .filter(({ variant }) => variant !== 'baseline')
    .map(({ variant, values }) => {
      const name = variantName(words, variant);
      const outcome = ablationOutcome(values, baseline);
      if (outcome === null) return ablations.missing(name);
      if (outcome === 'overlap')
        return ablations.outcomes.overlap(name, show(values), show(baseline));
      const apart = Math.abs((mean(values) ?? 0) - (mean(baseline) ?? 0));
      const by = isShare(metric)
        ? ablations.points(formatMean(100 * apart))
        : ablations.nats(apart.toFixed(3));
      return ablations.outcomes[outcome](name, show(values), show(baseline), by);
    });
}

/** When these trainings were, and the checkpoints that they all start from. */
function Source({ runs }: { runs: Ablations }) {
  const { source: words } = useWords().training;
  const dates = useDates();
  const days = [...new Set(runs.flatMap(({ date }) => date ?? []))].toSorted();
  const starts = new Set(
    runs.flatMap(({ start }) =>
      Object.entries(start ?? {}).map(([file, sha]) => `${file} ${sha.slice(0, 8)}`),
    ),
  );
  const what = words.ablations(
    String(runs.length),
    formatTokens(Math.max(...runs.map(({ tokens }) => tokens))),
    formatCount(Math.max(...runs.map(({ games }) => games))),
  );
  const parts = [
    words.recorded,
    days.length === 0 ? words.noDate : dates(days),
    what,
    starts.size === 0 ? words.noModels : words.start([...starts].toSorted().join(', ')),
  ];
  return (
    <div className="source">
      <p>{parts.join(' · ')}</p>
      {runs.some(({ of_tier }) => of_tier === false) && <p>{words.otherStart}</p>}
    </div>
  );
}

/** A stage trained with one part left out, every seed a dot. */
export function AblationFigure({ stage, runs }: { stage: string; runs: Ablations }) {
  const words = useWords().training;
  const [frame, width] = useWidth<HTMLDivElement>();
  const select = useId();
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))];
  const first = FIRST[stage];
  const [wanted, choose] = useState<string | null>(null);
  const metric = [wanted, first].find((one) => one != null && metrics.includes(one)) ?? metrics[0];
  if (metric === undefined || metric === null) return null;
  const rows = ablationRows(runs, metric);
  const baseline = rows.find(({ variant }) => variant === 'baseline')?.values ?? [];
  const [low, high] = extent(baseline);
  const named = rows.map(({ variant, values }) => ({ name: variantName(words, variant), values }));
  const seeds = [...new Set(rows.map(({ values }) => values.length))].toSorted((a, b) => a - b);
  const show = (value: number): string => formatValue(metric, value);
  const dots = named.map(({ name, values }) => `${name}: ${values.map(show).join(', ')}`);
  return (
    <Figure
      title={words.ablations.title}
      definition="ablations"
      subtitle={words.ablations.subtitle(metricName(words, metric))}
      source={<Source runs={runs} />}
      table={{
        columns: [
          words.columns.training,
          words.columns.seed,
          words.columns.tokens,
          words.columns.minutes,
          ...metrics.map((one) => metricName(words, one)),
        ],
        rows: runs.map((run) => [
          variantName(words, run.variant),
          run.seed,
          run.tokens,
          formatMean(run.minutes),
          ...metrics.map((one) => {
            const value = run.metrics[one];
            return value === undefined ? '' : formatValue(one, value);
          }),
        ]),
      }}
    >
      <div className="field breadth-lane">
        <label className="field-name" htmlFor={select}>
          {words.ablations.measure}
        </label>
        <select id={select} value={metric} onChange={(event) => choose(event.target.value)}>
          {metrics.map((one) => (
            <option key={one} value={one}>
              {metricName(words, one)}
            </option>
          ))}
        </select>
      </div>
      <div ref={frame}>
        {width > 0 && (
          <SeedDotsPlot
            width={width}
            channel={isShare(metric) ? conditionChannel(metric.split(' ')[1] ?? '') : 'latent'}
            rows={named}
            {...(isShare(metric) ? { domain: [0, 1] as const } : {})}
            {...(low === undefined || high === undefined
              ? {}
              : { reference: [low, high] as const })}
            format={show}
            label={`${words.ablations.title}, ${metricName(words, metric)}. ${dots.join('; ')}`}
          />
        )}
      </div>
      <ul className="outcomes">
        {ablationSentences(words, metric, rows).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="note">{words.ablations.few(seeds.join('–'))}</p>
    </Figure>
  );
}
