import { useState } from 'react';
import type { LaneTrace } from '../lab/trace';
import { useActions, useLab } from '../state/lab-context';
import { fullMessage, laneNames, MOST_LANES } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { latentPlaces, withEdits } from '../state/surgery';
import { Choice } from './choice';
import { Effects } from './effects';
import type { StepRange } from './step-strip';
import { SurgeryImportance } from './surgery-importance';
import { SurgeryList } from './surgery-list';
import { ActButton } from './surgery-parts';
import { SurgeryHouse, SurgerySwap, SurgeryWords } from './surgery-sender';
import { SurgerySteps } from './surgery-steps';
import { SurgeryWhole } from './surgery-whole';

/** A lane before its run is open. */
function unplayed(settings: LaneTrace['settings']): LaneTrace {
  return { settings, message: null, communication: null, steps: [], outcome: 'running' };
}

/** Operations on the latent message of one lane. */
export function SurgeryTab() {
  const { surgery: words, lanes: about } = useWords();
  const lanes = useLab((state) => state.settings.lanes);
  const played = useLab((state) => state.run.trace?.lanes);
  const { changeLane, changeSettings } = useActions();
  const [wanted, setWanted] = useState<number | null>(null);
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
  const lane = played?.[place]?.settings === settings ? played[place] : unplayed(settings);
  const change = (changed: LaneTrace['settings']): void => changeLane(place, changed);
  const sender = { lane: place, settings, onChange: change };
  return (
    <div className="surgery">
      {places.length > 1 && (
        <Choice
          legend={words.lane}
          options={places.map((index) => ({ value: String(index), label: names[index] ?? '' }))}
          value={String(place)}
          onChange={(value) => {
            setWanted(Number(value));
            setChosen(null);
          }}
        />
      )}
      <Effects lane={place} />
      <div className="figures">
        <SurgerySteps
          key={place}
          name={name}
          lane={lane}
          chosen={chosen}
          onChoose={setChosen}
          onEdit={(edit) => change(withEdits(settings, [...(settings.edits ?? []), edit]))}
        />
        <div className="surgery-wide">
          <SurgeryImportance place={place} lane={lane} chosen={chosen} onChoose={setChosen} />
        </div>
        <SurgeryList settings={settings} onChange={change} />
        <SurgerySwap {...sender} />
        <SurgeryWords
          key={`words ${place}`}
          {...sender}
          text={lane.message?.chainOfThought?.text ?? null}
        />
        <SurgeryHouse {...sender} />
        <SurgeryWhole settings={settings} onChange={change} />
      </div>
    </div>
  );
}
