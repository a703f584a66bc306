import { useMemo } from 'react';
import type { LaneTrace } from '../lab/trace';
import { formatCount } from '../plots/format';
import { MessageSizePlot } from '../plots/message-size-plot';
import { type MessageSize, messageSizeSentence } from '../plots/message-size-sentence';
import { useLab } from '../state/lab-context';
import {
  CHANNEL_NAMES,
  countPositions,
  describeCompression,
  laneNames,
} from '../state/lane-settings';
import type { LiveLane } from '../state/run-store';
import { Figure } from './figure';
import { HiddenStatesNote } from './hidden-states-note';
import { useWidth } from './use-width';

const NO_LANES: readonly LaneTrace[] = [];
const NO_LIVE: readonly LiveLane[] = [];

/** What the sender wrote in words, while it writes and after. */
function ChainOfThought() {
  const lanes = useLab((state) => state.run.trace?.lanes ?? NO_LANES);
  const live = useLab((state) => state.run.live ?? NO_LIVE);
  const written = lanes.find((lane) => lane.message?.chainOfThought)?.message?.chainOfThought;
  const thinking = live.find((lane) => lane.thinking !== null)?.thinking;
  const text = written?.text ?? thinking?.text;
  const tokens = written?.tokens.length ?? thinking?.tokens ?? 0;
  const wordless =
    lanes.length > 0 &&
    lanes.every(
      ({ settings: { channel }, message }) => channel === 'none' || channel === 'human' || message,
    );
  const words = text?.split(/\s+/).filter((word) => word !== '').length ?? 0;
  return (
    <section className="figure" aria-labelledby="chain-of-thought">
      <header>
        <h3 id="chain-of-thought">What the sender wrote</h3>
        <p>
          {text === undefined
            ? 'chain of thought (CoT)'
            : `chain of thought (CoT): ${formatCount(tokens)} tokens, ${formatCount(words)} words`}
        </p>
      </header>
      {text === undefined ? (
        <p className="empty">
          {wordless
            ? 'No lane asks the sender for words in this run.'
            : 'The sender writes when the game is played: Run or Step.'}
        </p>
      ) : (
        <blockquote className="thought mono">
          {text.trim()}
          {written === undefined && <span className="caret" aria-hidden="true" />}
        </blockquote>
      )}
    </section>
  );
}

function MessageSizes() {
  const [frame, width] = useWidth<HTMLDivElement>();
  const all = useLab((state) => state.run.trace?.lanes ?? NO_LANES);
  const named = useMemo(() => {
    const names = laneNames(all.map((lane) => lane.settings));
    return all.map((lane, index) => ({ lane, name: names[index] ?? '' }));
  }, [all]);
  const agents = named.filter(({ lane }) => lane.settings.channel !== 'human');
  const people = named.filter(({ lane }) => lane.settings.channel === 'human');
  const lanes = agents.map(({ lane }) => lane);
  const names = agents.map(({ name }) => name);
  const sizes: (MessageSize | null)[] = lanes.map(({ settings: { channel }, message }) => {
    // Without a message there is nothing to wait for: the actor reads no position.
    if (channel === 'none') return { channel, positions: 0, bytes: 0 };
    return message && { channel, positions: message.positions, bytes: message.bytes };
  });
  const measured = sizes.filter((size) => size !== null);
  const complete = sizes.length > 0 && measured.length === sizes.length;
  const words = sizes.map((size, index) =>
    size === null ? '' : `${names[index]}: ${countPositions(size.channel, size.positions)}`,
  );
  return (
    <Figure
      title="Size of the message"
      subtitle="positions the actor must read before its first command"
      sentence={complete ? messageSizeSentence(measured) : ''}
      model="sender"
      table={
        complete
          ? {
              columns: ['Lane', 'Positions', 'Bytes sent'],
              rows: sizes.map((size, index) => [
                names[index] ?? '',
                size?.positions ?? 0,
                size?.bytes ?? 0,
              ]),
            }
          : null
      }
    >
      <div ref={frame}>
        {width > 0 && lanes.length > 0 && (
          <MessageSizePlot
            width={width}
            label={complete ? words.join('; ') : 'No message has been measured yet.'}
            bars={lanes.map(({ settings }, index) => ({
              lane: names[index] ?? '',
              name: CHANNEL_NAMES[settings.channel],
              detail: describeCompression(settings),
              channel: settings.channel,
              positions: sizes[index]?.positions ?? null,
            }))}
          />
        )}
        {!complete && lanes.length > 0 && (
          <p className="empty">Measured when the messages are written.</p>
        )}
        {people.length > 0 && (
          <p className="empty">
            {people.map(({ name }) => name).join(' and ')}: a person plays, no message is sent.
          </p>
        )}
      </div>
    </Figure>
  );
}

/** The message: its words and its size. */
export function MessageTab() {
  return (
    <div className="figures">
      <HiddenStatesNote />
      <ChainOfThought />
      <MessageSizes />
    </div>
  );
}
