import { useId } from 'react';
import type { LaneTrace } from '../lab/trace';
import { ChannelGlyph } from '../plots/channel-glyph';
import { MessageStrip } from '../plots/message-strip';
import { useActions, useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { countPositions, describeCompression, isPerturbed } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { outcomeLabel } from '../state/run-status';
import { isPlanned, type LiveLane } from '../state/run-store';
import type { Words } from '../words/words';
import { CommandBox } from './command-box';
import { HousePanel } from './house-panel';
import { Icon } from './icons';
import { LaneFailed } from './lane-failed';
import { LaneMarks, LaneName } from './lane-marks';
import { Transcript } from './transcript';
import { useMediaQuery } from './use-media-query';
import { useWidth } from './use-width';

/** As in styles/lanes.css. */
export const PHONE = '(max-width: 40em)';
const NO_COMMANDS: readonly string[] = [];

export interface LaneProps {
  readonly name: string;
  /** Its name for what is kept, in every language the same. */
  readonly id: string;
  /** Its place in the run. */
  readonly index: number;
  readonly lane: LaneTrace;
  readonly live: LiveLane;
  /** Positions of the longest message in any lane. */
  readonly longest: number;
  readonly partings: ReadonlyMap<number, readonly string[]>;
}

/** Positions the message has so far: while the sender writes, its tokens. */
export function positionsSoFar(lane: LaneTrace, live: LiveLane): number | null {
  return lane.message?.positions ?? live.thinking?.tokens ?? null;
}

/** What a lane waits for whose run cannot be opened yet; null where it is opened. */
function useWaits(): 'loading' | 'failed' | null {
  return useLab((state) =>
    !isPlanned(state.run) ? null : state.loading.kind === 'failed' ? 'failed' : 'loading',
  );
}

function messageText(
  lane: LaneTrace,
  live: LiveLane,
  waits: ReturnType<typeof useWaits>,
  words: Words['lanes'],
): string {
  const { channel } = lane.settings;
  if (channel === 'human') return words.noMessageToYou;
  if (channel === 'none') {
    return waits === null
      ? words.reachesNothing
      : `${words.reachesNothing} · ${words.waits[waits]}`;
  }
  if (lane.message === null && lane.outcome === 'failed') return words.failure.unmade;
  if (lane.message !== null) return countPositions(channel, lane.message.positions, words);
  if (waits !== null) return words.waits[waits];
  if (live.thinking !== null) return words.writing(live.thinking.tokens);
  return words.unwritten(describeCompression(lane.settings, words));
}

/** How the lane ended; where the clock stands before its end, when that was. */
function Outcome({ lane, step }: { lane: LaneTrace; step: number }) {
  const { runStatus, lanes: words } = useWords();
  const { outcome, steps } = lane;
  if (outcome === 'running') return null;
  const label = outcomeLabel(outcome, runStatus);
  const ahead = step < steps.length;
  return (
    <span className="outcome" data-outcome={outcome} data-ahead={ahead}>
      <Icon name={outcome === 'won' ? 'check' : 'cross'} />
      {ahead ? words.endedAt(label, steps.length) : label}
    </span>
  );
}

/** One game played with one message, or by a person. */
export function Lane({ name, id, index, lane, live, longest, partings }: LaneProps) {
  const { lanes: words } = useWords();
  const title = useId();
  const [frame, width] = useWidth<HTMLDivElement>();
  const budget = useLab((state) => state.run.trace?.settings.stepBudget ?? 0);
  const intro = useLab((state) => state.run.trace?.intro ?? '');
  const atStart = useLab((state) => state.run.trace?.admissibleCommands ?? NO_COMMANDS);
  const shown = useLab(shownStep);
  const following = useLab((state) => state.pinnedStep === null);
  const { selectStep } = useActions();
  const { channel } = lane.settings;
  const waits = useWaits();
  const beingPlayed = useLab(
    ({ run }) => run.trace?.lanes.some((one) => one.settings.channel === 'human') ?? false,
  );
  // On a phone the room is for what a person reads and types.
  const folded = useMediaQuery(PHONE) && beingPlayed;
  const upTo = following ? lane.steps.length : Math.min(shown, lane.steps.length);
  const house = <HousePanel name={name} index={index} lane={lane} step={upTo} />;
  return (
    <section
      className="lane"
      data-channel={channel}
      data-perturbed={isPerturbed(lane.settings)}
      aria-labelledby={title}
    >
      <header className="lane-head">
        <span className="channel-mark">
          <ChannelGlyph channel={channel} />
        </span>
        <h2 id={title} title={name}>
          <LaneName name={name} settings={lane.settings} />
        </h2>
        <p className="lane-clock">
          {words.clock(upTo, budget)}
          <Outcome lane={lane} step={upTo} />
        </p>
      </header>
      <div className="lane-message" ref={frame}>
        <MessageStrip
          width={width}
          channel={channel}
          hatched={isPerturbed(lane.settings)}
          positions={positionsSoFar(lane, live) ?? 0}
          longest={longest}
        />
        <div className="lane-message-text">
          <p>{messageText(lane, live, waits, words)}</p>
          <LaneMarks settings={lane.settings} />
        </div>
      </div>
      <LaneFailed index={index} lane={lane} />
      <div className="lane-body">
        {folded ? (
          <details className="house-fold">
            <summary>{words.map}</summary>
            {house}
          </details>
        ) : (
          house
        )}
        <Transcript
          lane={name}
          intro={intro}
          steps={lane.steps}
          writing={live.writing}
          shown={shown}
          following={following}
          partings={partings}
          onSelect={selectStep}
        />
      </div>
      {channel === 'human' && (
        <CommandBox
          name={name}
          id={id}
          index={index}
          lane={lane}
          admissible={lane.steps.at(-1)?.admissibleCommands ?? atStart}
        />
      )}
    </section>
  );
}
