import type { LaneTrace } from '../lab/trace';
import { useWords } from '../state/language-context';
import type { Absence } from '../state/mind-view';

export interface AbsenceOfProps {
  readonly lane: LaneTrace;
  readonly step: number;
  /** Null: nothing was written at this step. */
  readonly absence: Absence | null;
  /** What is being computed, where it is to come. */
  readonly coming?: string;
}

/** Why a lane has nothing to show at a step. */
export function AbsenceOf({ lane, step, absence, coming }: AbsenceOfProps) {
  const { mind } = useWords();
  const { absent } = mind;
  const taken = lane.steps[step - 1];
  const text = (): string => {
    switch (absence) {
      case 'ended':
        return lane.outcome === 'running'
          ? absent.unplayed(step)
          : absent.ended(lane.steps.length, lane.outcome);
      case 'person':
        return absent.person(taken?.command ?? '', ((taken?.milliseconds ?? 0) / 1000).toFixed(1));
      case 'coming':
        return coming ?? mind.computing;
      case 'standing':
        return mind.whenStanding;
      case 'start':
      case 'refused':
      case 'unrecorded':
        return absent[absence];
      case 'unplayed':
      case null:
        return absent.unplayed(step);
    }
  };
  return <p className={absence === 'coming' ? 'empty is-coming' : 'empty'}>{text()}</p>;
}
