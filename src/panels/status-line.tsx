import { type ReactNode, useEffect, useRef } from 'react';
import { FOLDER } from '../shared/model-address';
import { DEFAULT_GAME, fileToDrop, readGame } from '../state/game-choice';
import { useLibrary, useLibraryActions } from '../state/game-library-context';
import { useActions, useLab } from '../state/lab-context';
import { hasAgents, hasPeople, type Loading } from '../state/lab-data';
import { type LaneRemedy, lastLane, remedyOf } from '../state/lane-remedy';
import { fullMessage } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { isRecorded, modelsMatch } from '../state/recorded-run';
import { runFaults, runSentence } from '../state/run-status';
import { useShare } from '../state/share-context';
import { ChosenModelsNote } from './device-choosing';
import { NoModels, ReadyNotes } from './device-notes';
import { DownloadProgress } from './download-progress';
import { rescueFocus, useCommandBoxFocus } from './focus';
import { FolderPicker } from './folder-picker';
import { remedyLabel } from './lane-failed';
import { LoadTierOfRun } from './load-tier';

interface Remedy {
  readonly label: string;
  readonly onPress: () => void;
}

function Remedies({ remedies }: { remedies: readonly Remedy[] }) {
  const pressed = useRef(false);
  // What is pressed here often goes away with it.
  useEffect(
    () => () => {
      if (pressed.current) rescueFocus();
    },
    [],
  );
  return remedies.map(({ label, onPress }) => (
    <button
      key={label}
      type="button"
      className="button"
      onClick={() => {
        pressed.current = true;
        onPress();
      }}
    >
      {label}
    </button>
  ));
}

interface ProgressProps {
  readonly loading: Extract<Loading, { kind: 'loading' }>;
  readonly remedies: readonly Remedy[];
}

function Progress({ loading, remedies }: ProgressProps) {
  return (
    <div className="loading">
      <DownloadProgress loading={loading} />
      <Remedies remedies={remedies} />
    </div>
  );
}

interface FailureProps {
  readonly message: string;
  readonly remedies: readonly Remedy[];
  /** A remedy that is more than a button. */
  readonly first?: ReactNode;
}

function Failure({ message, remedies, first }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <p>{message}</p>
      {first}
      <Remedies remedies={remedies} />
    </div>
  );
}

const ALONE = [fullMessage('human')];

/** How the download goes; nothing once the models are there. `more`: what can be done meanwhile. */
function ModelsLine(props: { more: readonly Remedy[] }) {
  // There it stands with what was pressed.
  const onDevicePage = useLab((state) => state.tab === 'device');
  return (
    <>
      {!onDevicePage && <ChosenModelsNote />}
      <LoadingLine {...props} />
    </>
  );
}

function LoadingLine({ more }: { more: readonly Remedy[] }) {
  const loading = useLab((state) => state.loading);
  const device = useLab((state) => state.device);
  const { statusLine: words, errors } = useWords();
  const { download, own: ownWords } = useWords().device;
  const { load, chooseDevice, chooseModels } = useActions();
  const modelsUrl = useLab((state) => state.modelsUrl);
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  if (loading.kind === 'ready') return <ReadyNotes ready={loading} />;
  if (loading.kind === 'off') return <NoModels more={more} />;
  if (loading.kind === 'loading') return <Progress loading={loading} remedies={more} />;
  const again = { label: words.tryAgain, onPress: load };
  const wasm = { label: words.useWasm, onPress: () => chooseDevice('wasm') };
  const own = {
    label: download.backToOwn(ownWords.names.tiny),
    onPress: () => chooseModels(ownModelsUrl),
  };
  const remedies = [
    ...(device === 'webgpu' ? [wasm] : []),
    // The same files would be read again.
    ...(loading.error.code.startsWith('folder-') ? [] : [again]),
    ...(modelsUrl === ownModelsUrl ? [] : [own]),
    ...more,
  ];
  return (
    <Failure
      message={errors.told(loading.error.code, loading.error.message)}
      remedies={remedies}
      first={modelsUrl.startsWith(FOLDER) && <FolderPicker />}
    />
  );
}

/** What Run does where a recorded run is on screen. */
function useRecordedSentence(): string | null {
  const { recorded: words } = useWords();
  return useLab(({ run, loading }) => {
    if (run.trace === null || !isRecorded(run) || loading.kind !== 'ready') return null;
    return modelsMatch(run.trace.source, loading.manifest) ? words.ready : words.otherModels;
  });
}

/** What mends the lane that a failed run was left with; null where that is not known. */
function useMend(): { readonly lane: number; readonly remedy: LaneRemedy } | null {
  const run = useLab((state) => state.run);
  const loading = useLab((state) => state.loading);
  const lane = lastLane(run);
  const settings = lane === null ? undefined : run.trace?.lanes[lane]?.settings;
  if (lane === null || !settings || !run.error) return null;
  const trained = loading.kind === 'ready' ? loading.manifest.compressions : [];
  const remedy = remedyOf(settings, run.error, trained);
  return remedy.kind === 'again' ? null : { lane, remedy };
}

/** Loading, running, ended or failed: one line, always in the same place. */
export function StatusLine() {
  const ready = useLab((state) => state.loading.kind === 'ready');
  const run = useLab((state) => state.run);
  const agents = useLab(hasAgents);
  const people = useLab(hasPeople);
  const game = useLab((state) => state.settings.game);
  const hasFile = useLab((state) => state.file?.name === game);
  const recalled = useLibrary((state) => state.recalled);
  const recorded = useRecordedSentence();
  const fromBatch = useLab((state) =>
    state.fromBatch?.settings === state.settings ? state.fromBatch : null,
  );
  // Its own panel offers its models.
  const shared = useShare((state) => state.shared !== null);
  const { show } = useLibraryActions();
  const spoken = useWords();
  const { statusLine: words, errors, gamePicker } = spoken;
  const reading = readGame(game);
  const { load, restart, changeSettings, changeLane } = useActions();
  const mend = useMend();
  const focusCommandBox = useCommandBoxFocus();
  const otherGame = {
    label: words.defaultGame,
    onPress: () => changeSettings({ game: DEFAULT_GAME }),
  };
  if (reading.kind === 'wrong') {
    const { code, message } = reading.error;
    return <Failure message={errors.told(code, message)} remedies={[otherGame]} />;
  }
  if (reading.kind === 'file' && !hasFile && recalled) {
    const files = { label: words.openFiles, onPress: show };
    return <Failure message={fileToDrop(reading, gamePicker)} remedies={[files, otherGame]} />;
  }
  const alone = {
    label: words.playYourself,
    onPress: () => {
      changeSettings({ lanes: ALONE });
      focusCommandBox();
    },
  };
  const again = {
    label: words.restartGame,
    onPress: () => {
      restart();
      if (people) focusCommandBox();
    },
  };
  const mending = mend
    ? [
        {
          label: remedyLabel(mend.remedy, spoken.lanes.failure),
          onPress: () => changeLane(mend.lane, mend.remedy.settings),
        },
      ]
    : [];
  if (agents && !ready) return <ModelsLine more={[alone]} />;
  return (
    <>
      {run.error === null ? (
        <p className="status">
          <span>
            {spoken.language.sentences([
              recorded ?? runSentence(run, spoken),
              ...runFaults(run, spoken),
              fromBatch && spoken.runStatus.inBatch[fromBatch.outcome](fromBatch.steps),
              fromBatch && spoken.runStatus.playedAgain,
              !ready && words.noModelsNeeded,
            ])}
          </span>
          {recorded && run.trace && !shared && <LoadTierOfRun source={run.trace.source} />}
        </p>
      ) : (
        <Failure
          message={errors.told(run.error.code, run.error.message)}
          remedies={[
            ...mending,
            run.error.recoverable ? again : { label: words.loadAgain, onPress: load },
          ]}
        />
      )}
      <ModelsLine more={[]} />
    </>
  );
}
