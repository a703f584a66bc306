/** The benchmark of the Device page. */
import type { WorkerEvent } from '../client/protocol';
import type { PlacedSpeed } from '../lab/speed-report';
import type { ErrorData } from '../shared/errors';

export interface MeasuredSpeed {
  readonly kind: 'measured';
  readonly speed: PlacedSpeed;
  /** ISO day. */
  readonly date: string;
  /** Which models on which device: see `placeOf`. */
  readonly place: string;
}

/** Why there is no new benchmark. `run`: other work came first. */
export type SpeedEnd =
  | { readonly kind: 'stopped' | 'run' }
  | { readonly kind: 'error'; readonly error: ErrorData };

/** `earlier`: the one before, of the same models on the same device, until the new one is there. */
export type SpeedState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      readonly done: number;
      readonly total: number;
      /** A person ended it; the worker has not said so yet. */
      readonly stopping: boolean;
      readonly earlier: MeasuredSpeed | null;
    }
  | { readonly kind: 'failed'; readonly why: SpeedEnd; readonly earlier: MeasuredSpeed | null }
  | MeasuredSpeed;

/** One object: another each time would be a change each time. */
export const NO_SPEED: SpeedState = { kind: 'none' };

/** What a benchmark is of. */
export function placeOf(models: Readonly<Record<string, string>>, device: string): string {
  return `${models.sender ?? ''}/${models.actor ?? ''}/${device}`;
}

/** The benchmark that is finished; null where none is. */
export function finishedSpeed(state: SpeedState): MeasuredSpeed | null {
  if (state.kind === 'measured') return state;
  return state.kind === 'none' ? null : state.earlier;
}

/** `now`: ISO. `place`: of the models that are loaded; null while none are. */
export interface SpeedSetting {
  readonly now: () => string;
  readonly place: string | null;
}

/** The state after an event that speaks of it; the same after all others. */
export function speedAfter(
  state: SpeedState,
  event: WorkerEvent,
  { now, place }: SpeedSetting,
): SpeedState {
  const earlier = finishedSpeed(state);
  switch (event.kind) {
    case 'measuring-speed': {
      const stopping = state.kind === 'running' && state.stopping;
      return { kind: 'running', done: event.done, total: event.total, stopping, earlier };
    }
    case 'speed':
      return {
        kind: 'measured',
        speed: event.speed,
        date: now().slice(0, 10),
        place: place ?? '',
      };
    case 'no-speed': {
      if (event.error)
        return { kind: 'failed', why: { kind: 'error', error: event.error }, earlier };
      const stopped = state.kind === 'running' && state.stopping;
      // Other models, or another device, need no excuse.
      if (!stopped && place === null) return earlier ?? NO_SPEED;
      return { kind: 'failed', why: { kind: stopped ? 'stopped' : 'run' }, earlier };
    }
    case 'ready': {
      const same = earlier?.place === place ? earlier : null;
      // Models that were gone, loaded again for it.
      if (state.kind === 'running') return { ...state, earlier: same };
      return same ?? NO_SPEED;
    }
    default:
      return state;
  }
}

/** The state after the worker has ended: nothing answers any more. */
export function speedWithoutWorker(state: SpeedState, error: ErrorData): SpeedState {
  if (state.kind !== 'running') return state;
  return { kind: 'failed', why: { kind: 'error', error }, earlier: state.earlier };
}
