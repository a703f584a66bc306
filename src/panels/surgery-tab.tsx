import { useState } from 'react';
import type { MessageSettings } from '../lab/settings';
import type { LaneTrace } from '../lab/trace';
import { useActions, useLab } from '../state/lab-context';
import { fullMessage, laneNames, MOST_LANES } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { latentPlaces, withEdits } from '../state/surgery';
import {
  type Destination,
  destinations,
  type Placed,
  placed,
  textDestination,
  usualDestination,
  withoutWords,
  withText,
} from '../state/surgery-lanes';
import { Choice } from './choice';
import { Effects } from './effects';
import { LaneFailed } from './lane-failed';
import type { StepRange } from './step-strip';
import { SurgeryImportance } from './surgery-importance';
import { SurgeryList } from './surgery-list';
import { type Done, doneWith, outcomeText, SurgeryOutcome } from './surgery-outcome';
import { ActButton } from './surgery-parts';
import { SurgeryHouse, SurgerySwap } from './surgery-sender';
import { SurgerySteps } from './surgery-steps';
import { SurgeryWhere } from './surgery-where';
import { SurgeryWhole } from './surgery-whole';
import { SurgeryWords } from './surgery-words';

/** A lane before its run is open. */
function unplayed(settings: LaneTrace['settings']): LaneTrace {
  return { settings, message: null, communication: null, steps: [], outcome: 'running' };
}

/** Operations on the latent message of one lane. */
export function SurgeryTab() {
  const spoken = useWords();
  const { surgery: words, lanes: about } = spoken;
  const lanes = useLab((state) => state.settings.lanes);
  const lanesPlayed = useLab((state) => state.run.trace?.lanes);
  const played = useLab((state) => state.settings.game);
  const error = useLab((state) => state.run.error);
  const { changeSettings } = useActions();
  const [wanted, setWanted] = useState<number | null>(null);
  // How often a lane was picked: only then its parts begin anew.
  const [picks, setPicks] = useState(0);
  const [asked, setAsked] = useState<Destination | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [chosen, setChosen] = useState<StepRange | null>(null);
  const places = latentPlaces(lanes);
  const place = wanted !== null && places.includes(wanted) ? wanted : places[0];
  const settings = place === undefined ? undefined : lanes[place];
  if (place === undefined || settings === undefined) {
    return (
      <div className="surgery-none">
        <p className="empty">{words.noLane}</p>
        {lanes.length < MOST_LANES && (
          <ActButton onPress={() => changeSettings({ lanes: [fullMessage('latent'), ...lanes] })}>
            {words.addLane}
          </ActButton>
        )}
      </div>
    );
  }
  const names = laneNames(lanes, about);
  const name = names[place] ?? '';
  // Without models the run is another one than the settings'.
  const lane =
    lanesPlayed?.[place]?.settings === settings ? lanesPlayed[place] : unplayed(settings);
  const usual = usualDestination(lanes, place);
  const destination = asked !== null && destinations(lanes, place).includes(asked) ? asked : usual;
  const show = (part: string, next: Placed, other: number, game = played): void => {
    const told = doneWith(part, lanes, next, other, about);
    if (told === null) return;
    setDone(told);
    setAsked(null);
    changeSettings(game === played ? { lanes: next.lanes } : { lanes: next.lanes, game });
  };
  const change = (part: string, changed: MessageSettings, to: Destination, game?: string): void => {
    const next = placed(lanes, place, changed, to);
    setWanted(next.lane);
    show(part, next, typeof to === 'number' ? to : place, game);
  };
  /** What a part needs to work on this lane and to tell what came of it. */
  const part = (title: string) => ({
    settings,
    onChange: (changed: MessageSettings) => change(title, changed, destination),
    outcome: done?.part === title ? <SurgeryOutcome done={done} /> : null,
  });
  const sendText = (words: string): void => {
    const to = textDestination(lanes, place);
    const next = withText(lanes, place, words);
    if (to === null || next === null) return;
    const chosenStays = next.lanes.indexOf(settings);
    setWanted(chosenStays >= 0 ? chosenStays : null);
    show('words', next, typeof to.destination === 'number' ? to.destination : to.lane);
  };
  const takeWordsBack = (): void => {
    const next = withoutWords(lanes, place);
    setDone(null);
    setWanted(next.lane);
    if (next.lanes !== lanes) changeSettings({ lanes: next.lanes });
  };
  const said = done && outcomeText(done, lanes, spoken);
  return (
    <div className="surgery">
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {places.length > 1 && (
        <Choice
          legend={words.lane}
          options={places.map((index) => ({ value: String(index), label: names[index] ?? '' }))}
          value={String(place)}
          onChange={(value) => {
            setWanted(Number(value));
            setPicks(picks + 1);
            setChosen(null);
            setAsked(null);
            setDone(null);
          }}
        />
      )}
      <SurgeryWhere lane={place} destination={destination} onChange={setAsked} />
      <LaneFailed again index={place} lane={lane} />
      {error !== null && (
        <p className="problem" role="alert">
          {words.done.failed} {spoken.errors.told(error.code, error.message)}
        </p>
      )}
      <Effects lane={place} />
      <div className="figures">
        <SurgerySteps
          key={`steps ${picks}`}
          name={name}
          lane={lane}
          chosen={chosen}
          onChoose={setChosen}
          outcome={part('steps').outcome}
          onEdit={(edit) =>
            change('steps', withEdits(settings, [...(settings.edits ?? []), edit]), destination)
          }
        />
        <div className="surgery-wide">
          <SurgeryImportance place={place} lane={lane} chosen={chosen} onChoose={setChosen} />
        </div>
        <SurgeryList
          {...part('list')}
          // What is taken away or put in another order is in this lane.
          onChange={(changed) => change('list', changed, 'here')}
        />
        <SurgerySwap {...part('swap')} lane={place} destination={destination} />
        <SurgeryWords
          key={`words ${picks}`}
          {...part('words')}
          lane={place}
          text={lane.message?.chainOfThought?.text ?? null}
          onText={sendText}
          onReset={takeWordsBack}
        />
        <SurgeryHouse
          {...part('house')}
          onPlay={(game, changed) =>
            change('house', changed, changed === settings ? 'here' : destination, game)
          }
        />
        <SurgeryWhole {...part('whole')} />
      </div>
    </div>
  );
}
