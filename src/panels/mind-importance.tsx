import { useMemo } from 'react';
import type { LaneTrace } from '../lab/trace';
import { ChannelGlyph } from '../plots/channel-glyph';
import { formatProbability } from '../plots/format';
import { ImportancePlot } from '../plots/importance-plot';
import { useActions, useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-store';
import { laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { analysisAbsence, summarize } from '../state/mind-view';
import { AbsenceOf } from './absence';
import { Figure } from './figure';
import { useWidth } from './use-width';

const NO_LANES: readonly LaneTrace[] = [];

/** From so many nats on a step counts as one that moves the next command. */
const MOVING = 0.01;

/** Latent steps of a message that was sent in latents; 0 for any other. */
function latentSteps({ message }: LaneTrace): number {
  return message?.latents ? message.latents.length / message.dim : 0;
}

/** Asks for the figures of the step shown, or tells how far they are. */
function Measure({ lane, index, name }: { lane: LaneTrace; index: number; name: string }) {
  const words = useWords().mind.importance;
  const run = useLab((state) => state.run);
  const shown = useLab(shownStep);
  const { measureImportance } = useActions();
  const { asked, wanted, progress } = run.analysis;
  if (wanted?.lane === index) {
    const running = asked?.what === 'importance' && progress !== null;
    return (
      <div className="importance-ask">
        {progress !== null && (
          <progress aria-label={words.section(name)} max={progress.total} value={progress.done} />
        )}
        <p className="empty is-coming">
          {running ? words.progress(progress.done, progress.total) : words.waiting}
        </p>
        <button type="button" className="button" onClick={() => measureImportance(null)}>
          {words.stop}
        </button>
      </div>
    );
  }
  const absence = analysisAbsence(run, { lane: index, step: shown, what: 'importance' });
  if (absence !== 'coming') return <AbsenceOf lane={lane} step={shown} absence={absence} />;
  return (
    <button
      type="button"
      className="button importance-measure"
      onClick={() => measureImportance({ lane: index, step: shown })}
    >
      {words.measure(latentSteps(lane), shown)}
    </button>
  );
}

function Result(props: { lane: LaneTrace; divergences: readonly number[]; step: number }) {
  const { lane, divergences, step } = props;
  const [frame, width] = useWidth<HTMLDivElement>();
  const { nats } = useWords().mind.divergence;
  const words = useWords().mind.importance;
  const sentence = useImportanceSentence(divergences);
  return (
    <>
      <div ref={frame}>
        {width > 0 && (
          <ImportancePlot
            width={width}
            channel={lane.settings.channel}
            divergences={divergences}
            unit={nats}
            stepName={words.latentStep}
            label={sentence}
          />
        )}
      </div>
      <p className="sentence">
        {words.other(step)} {sentence}
      </p>
    </>
  );
}

function Importance({ lane, index, name }: { lane: LaneTrace; index: number; name: string }) {
  const words = useWords().mind.importance;
  const shown = useLab(shownStep);
  const { importance, settings } = lane;
  return (
    <section
      className="importance"
      data-channel={settings.channel}
      aria-label={words.section(name)}
    >
      <h4>
        <span className="channel-mark">
          <ChannelGlyph channel={settings.channel} />
        </span>
        {name}
      </h4>
      {importance !== undefined && <Result lane={lane} {...importance} />}
      {importance?.step !== shown && <Measure lane={lane} index={index} name={name} />}
    </section>
  );
}

function useImportanceSentence(divergences: readonly number[]): string {
  const words = useWords().mind.importance;
  const summary = summarize(divergences);
  if (summary === null) return '';
  const moving = divergences.filter((value) => value > MOVING).length;
  return words.sentence(
    summary.at,
    formatProbability(summary.largest),
    moving,
    divergences.length,
    String(MOVING),
  );
}

/** Leave-one-out importance of the latent steps; none where no lane sends latents. */
export function ImportanceFigure() {
  const words = useWords().mind.importance;
  const lanes = useLab((state) => state.run.trace?.lanes ?? NO_LANES);
  const names = useMemo(() => laneNames(lanes.map(({ settings }) => settings)), [lanes]);
  const latent = lanes.flatMap((lane, index) =>
    latentSteps(lane) > 0 ? [{ lane, index, name: names[index] ?? '' }] : [],
  );
  if (latent.length === 0) return null;
  const rows = latent.flatMap(({ lane, name }) =>
    (lane.importance?.divergences ?? []).map((value, index) => [
      name,
      index + 1,
      formatProbability(value),
    ]),
  );
  return (
    <Figure
      title={words.title}
      subtitle={words.subtitle}
      model="actor"
      table={rows.length === 0 ? null : { columns: words.columns, rows }}
    >
      {latent.map((one) => (
        <Importance key={one.name} {...one} />
      ))}
    </Figure>
  );
}
