import { formatMegabytes } from '../plots/format';
import { useActions, useLab } from '../state/lab-context';
import type { Loading } from '../state/lab-store';
import { runSentence } from '../state/run-status';

function Progress({ loaded, total }: Extract<Loading, { kind: 'loading' }>) {
  const amount = total === 0 ? '' : `${formatMegabytes(loaded)} of ${formatMegabytes(total)} MB`;
  const preparing = total > 0 && loaded >= total;
  return (
    <div className="loading">
      <label htmlFor="loading-progress">
        {preparing ? 'Starting the models' : 'Loading the models'}
      </label>
      <progress
        id="loading-progress"
        value={total === 0 ? undefined : loaded}
        max={total === 0 ? undefined : total}
        aria-valuetext={amount}
      />
      <span className="amount">{amount}</span>
    </div>
  );
}

function Failure({
  message,
  action,
  onPress,
}: {
  message: string;
  action: string;
  onPress: () => void;
}) {
  return (
    <div className="failure" role="alert">
      <p>{message}</p>
      <button type="button" className="button" onClick={onPress}>
        {action}
      </button>
    </div>
  );
}

/** Loading, running, ended or failed: one line, always in the same place. */
export function StatusLine() {
  const loading = useLab((state) => state.loading);
  const run = useLab((state) => state.run);
  const { load, restart } = useActions();
  if (loading.kind === 'loading') return <Progress {...loading} />;
  if (loading.kind === 'failed') {
    return <Failure message={loading.error.message} action="Try again" onPress={load} />;
  }
  if (run.error !== null) {
    return run.error.recoverable ? (
      <Failure message={run.error.message} action="Restart the game" onPress={restart} />
    ) : (
      <Failure message={run.error.message} action="Load the models again" onPress={load} />
    );
  }
  return <p className="status">{runSentence(run)}</p>;
}
