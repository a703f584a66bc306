import type { ReactNode } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { hasPeople } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { VIEW_OPTIONS, viewOf } from '../state/view-choice';
import { Choice } from './choice';
import { GamePicker } from './game-picker';
import { MessageControls } from './message-controls';
import { PaceChoice } from './pace-choice';
import { RecordedRuns } from './recorded-runs';
import { TourStop } from './tour-stop';

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
  const { rail: words, language } = useWords();
  const { changeSettings } = useActions();
  return (
    <div className="rail-sections">
      <RailSection title={words.game}>
        <GamePicker />
        <RecordedRuns />
      </RailSection>
      <TourStop of="view" className="rail-section">
        <RailSection title={words.view}>
          <div className="view-choice">
            <Choice
              legend={words.view}
              hideLegend
              options={VIEW_OPTIONS.map((value) => ({ value, label: words.views[value] }))}
              value={view}
              onChange={(chosen) => changeSettings({ view: chosen })}
            />
            <p className="note">{language.sentences([words.viewNotes[view], words.actorSees])}</p>
          </div>
        </RailSection>
      </TourStop>
      <TourStop of="disturbance" className="rail-section">
        <RailSection title={words.message}>
          <MessageControls />
        </RailSection>
      </TourStop>
      <RailSection title={words.actor}>
        <Choice
          legend={words.budget}
          hideLegend
          options={BUDGETS.map((value) => ({ value, label: words.steps(Number(value)) }))}
          value={BUDGETS.find((value) => value === budget) ?? null}
          onChange={(value) => changeSettings({ stepBudget: Number(value) })}
        />
        {!people && <PaceChoice />}
      </RailSection>
    </div>
  );
}
