import { formatCount, formatShort } from '../plots/format';
import { MessageSizePlot } from '../plots/message-size-plot';
import { useLab } from '../state/lab-context';
import { isUnmade } from '../state/lane-remedy';
import { isPerturbed } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { type MessageSize, messageSize } from '../state/message-sizes';
import { vocabularyOf } from '../state/recordings';
import { AddShortLane } from './add-short-lane';
import { Figure } from './figure';
import { sizeSentences } from './message-size-sentences';
import { useNamedLanes } from './use-shown-latent';
import { useWidth } from './use-width';

type Measure = 'positions' | 'bytes' | 'capacity';

const VALUES: Readonly<Record<Measure, (size: MessageSize) => number | null>> = {
  positions: (size) => size.positions,
  bytes: (size) => size.bytes,
  capacity: (size) => (size.bits === null ? null : Math.round(size.bits)),
};

function SizeFigure({ measure }: { measure: Measure }) {
  const { message: words, lanes: about } = useWords();
  const { size: say } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const named = useNamedLanes();
  const vocabulary = useLab(vocabularyOf);
  const people = named.filter(({ lane }) => lane.settings.channel === 'human');
  const rows = named
    .filter(({ lane }) => lane.settings.channel !== 'human' && !isUnmade(lane))
    .map((one) => ({ ...one, size: messageSize(one.lane, vocabulary) }));
  const unmade = named.flatMap(({ lane, name }) => (isUnmade(lane) ? [name] : []));
  const alone = rows.length === 0 && people.length > 0;
  const sizes = rows.flatMap(({ size }) => size ?? []);
  const complete = rows.length > 0 && sizes.length === rows.length;
  const value = (size: MessageSize | null): number | null => size && VALUES[measure](size);
  const unknown = complete && rows.some(({ size }) => value(size) === null);
  const sentences = complete ? sizeSentences(sizes, vocabulary, words) : null;
  const label = complete
    ? rows.map(({ name, size }) => `${name}: ${formatCount(value(size) ?? Number.NaN)}`).join('; ')
    : say.unmeasured;
  return (
    <Figure
      title={say[measure].title}
      definition={measure}
      subtitle={say[measure].subtitle}
      sentence={sentences?.[measure] ?? ''}
      model="sender"
      table={
        complete
          ? {
              columns: [
                words.columns.lane,
                say.columns.positions,
                say.columns.bytes,
                say.columns.bits,
              ],
              rows: rows.map(({ name, size }) => [
                name,
                size?.positions ?? 0,
                size?.bytes ?? 0,
                size?.bits === null || size === null ? '' : Math.round(size.bits),
              ]),
            }
          : null
      }
    >
      <div ref={frame}>
        {width > 0 && rows.length > 0 && (
          <MessageSizePlot
            width={width}
            label={label}
            formatTick={measure === 'positions' ? formatCount : formatShort}
            bars={rows.map(({ lane: { settings }, name, detail, size }) => ({
              lane: name,
              name: about.channels[settings.channel],
              detail,
              channel: settings.channel,
              value: value(size),
              disturbed: isPerturbed(settings),
            }))}
          />
        )}
        {!complete && !alone && rows.length > 0 && <p className="empty">{say.waiting}</p>}
        {unmade.length > 0 && <p className="empty">{words.unmade(unmade.join(', '))}</p>}
        {unknown && <p className="empty">{say.unknownVocabulary}</p>}
        {people.length > 0 && (alone || measure === 'positions') && (
          <p className="empty">{words.person(people.map(({ name }) => name).join(', '))}</p>
        )}
      </div>
    </Figure>
  );
}

/** The size of the message in three figures: positions, bytes, capacity. */
export function MessageSizes() {
  const { size: say } = useWords().message;
  return (
    <section className="sizes" aria-label={say.title}>
      <SizeFigure measure="positions" />
      <SizeFigure measure="bytes" />
      <SizeFigure measure="capacity" />
      <AddShortLane />
    </section>
  );
}
