import { type FocusEvent, useMemo, useRef, useState } from 'react';
import type { LaneTrace } from '../lab/trace';
import { ChannelGlyph } from '../plots/channel-glyph';
import { useLab } from '../state/lab-context';
import { isPerturbed, laneKeys, laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { outcomeLabel } from '../state/run-status';
import { QUIET } from '../state/run-store';
import { clockStep, partings } from '../state/run-view';
import { Effects } from './effects';
import { HouseKey } from './house-key';
import { HousePlan } from './house-plan';
import { Lane, PHONE, positionsSoFar } from './lane';
import { useMediaQuery } from './use-media-query';

/** Of a name that stands beside the clock in a narrow lane, letters. */
const LONGEST_NAME = 12;

type PartingsOfLane = ReadonlyMap<number, readonly string[]>;

function partingsByLane(lanes: readonly LaneTrace[], names: readonly string[]): PartingsOfLane[] {
  const found = partings(lanes, clockStep(lanes));
  return lanes.map(
    (_, lane) =>
      new Map(
        found
          .filter((parting) => parting.lane === lane)
          .map(({ step, from }) => [step, from.map((other) => names[other] ?? '')]),
      ),
  );
}

/** Beside such a name there is no room for the lane's clock. Chinese signs are twice as wide. */
const isLong = (name: string): boolean => {
  const wide = name.match(/\p{Script=Han}/gu)?.length ?? 0;
  return name.length + wide > LONGEST_NAME;
};

/** On small screens one card is in view: the names say which, and lead to the others. */
function LaneTabs(props: {
  lanes: readonly LaneTrace[];
  names: readonly string[];
  inView: number;
  onPick: (lane: number) => void;
}) {
  const { lanes, names, inView, onPick } = props;
  const { lanes: words, runStatus } = useWords();
  const keys = laneKeys(lanes.map(({ settings }) => settings));
  const pinned = useLab((state) => state.pinnedStep);
  const steps = lanes.map((lane) =>
    Math.min(pinned ?? Number.POSITIVE_INFINITY, lane.steps.length),
  );
  return (
    <nav className="lane-tabs" aria-label={words.label}>
      {lanes.map((lane, index) => (
        <button
          key={keys[index]}
          type="button"
          data-channel={lane.settings.channel}
          data-perturbed={isPerturbed(lane.settings)}
          aria-current={index === inView}
          onClick={() => onPick(index)}
        >
          <span className="channel-mark">
            <ChannelGlyph channel={lane.settings.channel} />
          </span>
          {names[index]}
          <small>
            {(steps[index] === lane.steps.length && outcomeLabel(lane.outcome, runStatus)) ||
              words.step(steps[index] ?? 0)}
          </small>
        </button>
      ))}
    </nav>
  );
}

/** The lanes before there is a game. */
function PlannedLanes() {
  const lanes = useLab((state) => state.settings.lanes);
  const { lanes: words, page } = useWords();
  const phone = useMediaQuery(PHONE);
  const names = laneNames(lanes, words);
  const keys = laneKeys(lanes);
  return (
    <section
      className="lanes"
      data-count={lanes.length}
      aria-label={page.lanes}
      // What scrolls is scrolled by keyboard.
      tabIndex={phone && lanes.length > 1 ? 0 : undefined}
    >
      {lanes.map((lane, index) => (
        <section
          key={keys[index]}
          className="lane is-planned"
          data-channel={lane.channel}
          data-perturbed={isPerturbed(lane)}
          aria-label={names[index]}
        >
          <header className="lane-head">
            <span className="channel-mark">
              <ChannelGlyph channel={lane.channel} />
            </span>
            <h2>{names[index]}</h2>
          </header>
          <p className="planned">{words.plans[lane.channel]}</p>
          <HousePlan />
        </section>
      ))}
    </section>
  );
}

/** The same game side by side. What reaches the actor is the only difference. */
export function Lanes() {
  const trace = useLab((state) => state.run.trace);
  const live = useLab((state) => state.run.live);
  const track = useRef<HTMLDivElement>(null);
  const [inView, setInView] = useState(0);
  const phone = useMediaQuery(PHONE);
  const lanes = trace?.lanes;
  const { lanes: words, page } = useWords();
  const settings = useMemo(() => lanes?.map((lane) => lane.settings) ?? [], [lanes]);
  const names = useMemo(() => laneNames(settings, words), [settings, words]);
  const keys = useMemo(() => laneKeys(settings), [settings]);
  const marks = useMemo(() => partingsByLane(lanes ?? [], names), [lanes, names]);
  if (lanes === undefined || trace?.intro === '') return <PlannedLanes />;

  const longest = Math.max(
    1,
    ...lanes.map((lane, index) => positionsSoFar(lane, live[index] ?? QUIET) ?? 0),
  );
  const pick = (lane: number): void => {
    const card = track.current?.children[lane];
    if (card instanceof HTMLElement) track.current?.scrollTo({ left: card.offsetLeft - 16 });
  };
  const onScroll = (): void => {
    const element = track.current;
    const card = element?.firstElementChild;
    if (element === null || !(card instanceof HTMLElement)) return;
    setInView(Math.min(lanes.length - 1, Math.round(element.scrollLeft / card.offsetWidth)));
  };
  /** By keyboard one comes into a card that is out of view, or nearly. */
  const onFocus = ({ target }: FocusEvent): void => {
    const cards = [...(track.current?.children ?? [])];
    const lane = cards.findIndex((card) => card.contains(target));
    if (phone && lane >= 0 && target.matches(':focus-visible')) pick(lane);
  };
  return (
    <>
      {!phone && <HouseKey />}
      <LaneTabs lanes={lanes} names={names} inView={inView} onPick={pick} />
      <section
        className="lanes"
        aria-label={page.lanes}
        data-count={lanes.length}
        data-long={names.some(isLong)}
        ref={track}
        onScroll={onScroll}
        onFocus={onFocus}
      >
        {lanes.map((lane, index) => (
          <Lane
            key={keys[index]}
            name={names[index] ?? ''}
            id={keys[index] ?? ''}
            index={index}
            lane={lane}
            live={live[index] ?? QUIET}
            longest={longest}
            partings={marks[index] ?? new Map()}
          />
        ))}
      </section>
      {phone && <HouseKey />}
      <Effects />
    </>
  );
}
