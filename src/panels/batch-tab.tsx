import { Suspense } from 'react';
import { useBatch } from '../state/batch-context';
import { useBatchWords } from '../state/use-batch-words';
import { BatchForm } from './batch-form';
import { BatchProgressBar } from './batch-progress';
import { BatchResultsPart } from './batch-results';

function Opened() {
  const words = useBatchWords().batch;
  const batch = useBatch((state) => state.batch);
  return (
    <>
      <BatchForm />
      {batch === null ? (
        <p className="empty">{words.results.none}</p>
      ) : (
        <>
          <BatchProgressBar batch={batch} />
          <BatchResultsPart batch={batch} />
        </>
      )}
    </>
  );
}

/** Many games in many conditions: the paper's tables, made here. */
export function BatchTab() {
  const words = useBatchWords().batch;
  return (
    <div className="story-tab batch">
      <h2>{words.question}</h2>
      <p className="story-lead">{words.lead}</p>
      <Suspense fallback={<p className="empty">{words.opening}</p>}>
        <Opened />
      </Suspense>
    </div>
  );
}
