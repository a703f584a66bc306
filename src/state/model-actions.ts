/** What a person does with the models' files: pausing their download, choosing others, deleting them. */
import type { StoreApi } from 'zustand/vanilla';
import type { WorkerEvent } from '../client/protocol';
import { PARTS } from '../lab/speed-report';
import { keepDevice } from './device-choice';
import type {
  LabActions,
  LabConnection,
  LabStoreState,
  ModelActions,
  PickedFolder,
} from './lab-data';
import { askPersistence, keepModels } from './model-choice';
import { speedAfter } from './speed-state';

type Access = Pick<StoreApi<LabStoreState>, 'getState' | 'setState'>;

/** `latest`: the number of the latest load. */
export function modelActions(
  { getState, setState }: Access,
  connection: LabConnection,
  latest: () => number,
): ModelActions & Pick<LabActions, 'chooseDevice'> {
  const choose = (modelsUrl: string, folder: PickedFolder | null): void => {
    setState({ modelsUrl, folder });
    keepModels(modelsUrl === getState().ownModelsUrl ? null : modelsUrl);
    getState().act.load();
  };
  return {
    chooseDevice: (device) => {
      setState({ device, wished: false });
      keepDevice(device);
      getState().act.load();
    },
    measureDevices: () => {
      setState({ measuring: true });
      connection.send({ kind: 'measure-devices', run: latest() });
    },
    measureSpeed: () => {
      setState({ speed: { kind: 'running', done: 0, total: PARTS } });
      connection.send({ kind: 'measure-speed', run: latest() });
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
  if (event.kind === 'measured') setState({ measuring: false });
  const speed = speedAfter(event, () => new Date().toISOString());
  if (speed !== undefined) setState({ speed });
  if (event.kind === 'kept-tiers') {
    setState({ keptTiers: { tiers: event.tiers, total: event.total } });
  } else if (event.kind === 'ready' && event.keeping === 'kept' && getState().persisted === null) {
    void askPersistence().then((persisted) => setState({ persisted }));
  }
}
