import { Fragment } from 'react';
import { formatMilliseconds, formatPercent } from '../plots/format';
import { StackedBarsPlot, StackedKey } from '../plots/stacked-bars-plot';
import { useLab } from '../state/lab-context';
import { isUnmade } from '../state/lane-remedy';
import { isPerturbed } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { LATENCY_PARTS, sharedWork, totalTime } from '../state/latency';
import { Figure } from './figure';
import { LatencyRatios } from './latency-ratios';
import { useNamedLanes } from './use-shown-latent';
import { useWidth } from './use-width';

/** In two shades, a hatch and an outline, so that colour does not speak alone. */
const FILLS: Readonly<Record<(typeof LATENCY_PARTS)[number], string>> = {
  senderPrefill: 'before',
  generation: 'generation',
  adapter: 'adapter',
  actorPrefill: 'after',
};

function LatencyTimes() {
  const { latency: words, lanes: about, message } = useWords();
  const { time: say } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const named = useNamedLanes();
  const backend = useLab((state) => state.run.trace?.source.backend ?? '');
  const agents = named.filter(({ lane }) => lane.settings.channel !== 'human' && !isUnmade(lane));
  const unmade = named.flatMap(({ lane, name }) => (isUnmade(lane) ? [name] : []));
  const people = named.filter(({ lane }) => lane.settings.channel === 'human');
  const measured = agents.flatMap(({ name, lane: { communication } }) =>
    communication === null ? [] : [{ name, time: communication, total: totalTime(communication) }],
  );
  const longest = measured.toSorted((one, other) => other.total - one.total)[0];
  const parts = LATENCY_PARTS.map((key) => ({ key: FILLS[key], name: words.parts[key] }));
  const slowest =
    longest &&
    LATENCY_PARTS.toSorted((one, other) => longest.time[other] - longest.time[one]).at(0);
  const shared = sharedWork(named.map(({ lane }) => lane));
  const nameOf = (lane: number): string => named[lane]?.name ?? '';
  return (
    <Figure
      title={say.title}
      definition="latencyParts"
      subtitle={say.subtitle(backend)}
      sentence={
        longest === undefined || slowest === undefined || longest.total === 0
          ? ''
          : say.sentence(
              longest.name,
              formatMilliseconds(longest.total),
              words.parts[slowest],
              formatPercent(longest.time[slowest] / longest.total),
            )
      }
      model="sender"
      table={
        measured.length === 0
          ? null
          : {
              columns: [say.columns.lane, ...parts.map((part) => part.name), say.columns.total],
              rows: measured.map(({ name, time, total }) => [
                name,
                ...LATENCY_PARTS.map((part) => formatMilliseconds(time[part])),
                formatMilliseconds(total),
              ]),
            }
      }
    >
      <ul className="latency-keys">
        {parts.map(({ key, name }) => (
          <li key={key}>
            <StackedKey kind="latency" part={key} />
            {name}
          </li>
        ))}
      </ul>
      <div ref={frame}>
        {width > 0 && agents.length > 0 && (
          <StackedBarsPlot
            width={width}
            kind="latency"
            parts={parts}
            format={formatMilliseconds}
            label={
              measured.length === 0
                ? say.waiting
                : measured
                    .map(({ name, total }) => say.label(name, formatMilliseconds(total)))
                    .join('; ')
            }
            bars={agents.map(({ name, detail, lane: { settings, communication } }) => ({
              lane: name,
              name: about.channels[settings.channel],
              detail,
              channel: settings.channel,
              disturbed: isPerturbed(settings),
              values: communication && LATENCY_PARTS.map((part) => communication[part]),
              total: communication === null ? '' : formatMilliseconds(totalTime(communication)),
            }))}
          />
        )}
      </div>
      <p className="empty">
        {measured.length < agents.length ? say.waiting : say.once}
        {shared.map((group) => (
          <Fragment key={group.join()}> {say.shared(group.map(nameOf).join('; '))}</Fragment>
        ))}
        {unmade.length > 0 && ` ${message.unmade(unmade.join(', '))}`}
        {people.length > 0 && ` ${say.person(people.map(({ name }) => name).join(', '))}`}
      </p>
    </Figure>
  );
}

/** Where communication time goes, and how it compares with the full-length message. */
export function LatencyTab() {
  return (
    <div className="message-tab">
      <LatencyTimes />
      <LatencyRatios />
    </div>
  );
}
