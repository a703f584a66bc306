/** What a person does with the models' files: pausing their download, choosing others, deleting them. */
import type { StoreApi } from 'zustand/vanilla';
import type { WorkerEvent } from '../client/protocol';
import { PARTS } from '../lab/speed-report';
import type { ErrorData } from '../shared/errors';
import { keepDevice } from './device-choice';
import type {
  LabActions,
  LabConnection,
  LabStoreState,
  ModelActions,
  PickedFolder,
} from './lab-data';
import { askPersistence, keepModels } from './model-choice';
import { finishedSpeed, NO_SPEED, placeOf, speedAfter, speedWithoutWorker } from './speed-state';

type Access = Pick<StoreApi<LabStoreState>, 'getState' | 'setState'>;

/** `latest`: the number of the latest load. */
export function modelActions(
  { getState, setState }: Access,
  connection: LabConnection,
  latest: () => number,
): ModelActions & Pick<LabActions, 'chooseDevice'> {
  const choose = (modelsUrl: string, folder: PickedFolder | null): void => {
    setState({ choosing: { address: modelsUrl, folder, error: null } });
    const files = folder === null ? {} : { folder: folder.files };
    connection.send({ kind: 'check-models', run: latest(), modelsUrl, ...files });
  };
  return {
    chooseDevice: (device) => {
      setState({ device, wished: false, linked: false });
      keepDevice(device);
      getState().act.load();
    },
    probeDevices: () => {
      const { modelsUrl } = getState();
      connection.send({ kind: 'probe-devices', run: latest(), modelsUrl });
    },
    measureDevices: () => {
      setState({ measuring: true, notMeasured: null });
      connection.send({ kind: 'measure-devices', run: latest() });
    },
    measureSpeed: () => {
      const earlier = finishedSpeed(getState().speed ?? NO_SPEED);
      setState({ speed: { kind: 'running', done: 0, total: PARTS, stopping: false, earlier } });
      connection.send({ kind: 'measure-speed', run: latest() });
    },
    stopSpeed: () => {
      const { speed } = getState();
      if (speed?.kind !== 'running') return;
      setState({ speed: { ...speed, stopping: true } });
      connection.send({ kind: 'stop-speed', run: latest() });
    },
    pauseLoad: () => connection.send({ kind: 'pause-load', run: latest() }),
    resumeLoad: () => connection.send({ kind: 'resume-load', run: latest() }),
    chooseModels: (address) => choose(address, null),
    pickFolder: (folder) => choose(folder.address, folder),
    listTiers: () => connection.send({ kind: 'list-tiers', run: latest() }),
    forgetTier: (address) => connection.send({ kind: 'forget-tier', run: latest(), address }),
  };
}

/** Takes what is kept from the worker; once models are kept, asks that they stay. */
export function reduceKept({ getState, setState }: Access, event: WorkerEvent): void {
  const { measuring, loading, speed = NO_SPEED } = getState();
  if (event.kind === 'measured') setState({ measuring: false, notMeasured: null });
  if (event.kind === 'not-measured' && measuring) {
    setState({ measuring: false, notMeasured: event.error });
  }
  const place = loading.kind === 'ready' ? placeOf(loading.models, loading.device.device) : null;
  const after = speedAfter(speed, event, { place, now: () => new Date().toISOString() });
  if (after !== speed) setState({ speed: after });
  if (event.kind === 'checked-models') takeChecked({ getState, setState }, event);
  if (event.kind === 'probed') {
    setState({ found: { options: event.options, gpu: event.gpu } });
  }
  if (event.kind === 'ready' && loading.kind === 'ready') {
    const { options, gpu } = event.device;
    const { unkept, modelsUrl, ownModelsUrl } = getState();
    // Not before: an address that does not work would be opened in every later visit.
    if (unkept) keepModels(modelsUrl === ownModelsUrl ? null : modelsUrl);
    setState({ found: { options, gpu }, unkept: false });
  }
  if (event.kind === 'kept-tiers') {
    setState({ keptTiers: { tiers: event.tiers, total: event.total } });
  } else if (event.kind === 'ready' && event.keeping === 'kept' && getState().persisted === null) {
    void askPersistence().then((persisted) => setState({ persisted }));
  }
}

/** The manifest of the models that were chosen was read: now those that are loaded give way, or stay. */
function takeChecked(
  { getState, setState }: Access,
  { address, error }: Extract<WorkerEvent, { kind: 'checked-models' }>,
): void {
  const { choosing, act } = getState();
  if (!choosing || choosing.address !== address) return;
  if (error !== null) {
    setState({ choosing: { ...choosing, error } });
    return;
  }
  setState({ modelsUrl: address, folder: choosing.folder, choosing: null, unkept: true });
  act.load();
}

/** The worker has ended: what it was asked for gets no answer; the next request starts another one. */
export function endAsked({ getState, setState }: Access, error: ErrorData): void {
  const { measuring, choosing, speed = NO_SPEED } = getState();
  if (choosing && choosing.error === null) setState({ choosing: { ...choosing, error } });
  if (measuring) setState({ measuring: false, notMeasured: error });
  const after = speedWithoutWorker(speed, error);
  if (after !== speed) setState({ speed: after });
}
