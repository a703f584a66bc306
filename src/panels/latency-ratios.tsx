import { formatRatio } from '../plots/format';
import { type MessageSizeBar, MessageSizePlot } from '../plots/message-size-plot';
import { PAPER_LATENCY } from '../shared/paper';
import { isUnmade } from '../state/lane-remedy';
import { isPerturbed } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { fullLane, latencyRatios } from '../state/latency';
import { AddShortLane } from './add-short-lane';
import { Figure } from './figure';
import { useLanes, useNamedLanes } from './use-shown-latent';
import { useWidth } from './use-width';

const figure = (ratio: number | null): string => (ratio === null ? '–' : formatRatio(ratio));
const times = (ratio: number | null): string => (ratio === null ? '–' : `${figure(ratio)}×`);
const PAPER_K = 8;

/** The paper's ratio for its trained or untrained K = 8. */
const paperRatio = (kind: 'trained' | 'untrained'): number =>
  PAPER_LATENCY.full / PAPER_LATENCY[kind][PAPER_K];

function usePaperBars(): readonly MessageSizeBar[] {
  const { ratio: say } = useWords().latency;
  return (['untrained', 'trained'] as const).map((kind) => ({
    lane: `paper ${kind}`,
    name: say.paper(String(PAPER_K)),
    detail: say.paperKinds[kind],
    channel: 'latent',
    value: paperRatio(kind),
    quoted: true,
  }));
}

function RatioPlot(props: { name: string; bars: readonly MessageSizeBar[] }) {
  const { name, bars } = props;
  const { ratio: say } = useWords().latency;
  const [frame, width] = useWidth<HTMLDivElement>();
  return (
    <section>
      <h4>{name}</h4>
      <div ref={frame}>
        {width > 0 && (
          <MessageSizePlot
            width={width}
            bars={bars}
            format={times}
            formatTick={(tick) => `${tick}×`}
            label={`${name}: ${bars.map(({ lane, value }) => say.label(lane, figure(value))).join('; ')}`}
          />
        )}
      </div>
    </section>
  );
}

/** How much faster each message is than the full-length latent one: to generate, and end to end. */
export function LatencyRatios() {
  const { latency, lanes: about } = useWords();
  const { ratio: say } = latency;
  const lanes = useLanes();
  const named = useNamedLanes();
  const paper = usePaperBars();
  const full = fullLane(lanes);
  const ratios = latencyRatios(lanes);
  const waiting = lanes.some(
    (lane) => lane.settings.channel !== 'human' && lane.communication === null && !isUnmade(lane),
  );
  const nameOf = (lane: number): string => named[lane]?.name ?? '';
  const bars = (measure: 'generation' | 'endToEnd'): MessageSizeBar[] =>
    ratios.flatMap(({ lane, [measure]: value }) => {
      const settings = lanes[lane]?.settings;
      if (settings === undefined) return [];
      const { channel } = settings;
      const disturbed = isPerturbed(settings);
      const detail = named[lane]?.detail ?? '';
      return [
        { lane: nameOf(lane), name: about.channels[channel], detail, channel, value, disturbed },
      ];
    });
  const missing = waiting ? say.waiting : full === null ? say.noFull : say.noOther;
  const best = ratios.toSorted((one, other) => (other.generation ?? 0) - (one.generation ?? 0))[0];
  return (
    <Figure
      title={say.title}
      definition="latencyRatios"
      subtitle={say.subtitle(full === null ? '' : nameOf(full))}
      sentence={
        best === undefined
          ? ''
          : say.sentence(nameOf(best.lane), figure(best.generation), figure(best.endToEnd))
      }
      model="sender"
      table={{
        columns: [say.columns.lane, say.columns.generation, say.columns.endToEnd],
        rows: [
          ...ratios.map(({ lane, generation, endToEnd }) => [
            nameOf(lane),
            times(generation),
            times(endToEnd),
          ]),
          ...paper.map(({ name, detail, value }) => [
            `${name} ${detail}, ${PAPER_LATENCY.model}`,
            times(value),
            '–',
          ]),
        ],
      }}
    >
      <AddShortLane />
      {ratios.length === 0 && <p className="empty">{missing}</p>}
      <div className="lens-sides">
        <RatioPlot name={say.generation} bars={[...bars('generation'), ...paper]} />
        {ratios.length > 0 && <RatioPlot name={say.endToEnd} bars={bars('endToEnd')} />}
      </div>
      <p className="empty">
        {say.paperNote({
          model: PAPER_LATENCY.model,
          full: PAPER_LATENCY.full.toFixed(2),
          untrained: PAPER_LATENCY.untrained[PAPER_K].toFixed(2),
          untrainedRatio: formatRatio(paperRatio('untrained')),
          trained: PAPER_LATENCY.trained[PAPER_K].toFixed(2),
          trainedRatio: formatRatio(paperRatio('trained')),
        })}
      </p>
    </Figure>
  );
}
