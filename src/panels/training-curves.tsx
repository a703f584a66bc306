import { conditionChannel } from '../plots/condition-names';
import { CurvePanelsPlot } from '../plots/curve-panels-plot';
import { type Curve, CurvePlot, type CurvePlotProps } from '../plots/curve-plot';
import { formatCount, formatPercent, formatTokens } from '../plots/format';
import { logCurve, lossNames } from '../plots/training-log';
import type { CurveStage, Curves } from '../shared/card';
import { wilson95 } from '../shared/wilson';
import { useWords } from '../state/language-context';
import type { FigureTerm } from '../words/words';
import { Figure } from './figure';
import { Commands } from './models-source';
import { lossName, messageName } from './training-names';
import { useDates } from './use-dates';
import { useWidth } from './use-width';

function Source({ curves, what }: { curves: Curves; what: string }) {
  const words = useWords().training.source;
  const dates = useDates();
  const { date, command, models } = curves;
  const hashes = Object.entries(models ?? {}).map(([file, sha]) => `${file} ${sha.slice(0, 8)}`);
  const parts = [
    words.recorded,
    date === undefined ? words.noDate : dates([date]),
    ...(hashes.length === 0 ? [words.noModels] : hashes),
    what,
  ];
  return (
    <div className="source">
      <p>{parts.join(' · ')}</p>
      {command !== undefined && <Commands commands={[command]} />}
    </div>
  );
}

type LinesProps = Pick<CurvePlotProps, 'curves' | 'domain' | 'format' | 'moment'> & {
  readonly name: string;
  /** A small plot of its own for each curve. */
  readonly apart?: boolean;
};

function Lines({ name, apart = false, ...plot }: LinesProps) {
  const words = useWords().training;
  const [frame, width] = useWidth<HTMLDivElement>();
  const ends = plot.curves.map((curve) => {
    const value = curve.points.at(-1)?.value;
    return value === undefined ? curve.name : words.endsAt(curve.name, plot.format(value));
  });
  const Plot = apart ? CurvePanelsPlot : CurvePlot;
  return (
    <div ref={frame}>
      {width > 0 && <Plot width={width} {...plot} label={`${name}: ${ends.join('; ')}`} />}
    </div>
  );
}

export interface StageProps {
  readonly curves: Curves;
  readonly stage: CurveStage;
}

interface SuccessProps extends StageProps {
  readonly view: string;
  readonly moment: CurvePlotProps['moment'];
}

/** Success of each message by snapshot, with the moment from which the message is used. */
export function SuccessCurves({ curves, stage, view, moment }: SuccessProps) {
  const words = useWords().training;
  // No message is measured once, as it is the same in every view.
  const of = stage.success.filter((line) => line.view === view || line.message === 'none');
  const drawn = [...new Set(of.map(({ message }) => message))].map(
    (message, index): Curve => ({
      name: messageName(words, message),
      channel: conditionChannel(message),
      pattern: message.startsWith('k') ? index : 0,
      points: of
        .filter((line) => line.message === message)
        .toSorted((one, other) => one.step - other.step)
        .map(({ tokens, won, games }) => {
          const [low, high] = wilson95(won, games);
          return { tokens, value: won / games, low, high };
        }),
    }),
  );
  const snapshots = [...new Map(of.map(({ step, tokens }) => [step, tokens]))].toSorted(
    ([one], [other]) => one - other,
  );
  const title = words.success.title(view);
  const last = of.filter(({ step }) => step === snapshots.at(-1)?.[0]);
  const won = last.map((line) =>
    words.success.won(messageName(words, line.message), String(line.won)),
  );
  return (
    <Figure
      title={title}
      definition="trainingSuccess"
      subtitle={words.success.subtitle(String(curves.games), String(curves.steps))}
      sentence={words.success.end(won.join('; '), String(curves.games))}
      source={<Source curves={curves} what={words.source.games(String(curves.games))} />}
      table={{
        columns: [words.columns.step, words.columns.tokens, ...drawn.map(({ name }) => name)],
        rows: snapshots.map(([step, tokens]) => [
          step,
          tokens,
          ...drawn.map(({ points }) => {
            const point = points.find((one) => one.tokens === tokens);
            if (point === undefined) return '';
            const interval = [point.low ?? 0, point.high ?? 1].map(formatPercent).join(', ');
            return `${formatPercent(point.value)} [${interval}]`;
          }),
        ]),
      }}
    >
      <Lines
        curves={drawn}
        domain={[0, 1]}
        format={(value) => String(Math.round(100 * value))}
        {...(moment === undefined ? {} : { moment })}
        name={title}
      />
    </Figure>
  );
}

interface LogProps extends StageProps {
  readonly title: string;
  readonly definition: FigureTerm;
  readonly subtitle: string;
  readonly of: readonly string[];
  readonly sentence: string;
  readonly apart?: boolean;
}

function LogCurves(props: LogProps) {
  const { curves, stage, title, definition, subtitle, of, sentence, apart = false } = props;
  const words = useWords().training;
  const lines = of.map((key) => logCurve(stage.log, key, lossName(words, key)));
  return (
    <Figure
      title={title}
      definition={definition}
      subtitle={subtitle}
      sentence={sentence}
      source={<Source curves={curves} what={words.source.log(formatCount(stage.log.length))} />}
      table={{
        columns: [
          words.columns.step,
          words.columns.tokens,
          ...of.map((key) => lossName(words, key)),
        ],
        rows: stage.log.map((line) => [
          line.step,
          line.tokens,
          ...of.map((key) => line[key]?.toFixed(4) ?? ''),
        ]),
      }}
    >
      <Lines
        curves={lines}
        format={(value) => String(Number(value.toFixed(3)))}
        name={title}
        apart={apart}
      />
    </Figure>
  );
}

/** From the first to the last line that has it. */
function ends(stage: CurveStage, key: string) {
  const points = logCurve(stage.log, key, key).points;
  const [first] = points;
  const last = points.at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

/** Separation and losses of a stage, as far as its log has them. */
export function LogFigures({ curves, stage }: StageProps) {
  const words = useWords().training;
  const last = stage.log.at(-1);
  const separation = ['js', 'js_entities'].filter((key) => stage.log.some((line) => key in line));
  const losses = lossNames(stage.log);
  const named = ends(stage, 'js_entities');
  // The loss that the stage is about: the whole message, or K = 8.
  const main = ['full', 'ce_8'].find((key) => losses.includes(key));
  const loss = main === undefined ? null : ends(stage, main);
  return (
    <>
      {separation.length > 0 && (
        <LogCurves
          curves={curves}
          stage={stage}
          title={words.separation.title}
          definition="trainingSeparation"
          subtitle={words.separation.subtitle}
          of={separation}
          sentence={
            named === null
              ? ''
              : words.separation.sentence(
                  formatTokens(named.last.tokens),
                  named.first.value.toFixed(3),
                  named.last.value.toFixed(3),
                )
          }
        />
      )}
      {losses.length > 0 && last !== undefined && (
        <LogCurves
          curves={curves}
          stage={stage}
          title={words.losses.title}
          definition="trainingLosses"
          subtitle={words.losses.subtitle(formatTokens(last.tokens))}
          of={losses}
          apart
          sentence={
            loss === null || main === undefined
              ? ''
              : words.losses.sentence(
                  lossName(words, main),
                  loss.first.value.toFixed(3),
                  loss.last.value.toFixed(3),
                )
          }
        />
      )}
    </>
  );
}
