/** What makes a batch's lines here, and what stands in the way of going on with one. */
import { conditionId } from '../lab/batch-condition';
import { type BatchFile, type BatchSource, differenceOf } from '../lab/batch-file';
import type { BatchLine } from '../lab/batch-line';
import type { BatchMachine } from '../lab/batch-machine';
import { LabError } from '../shared/errors';
import { VERSIONS_OF_RESULTS } from '../shared/versions';
import { goingOn } from './batch-faults';
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

export type Hindrance = Exclude<ReturnType<typeof differenceOf>, null>;

/** What of these models, or of what runs them, keeps a batch from being played on; null: nothing does. */
export function hindranceOf(batch: BatchFile, loading: Loading): Hindrance | null {
  if (loading.kind !== 'ready') return null;
  const source = goingOn(batch, sourceOf(loading, batch.source.concurrency, null));
  return differenceOf(batch, { ...batch, source });
}
