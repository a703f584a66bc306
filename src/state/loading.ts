/** How the models' download goes, and what a live run is made with. */
import type { WorkerEvent } from '../client/protocol';
import { needsModels, type RunSettings } from '../lab/settings';
import type { Trace } from '../lab/trace';
import type { Loading } from './lab-data';

export function liveSource(loading: Loading, settings: RunSettings, date: string): Trace['source'] {
  const ready = loading.kind === 'ready' && needsModels(settings.lanes) ? loading : null;
  return {
    kind: 'live',
    backend: ready?.device.device ?? '',
    models: ready?.models ?? {},
    date,
  };
}

/** The loading after one more event; events that are not of it change nothing. */
export function reduceLoading(loading: Loading, event: WorkerEvent): Loading {
  if (event.kind === 'ready') {
    const { device, manifest, models, keeping } = event;
    return { kind: 'ready', device, manifest, models, keeping };
  }
  if (event.kind === 'measured' && loading.kind === 'ready') {
    return { ...loading, device: event.device };
  }
  if (loading.kind !== 'loading') return loading;
  if (event.kind === 'progress') {
    const { loaded, total, phase, bytesPerSecond } = event;
    return { kind: 'loading', loaded, total, phase, bytesPerSecond };
  }
  return event.kind === 'failed' ? { kind: 'failed', error: event.error } : loading;
}

/** Seconds until a download ends at its present speed; null where that is not known. */
export function secondsLeft(loading: Extract<Loading, { kind: 'loading' }>): number | null {
  const { loaded, total, phase, bytesPerSecond } = loading;
  if (phase !== 'running' || bytesPerSecond === null || bytesPerSecond <= 0) return null;
  return (total - loaded) / bytesPerSecond;
}
