/** What makes a batch's lines here, and what stands in the way of going on with one. */
import { conditionId } from '../lab/batch-condition';
import type { BatchFile, BatchSource } from '../lab/batch-file';
import type { BatchLine } from '../lab/batch-line';
import type { BatchMachine } from '../lab/batch-machine';
import { LabError } from '../shared/errors';
import { VERSIONS_OF_RESULTS } from '../shared/versions';
import type { Loading } from './lab-data';

/** Throws a LabError 'models-missing' where there are no models yet. */
export function sourceOf(
  loading: Loading,
  concurrency: number,
  machine: BatchMachine | null,
): BatchSource {
  if (loading.kind !== 'ready')
    throw new LabError('models-missing', 'The models are not loaded yet.');
  const { device, manifest, models } = loading;
  return {
    tier: manifest.tier,
    models,
    backend: device.device === 'wasm' ? 'wasm' : `webgpu (${device.description})`,
    versions: { ...VERSIONS_OF_RESULTS },
    concurrency,
    ...(machine === null ? {} : { machines: [machine] }),
  };
}

export function otherSource(difference: string): LabError {
  return new LabError(
    'other-batch',
    `This batch was begun with other ${difference}: its lines and new ones would not be one result. Save it and start a new one.`,
  );
}

/** Undefined where the settings do not have the line's condition. */
export function conditionOf({ settings }: BatchFile, { condition }: BatchLine) {
  return settings.conditions.find((one) => conditionId(one) === condition);
}
