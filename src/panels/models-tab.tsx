import { useEffect, useState } from 'react';
import type { Card, CardView } from '../shared/card';
import { groupRows, mainSplit, rowsOf, viewsOf } from '../state/card-view';
import { useMeasurements } from '../state/measurements-context';
import { VIEW_NOTES } from '../state/view-choice';
import { Choice } from './choice';
import { MeasuredPart } from './measured-part';
import { CheckFigures, PaperFigure } from './models-checks';
import { DifferenceFigure } from './models-differences';
import { RankFigure, TaskFigure } from './models-ranks';
import { BreadthFigure, CalibrationFigure, ThoughtFigure } from './models-sender';
import { Commands, SameModels, showDates } from './models-source';
import { SuccessFigure } from './models-success';

/** What stands beside the paper, and what does not. */
const CAVEATS: Readonly<Record<CardView, string>> = {
  uncertain:
    'The sender knows more than the actor here: these rows are not the paper’s experiment. Words that may name every place come close: see hedging.',
  scout:
    'The sender knows more than the actor here (where every object is): these rows are not the paper’s experiment.',
  planner: 'This is the paper’s experiment: the sender knows no more than the actor.',
  hedging:
    'The sender knows more than the actor here: these rows are not the paper’s experiment. They are what words can carry when asked to name every place.',
};

function ViewFigures({ card, view }: { card: Card; view: CardView }) {
  const split = mainSplit(card, view);
  if (split === null) return null;
  const props = { card, view, split };
  return (
    <div className="figures">
      {groupRows(rowsOf(card, view)).map((group) => (
        <SuccessFigure key={group.key} {...props} group={group} />
      ))}
      <DifferenceFigure {...props} />
      <RankFigure {...props} />
      <CalibrationFigure card={card} view={view} />
      <ThoughtFigure card={card} view={view} />
      <CheckFigures card={card} view={view} />
      {view === 'planner' && <PaperFigure card={card} view={view} />}
      <BreadthFigure card={card} view={view} />
      <TaskFigure {...props} />
    </div>
  );
}

function CardPart({ card }: { card: Card }) {
  const views = viewsOf(card);
  const [chosen, choose] = useState<CardView | null>(null);
  const view = chosen ?? views[0];
  if (view === undefined) return <p className="empty">No games have been played yet.</p>;
  return (
    <>
      <div className="card-source">
        <p>
          Recorded {showDates(card.dates)}, {card.backend}, within 20 steps, greedy.
        </p>
        <SameModels card={card} />
        <Commands commands={card.commands} />
      </div>
      <div className="card-view">
        <Choice
          legend="Sender’s view of the figures"
          options={views.map((value) => ({ value, label: value }))}
          value={view}
          onChange={choose}
        />
        <p>
          {VIEW_NOTES[view]} {CAVEATS[view]}
        </p>
      </div>
      <ViewFigures key={view} card={card} view={view} />
    </>
  );
}

/** What these models were measured to do: the tier's card. How they were trained is a tab of its own. */
export function ModelsTab() {
  const { card, load } = useMeasurements((state) => state);
  useEffect(load, [load]);
  return (
    <div className="models">
      <h2>What were these models measured to do?</h2>
      <MeasuredPart title="Success" file="card.json" measured={card}>
        {(data) => <CardPart card={data} />}
      </MeasuredPart>
    </div>
  );
}
