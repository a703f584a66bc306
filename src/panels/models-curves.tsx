import { useSentence } from '../plots/card-sentences';
import { conditionChannel, conditionName } from '../plots/condition-names';
import { type Curve, CurvePlot } from '../plots/curve-plot';
import { formatCount, formatPercent, formatTokens } from '../plots/format';
import { logCurve, logName, lossNames } from '../plots/training-log';
import { CARD_VIEWS, type CurveStage, type Curves } from '../shared/card';
import { wilson95 } from '../shared/wilson';
import { Figure } from './figure';
import { Commands, showDates } from './models-source';
import { useWidth } from './use-width';

const STAGES: Readonly<Record<string, string>> = {
  actor: 'Actor',
  sender_compressed: 'Compressed sender',
};

function Source({ curves, what }: { curves: Curves; what: string }) {
  const { date, command, models } = curves;
  const when = date === undefined ? 'the file keeps no date' : showDates([date]);
  const hash = Object.entries(models ?? {}).map(([file, sha]) => `${file} ${sha.slice(0, 8)}`);
  return (
    <div className="source">
      <p>{['recorded', when, ...hash, what].join(' · ')}</p>
      {command !== undefined && <Commands commands={[command]} />}
    </div>
  );
}

interface LinesProps {
  readonly curves: readonly Curve[];
  readonly domain?: readonly [number, number];
  readonly format: (value: number) => string;
  readonly name: string;
}

function Lines({ curves, domain, format, name }: LinesProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const words = curves.map((curve) => {
    const value = curve.points.at(-1)?.value;
    return value === undefined ? curve.name : `${curve.name} ends at ${format(value)}`;
  });
  return (
    <div ref={frame}>
      {width > 0 && (
        <CurvePlot
          width={width}
          curves={curves}
          {...(domain === undefined ? {} : { domain })}
          format={format}
          label={`${name}: ${words.join('; ')}`}
        />
      )}
    </div>
  );
}

/** What the lines of a view are: no message is measured once, as it is the same in every view. */
function successCurves(success: CurveStage['success'], view: string): Curve[] {
  const lines = success.filter((line) => line.view === view || line.message === 'none');
  return [...new Set(lines.map((line) => line.message))].map((message, index) => ({
    name: conditionName(message),
    channel: conditionChannel(message),
    pattern: message.startsWith('k') ? index : 0,
    points: lines
      .filter((line) => line.message === message)
      .toSorted((one, other) => one.step - other.step)
      .map((line) => {
        const [low, high] = wilson95(line.won, line.games);
        return { tokens: line.tokens, value: line.won / line.games, low, high };
      }),
  }));
}

interface StageProps {
  readonly curves: Curves;
  readonly name: string;
  readonly stage: CurveStage;
}

function SuccessCurves({ curves, name, stage, view }: StageProps & { view: string }) {
  const lines = successCurves(stage.success, view);
  const title = `${name}: success, ${view}`;
  return (
    <Figure
      title={title}
      subtitle={`% of ${curves.games} dev games won within ${curves.steps} steps, by tokens trained on (root scale); bands: Wilson 95%`}
      sentence={useSentence(stage.success, view)}
      source={<Source curves={curves} what={`${curves.games} dev games a snapshot`} />}
      table={{
        columns: ['Step', 'Tokens', ...lines.map((line) => line.name)],
        rows: snapshots(stage, view).map(({ step, tokens }) => [
          step,
          tokens,
          ...lines.map((line) => {
            const point = line.points.find((one) => one.tokens === tokens);
            return point === undefined ? '' : formatPercent(point.value);
          }),
        ]),
      }}
    >
      <Lines
        curves={lines}
        domain={[0, 1]}
        format={(value) => String(Math.round(100 * value))}
        name={title}
      />
    </Figure>
  );
}

function snapshots({ success }: CurveStage, view: string): { step: number; tokens: number }[] {
  const steps = new Map(
    success.filter((line) => line.view === view).map((line) => [line.step, line.tokens]),
  );
  return [...steps]
    .map(([step, tokens]) => ({ step, tokens }))
    .toSorted((one, other) => one.step - other.step);
}

function LogCurves(props: StageProps & { title: string; subtitle: string; of: readonly string[] }) {
  const { curves, stage, title, subtitle, of } = props;
  const lines = of.map((key) => logCurve(stage.log, key));
  return (
    <Figure
      title={title}
      subtitle={subtitle}
      source={<Source curves={curves} what={`${formatCount(stage.log.length)} lines of the log`} />}
      table={{
        columns: ['Step', 'Tokens', ...of.map(logName)],
        rows: stage.log.map((line) => [
          line.step,
          line.tokens,
          ...of.map((key) => line[key]?.toFixed(4) ?? ''),
        ]),
      }}
    >
      <Lines curves={lines} format={(value) => String(Number(value.toFixed(3)))} name={title} />
    </Figure>
  );
}

function StageCurves({ curves, name, stage }: StageProps) {
  const last = stage.log.at(-1);
  const separation = ['js', 'js_entities'].filter((key) => stage.log.some((line) => key in line));
  const losses = lossNames(stage.log);
  const views = CARD_VIEWS.filter((view) => stage.success.some((line) => line.view === view));
  const props = { curves, name, stage };
  return (
    <>
      {views.map((view) => (
        <SuccessCurves key={view} {...props} view={view} />
      ))}
      {separation.length > 0 && (
        <LogCurves
          {...props}
          title={`${name}: separation`}
          subtitle="JS divergence between the next tokens under the game’s own message and another’s, in nats (at most 0.693), by tokens trained on (root scale)"
          of={separation}
        />
      )}
      {losses.length > 0 && last !== undefined && (
        <LogCurves
          {...props}
          title={`${name}: losses`}
          subtitle={`by kind of batch, nats a token, by tokens trained on (root scale, to ${formatTokens(last.tokens)})`}
          of={losses}
        />
      )}
    </>
  );
}

/** Losses, separation and success while the stages were trained. */
export function CurveFigures({ curves }: { curves: Curves }) {
  return (
    <>
      {Object.entries(curves.stages).map(([key, stage]) => (
        <StageCurves key={key} curves={curves} name={STAGES[key] ?? key} stage={stage} />
      ))}
    </>
  );
}
