import { formatMegabytes } from '../plots/format';
import { DEFAULT_GAME, readGame } from '../state/game-choice';
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

interface Remedy {
  readonly label: string;
  readonly onPress: () => void;
}

function Failure({ message, remedies }: { message: string; remedies: readonly Remedy[] }) {
  return (
    <div className="failure" role="alert">
      <p>{message}</p>
      {remedies.map(({ label, onPress }) => (
        <button key={label} type="button" className="button" onClick={onPress}>
          {label}
        </button>
      ))}
    </div>
  );
}

/** Loading, running, ended or failed: one line, always in the same place. */
export function StatusLine() {
  const loading = useLab((state) => state.loading);
  const run = useLab((state) => state.run);
  const device = useLab((state) => state.device);
  const reading = readGame(useLab((state) => state.settings.game));
  const { load, restart, chooseDevice, changeSettings } = useActions();
  if (reading.kind === 'wrong') {
    const onPress = (): void => changeSettings({ game: DEFAULT_GAME });
    const remedy = { label: 'Use the default game', onPress };
    return <Failure message={reading.error.message} remedies={[remedy]} />;
  }
  if (loading.kind === 'loading') return <Progress {...loading} />;
  if (loading.kind === 'failed') {
    const again = { label: 'Try again', onPress: load };
    const wasm = { label: 'Use WASM', onPress: () => chooseDevice('wasm') };
    const remedies = device === 'webgpu' ? [wasm, again] : [again];
    return <Failure message={loading.error.message} remedies={remedies} />;
  }
  if (run.error !== null) {
    const remedy = run.error.recoverable
      ? { label: 'Restart the game', onPress: restart }
      : { label: 'Load the models again', onPress: load };
    return <Failure message={run.error.message} remedies={[remedy]} />;
  }
  return <p className="status">{runSentence(run)}</p>;
}
