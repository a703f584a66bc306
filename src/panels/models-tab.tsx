import { useEffect, useState } from 'react';
import type { Card, CardView } from '../shared/card';
import { OWN_TIERS, type OwnTierName } from '../shared/own-tiers';
import { groupRows, mainSplit, rowsOf, viewsOf } from '../state/card-view';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { LOADING } from '../state/measurements';
import { useMeasurements } from '../state/measurements-context';
import { linkedModels } from '../state/settings-link';
import { Choice } from './choice';
import { MeasuredPart } from './measured-part';
import { CheckFigures, PaperFigure } from './models-checks';
import { DifferenceFigure } from './models-differences';
import { RankFigure, TaskFigure } from './models-ranks';
import { BreadthFigure, CalibrationFigure, ThoughtFigure } from './models-sender';
import { type SizedCard, SizesFigure } from './models-sizes';
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

interface CardPartProps {
  readonly card: Card;
  /** Another tier's card, to be seen beside this one. */
  readonly beside: readonly [SizedCard, SizedCard] | null;
}

function CardPart({ card, beside }: CardPartProps) {
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
      {beside !== null && <SizesFigure view={view} split="unseen" tiers={beside} />}
      <ViewFigures key={view} card={card} view={view} />
    </>
  );
}

/** What these models were measured to do: the tier's card. How they were trained is a tab of its own. */
export function ModelsTab() {
  const { models: words, device } = useWords();
  const { card, otherCards, load, loadOtherCard } = useMeasurements((state) => state);
  const [own, other] = OWN_TIERS;
  const loaded = useLab(linkedModels) ?? own.name;
  const [picked, pick] = useState<OwnTierName | null>(null);
  const chosen = picked ?? loaded;
  useEffect(load, [load]);
  useEffect(() => loadOtherCard(other.name), [loadOtherCard]);
  const second = otherCards[other.name] ?? LOADING;
  const beside =
    card.kind === 'present' && second.kind === 'present'
      ? ([
          { name: own.name, card: card.data },
          { name: other.name, card: second.data },
        ] as const)
      : null;
  return (
    <div className="models">
      <h2>{words.question}</h2>
      <Choice
        legend={words.sizes.choose}
        options={OWN_TIERS.map(({ name }) => ({ value: name, label: device.own.names[name] }))}
        value={chosen}
        onChange={pick}
      />
      <MeasuredPart
        title={words.title}
        file="card.json"
        measured={chosen === own.name ? card : second}
        onAgain={chosen === own.name ? load : () => loadOtherCard(other.name)}
      >
        {(data) => <CardPart card={data} beside={beside} />}
      </MeasuredPart>
    </div>
  );
}
