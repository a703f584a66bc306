import { useId, useState } from 'react';
import { conditionChannel, conditionName } from '../plots/condition-names';
import { formatCount, formatMean, formatPercent } from '../plots/format';
import { SeedDotsPlot } from '../plots/seed-dots-plot';
import type { Ablations } from '../shared/card';
import { Figure } from './figure';
import { useWidth } from './use-width';

type Stage = Ablations[number]['stage'];

const STAGES: Readonly<Record<Stage, { title: string; first: string }>> = {
  actor: { title: 'Ablations of the actor’s training', first: 'uncertain latent' },
  compressed: { title: 'Ablations of the compressed sender’s training', first: 'uncertain k8' },
};

const LOGGED: Readonly<Record<string, string>> = {
  js: 'JS separation, nats',
  js_entities: 'JS separation at names of things, nats',
  kl: 'KL to the full message, nats',
};

/** `uncertain: Latent, full`, or what was logged. */
function metricName(metric: string): string {
  const [view = '', condition] = metric.split(' ');
  return condition === undefined
    ? (LOGGED[metric] ?? metric)
    : `${view}: ${conditionName(condition)}`;
}

const variantName = (variant: string): string =>
  variant === 'baseline'
    ? 'Nothing left out'
    : variant.replace(/^no-/, 'Without ').replace('-', ' ');

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

function AblationFigure({ stage, runs }: { stage: Stage; runs: Ablations }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const select = useId();
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))];
  const { title, first } = STAGES[stage];
  const [chosen, choose] = useState(metrics.includes(first) ? first : (metrics[0] ?? ''));
  const isShare = chosen.includes(' ');
  const show = isShare ? formatPercent : (value: number) => value.toFixed(3);
  const rows = [...new Set(runs.map((run) => run.variant))].map((variant) => ({
    name: variantName(variant),
    variant,
    values: runs
      .filter((run) => run.variant === variant)
      .toSorted((one, other) => one.seed - other.seed)
      .flatMap((run) => run.metrics[chosen] ?? []),
  }));
  const baseline = rows.find(({ variant }) => variant === 'baseline');
  const worst = rows
    .filter((row) => row !== baseline && row.values.length > 0)
    .toSorted((one, other) => mean(one.values) - mean(other.values))[0];
  const sentence =
    isShare && baseline !== undefined && baseline.values.length > 0 && worst !== undefined
      ? `${worst.name.toLowerCase().replace('without', 'Without')}: ${formatPercent(mean(worst.values))}% instead of ${formatPercent(mean(baseline.values))}% (means of ${worst.values.length} and ${baseline.values.length} seeds).`
      : '';
  const games = Math.max(...runs.map((run) => run.games));
  const millions = Math.max(...runs.map((run) => run.tokens)) / 1e6;
  const dots = rows.map((row) => `${row.name}: ${row.values.map(show).join(', ')}`);
  return (
    <Figure
      title={title}
      subtitle={`${isShare ? '% of dev games won within 20 steps' : metricName(chosen)}; a dot a seed, a tick at their mean`}
      sentence={sentence}
      source={
        <p className="source">
          recorded · {runs.length} runs, {formatMean(millions)} M tokens each · {formatCount(games)}{' '}
          dev games of each view · by models/runs/ablations.sh and models/collect_ablations.py; the
          file keeps no date and no hashes
        </p>
      }
      table={{
        columns: ['Training', 'Seed', 'Tokens', 'Minutes', ...metrics.map(metricName)],
        rows: runs.map((run) => [
          variantName(run.variant),
          run.seed,
          run.tokens,
          formatMean(run.minutes),
          ...metrics.map((metric) => {
            const value = run.metrics[metric];
            if (value === undefined) return '';
            return metric.includes(' ') ? formatPercent(value) : value.toFixed(4);
          }),
        ]),
      }}
    >
      <div className="field">
        <label className="field-name" htmlFor={select}>
          Measure
        </label>
        <select id={select} value={chosen} onChange={(event) => choose(event.target.value)}>
          {metrics.map((metric) => (
            <option key={metric} value={metric}>
              {metricName(metric)}
            </option>
          ))}
        </select>
      </div>
      <div ref={frame}>
        {width > 0 && (
          <SeedDotsPlot
            width={width}
            channel={isShare ? conditionChannel(chosen.split(' ')[1] ?? '') : 'latent'}
            rows={rows}
            {...(isShare ? { domain: [0, 1] as const } : {})}
            format={isShare ? (value) => formatPercent(value).replace('.0', '') : show}
            label={`${title}, ${metricName(chosen)}. ${dots.join('; ')}`}
          />
        )}
      </div>
    </Figure>
  );
}

/** Training with a part left out, three seeds each. */
export function AblationFigures({ ablations }: { ablations: Ablations }) {
  const stages = (['actor', 'compressed'] as const).map((stage) => ({
    stage,
    runs: ablations.filter((run) => run.stage === stage),
  }));
  if (ablations.length === 0) {
    return <p className="empty">Not recorded: no ablation of these models has been run yet.</p>;
  }
  return (
    <>
      {stages.map(({ stage, runs }) =>
        runs.length === 0 ? null : <AblationFigure key={stage} stage={stage} runs={runs} />,
      )}
    </>
  );
}
