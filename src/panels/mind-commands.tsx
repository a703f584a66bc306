import { useMemo } from 'react';
import type { Channel } from '../lab/settings';
import { ChannelGlyph } from '../plots/channel-glyph';
import { type CommandBar, CommandDistributionPlot } from '../plots/command-distribution-plot';
import { formatNats, formatProbability, formatRatio } from '../plots/format';
import { useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { isPerturbed, laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { admissibleCount, type CommandView, commandView, rankCommands } from '../state/mind-view';
import { AbsenceOf } from './absence';
import { Figure } from './figure';
import { useWidth } from './use-width';

function Distribution(props: { channel: Channel; disturbed: boolean; view: CommandView }) {
  const { channel, disturbed, view } = props;
  const [frame, width] = useWidth<HTMLDivElement>();
  const words = useWords().mind.commands;
  const { rows, more, elsewhere, taken, takenProbability, entropy, effective } = view;
  const figures = [formatNats(entropy), formatRatio(effective)] as const;
  const sentence =
    takenProbability === null
      ? words.inadmissible(taken, formatProbability(elsewhere), ...figures)
      : words.sentence(taken, formatProbability(takenProbability), ...figures);
  const bars: CommandBar[] = [
    ...rows.map((row) => ({
      name: row.command,
      probability: row.probability,
      taken: row.taken,
      summed: false,
    })),
    ...(more.count === 0
      ? []
      : [
          {
            name: words.more(more.count),
            probability: more.probability,
            taken: false,
            summed: true,
          },
        ]),
    {
      name: words.elsewhere,
      probability: elsewhere,
      taken: takenProbability === null,
      summed: true,
    },
  ];
  return (
    <>
      <div ref={frame}>
        {width > 0 && (
          <CommandDistributionPlot
            width={width}
            channel={channel}
            disturbed={disturbed}
            bars={bars}
            takenMark={words.taken}
            label={sentence}
          />
        )}
      </div>
      <p className="sentence">{sentence}</p>
    </>
  );
}

/** The exact distribution over the game's commands before the step shown, in every lane. */
export function CommandsFigure() {
  const { mind, lanes: about } = useWords();
  const words = mind.commands;
  const run = useLab((state) => state.run);
  const shown = useLab(shownStep);
  const lanes = run.trace?.lanes ?? [];
  const settings = run.trace?.settings.lanes;
  const names = useMemo(() => laneNames(settings ?? [], about), [settings, about]);
  const columns = lanes.map((lane, index) => ({
    lane,
    name: names[index] ?? '',
    view: commandView(run, index, shown),
    admissible: admissibleCount(run, index, shown),
  }));
  const rows = columns.flatMap(({ lane, name }) => {
    const step = lane.steps[shown - 1];
    return rankCommands(step?.commands ?? [], step?.command ?? '').map((row) => [
      name,
      row.rank,
      row.command,
      formatProbability(row.probability),
      row.taken ? words.yes : '',
    ]);
  });
  return (
    <Figure
      title={words.title(shown)}
      definition="nextCommand"
      subtitle={words.subtitle}
      model="actor"
      table={rows.length === 0 ? null : { columns: words.columns, rows }}
    >
      <div className="distributions">
        {columns.map(({ lane, name, view, admissible }) => (
          <section key={name} data-channel={lane.settings.channel} aria-label={words.section(name)}>
            <h4>
              <span className="channel-mark">
                <ChannelGlyph channel={lane.settings.channel} />
              </span>
              {name}
            </h4>
            {typeof view === 'string' ? (
              <AbsenceOf
                lane={lane}
                step={shown}
                absence={view}
                coming={words.computing(admissible)}
              />
            ) : (
              <Distribution
                channel={lane.settings.channel}
                disturbed={isPerturbed(lane.settings)}
                view={view}
              />
            )}
          </section>
        ))}
      </div>
    </Figure>
  );
}
