import { useEffect, useState } from 'react';
import type { Card, CardView } from '../shared/card';
import { groupRows, mainSplit, rowsOf, viewsOf } from '../state/card-view';
import { useWords } from '../state/language-context';
import { useMeasurements } from '../state/measurements-context';
import { Choice } from './choice';
import { MeasuredPart } from './measured-part';
import { CheckFigures, PaperFigure } from './models-checks';
import { DifferenceFigure } from './models-differences';
import { RankFigure, TaskFigure } from './models-ranks';
import { BreadthFigure, CalibrationFigure, ThoughtFigure } from './models-sender';
import { Commands, SameModels } from './models-source';
import { SuccessFigure } from './models-success';
import { useDates } from './use-dates';

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
  const { models: words, rail } = useWords();
  const dates = useDates();
  const views = viewsOf(card);
  const [chosen, choose] = useState<CardView | null>(null);
  const view = chosen ?? views[0];
  if (view === undefined) return <p className="empty">{words.empty}</p>;
  return (
    <>
      <div className="card-source">
        <p>{words.recordedOn(dates(card.dates), card.backend)}</p>
        <SameModels card={card} />
        <Commands commands={card.commands} />
      </div>
      <div className="card-view">
        <Choice
          legend={words.view}
          options={views.map((value) => ({ value, label: rail.views[value] }))}
          value={view}
          onChange={choose}
        />
        <p>{words.together([rail.viewNotes[view], words.caveats[view]])}</p>
      </div>
      <ViewFigures key={view} card={card} view={view} />
    </>
  );
}

/** What these models were measured to do: the tier's card. How they were trained is a tab of its own. */
export function ModelsTab() {
  const words = useWords().models;
  const { card, load } = useMeasurements((state) => state);
  useEffect(load, [load]);
  return (
    <div className="models">
      <h2>{words.question}</h2>
      <MeasuredPart title={words.title} file="card.json" measured={card}>
        {(data) => <CardPart card={data} />}
      </MeasuredPart>
    </div>
  );
}
