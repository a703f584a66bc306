import type { ReactNode } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { hasPeople } from '../state/lab-store';
import { VIEW_NOTES, VIEW_OPTIONS, viewOf } from '../state/view-choice';
import { Choice } from './choice';
import { GamePicker } from './game-picker';
import { MessageControls } from './message-controls';
import { PaceChoice } from './pace-choice';
import { RecordedRuns } from './recorded-runs';

const BUDGETS = ['20', '50'] as const;

function RailSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rail-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** The settings of a run, in the order of its story. */
export function Rail() {
  const budget = useLab((state) => String(state.settings.stepBudget));
  const view = useLab((state) => viewOf(state.settings));
  const people = useLab(hasPeople);
  const { changeSettings } = useActions();
  return (
    <div className="rail-sections">
      <RailSection title="Game">
        <GamePicker />
        <RecordedRuns />
      </RailSection>
      <RailSection title="Sender’s view">
        <div className="view-choice">
          <Choice
            legend="Sender’s view"
            hideLegend
            options={VIEW_OPTIONS}
            value={view}
            onChange={(chosen) => changeSettings({ view: chosen })}
          />
          <p className="note">
            {VIEW_NOTES[view]} The actor sees the task and the names of places.
          </p>
        </div>
      </RailSection>
      <RailSection title="Message to each lane">
        <MessageControls />
      </RailSection>
      <RailSection title="Actor">
        <Choice
          legend="Step budget"
          hideLegend
          options={BUDGETS.map((value) => ({ value, label: `${value} steps` }))}
          value={BUDGETS.find((value) => value === budget) ?? null}
          onChange={(value) => changeSettings({ stepBudget: Number(value) })}
        />
        {!people && <PaceChoice />}
      </RailSection>
    </div>
  );
}
