import { useEffect } from 'react';
import { useWords } from '../state/language-context';
import { useMeasurements } from '../state/measurements-context';
import { BreadthRecorded } from './breadth-recorded';
import { BreadthRun } from './breadth-run';
import { MeasuredPart } from './measured-part';

/** Information breadth: over many tasks as recorded, and along the message of this run. */
export function BreadthTab() {
  const { card, load } = useMeasurements((state) => state);
  const words = useWords().breadth;
  useEffect(load, [load]);
  return (
    <div className="story-tab">
      <h2>{words.question}</h2>
      <p className="story-lead">{words.lead}</p>
      <MeasuredPart title={words.recorded.title} file="card.json" measured={card}>
        {(data) => <BreadthRecorded card={data} />}
      </MeasuredPart>
      <BreadthRun />
    </div>
  );
}
