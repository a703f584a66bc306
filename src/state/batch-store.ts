/** The Batch tab's store: what is chosen, the batch that is played, a result beside it. */
import { createStore } from 'zustand/vanilla';
import type { WorkerEvent } from '../client/protocol';
import {
  BATCH_FORMAT,
  type BatchFile,
  type BatchSource,
  decodeBatch,
  differenceOf,
  mergedSource,
  orderedLines,
} from '../lab/batch-file';
import { type BatchLine, lineKey } from '../lab/batch-line';
import { checkBatchSettings } from '../lab/batch-settings';
import { type ErrorData, LabError, toErrorData } from '../shared/errors';
import {
  type BatchState,
  type BatchStore,
  type BatchStoreOptions,
  firstForm,
  firstWorkers,
  plannedEpisodesOf,
} from './batch-data';
import { goingOn, isHopeless, mendedBatch, withFault } from './batch-faults';
import { batchGameActions } from './batch-game-actions';
import { gamesOf } from './batch-games';
import type { BatchRequest } from './batch-pool';
import { conditionOf, otherSource, sourceOf } from './batch-source-of';
import { readBatchLink } from './link/batch-link';

/** Batches are numbered from here on, runs and loads below. */
export const FIRST_BATCH = 2 ** 40;

/** Lines are shown and kept together, every so many ms. */
const EVERY = 250;

/** Reads what this browser keeps; resolves when that is known. */
export async function createBatchStore(options: BatchStoreOptions): Promise<BatchStore> {
  const { lab, connection, memory, hash, cores, now } = options;
  let counter = FIRST_BATCH;
  let waiting: BatchLine[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const store = createStore<BatchState>()((set, get) => {
    const fail = (error: unknown): void => set({ error: toErrorData(error) });

    const keep = (work: Promise<void>): void => {
      work.catch(() => set({ kept: false }));
    };

    const workersHere = (): number => {
      const { loading } = lab.getState();
      const onWasm = loading.kind === 'ready' && loading.device.device === 'wasm';
      return onWasm ? get().workers : 1;
    };

    const sourceHere = (concurrency: number): BatchSource =>
      sourceOf(
        lab.getState().loading,
        concurrency,
        options.machine?.(concurrency, workersHere()) ?? null,
      );

    /** Sends what is left of the batch that is there. */
    const send = (batch: BatchFile): void => {
      const games = gamesOf(batch.settings, get().games);
      counter += 1;
      const { length: done } = batch.lines;
      set({ phase: 'running', since: { at: now(), done }, lastAt: now(), error: null });
      const workers = workersHere();
      const request: BatchRequest = {
        kind: 'batch',
        run: counter,
        settings: batch.settings,
        done: batch.lines.map(lineKey),
        files: games.map(({ file, taskType }) => ({ file, taskType })),
        concurrency: batch.source.concurrency,
      };
      connection.send(request, { workers, models: batch.source.models });
    };

    const read = async (file: Pick<File, 'name' | 'text'>): Promise<BatchFile | null> => {
      try {
        return decodeBatch(await file.text());
      } catch (error) {
        fail(error);
        return null;
      }
    };

    return {
      form: firstForm(),
      concurrency: 8,
      workers: firstWorkers(cores),
      phase: 'none',
      batch: null,
      openedFrom: null,
      since: null,
      lastAt: 0,
      error: null,
      beside: null,
      kept: true,
      games: [],
      reading: null,
      refused: [],
      notices: [],
      act: {
        ...batchGameActions(set, get),
        change: (change) => set({ form: { ...get().form, ...change } }),
        changeConcurrency: (concurrency) => set({ concurrency }),
        changeWorkers: (workers) => set({ workers }),
        start: () => {
          const { form, concurrency, phase } = get();
          if (phase === 'running' || phase === 'stopping') return;
          const { loading } = lab.getState();
          try {
            checkBatchSettings(form, loading.kind === 'ready' ? loading.manifest : null);
            const source = sourceHere(concurrency);
            const date = new Date(now()).toISOString();
            const head = {
              format: BATCH_FORMAT as typeof BATCH_FORMAT,
              settings: form,
              source,
              dates: { first: date, last: date },
            };
            const games = gamesOf(form, get().games);
            const batch = { ...head, lines: [] };
            set({ batch, openedFrom: null });
            keep(memory.begin(head, games));
            send(batch);
          } catch (error) {
            fail(error);
          }
        },
        pause: () => {
          if (get().phase !== 'running') return;
          set({ phase: 'stopping' });
          connection.send({ kind: 'stop-batch', run: counter });
        },
        resume: () => {
          const { batch, phase } = get();
          if (batch === null || phase !== 'paused') return;
          try {
            const source = goingOn(batch, sourceHere(batch.source.concurrency));
            const difference = differenceOf(batch, { ...batch, source });
            if (difference !== null) throw otherSource(difference);
            change({ ...batch, source: mergedSource([batch.source, source], batch.source) });
            send(batch);
          } catch (error) {
            fail(error);
          }
        },
        stop: () => {
          if (get().phase === 'paused') set({ phase: 'ended' });
        },
        discard: () => {
          const { phase } = get();
          if (phase === 'running' || phase === 'stopping') return;
          set({ phase: 'none', batch: null, openedFrom: null, since: null, error: null });
          keep(memory.forget());
        },
        openFile: async (file) => {
          const { phase } = get();
          if (phase === 'running' || phase === 'stopping') return;
          const batch = await read(file);
          if (batch === null) return;
          set({
            batch,
            form: batch.settings,
            openedFrom: file.name,
            phase: 'ended',
            since: null,
            error: null,
          });
        },
        openBeside: async (file) => {
          const batch = await read(file);
          if (batch !== null) set({ beside: { name: file.name, batch }, error: null });
        },
        closeBeside: () => set({ beside: null }),
        dismissError: () => set({ error: null }),
        watch: (line) => {
          const { batch } = get();
          const condition = batch && conditionOf(batch, line);
          if (!batch || !condition) return;
          const { stepBudget, sampling } = batch.settings;
          const { act } = lab.getState();
          const game = get().games.find(({ name }) => name === line.game);
          const settings = {
            game: line.game,
            view: condition.view,
            stepBudget,
            lanes: [condition.message],
            ...(sampling ? { sampling } : {}),
          };
          lab.setState({ settings, file: game?.file ?? null });
          act.restart();
          act.play();
        },
      },
    };
  });

  /** Shows and keeps the lines that came since the last time. */
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { batch } = store.getState();
    if (batch === null || waiting.length === 0) return;
    const lines = waiting;
    waiting = [];
    const last = new Date(now()).toISOString();
    store.setState({
      batch: {
        ...batch,
        dates: { ...batch.dates, last },
        lines: orderedLines(batch.settings, [...batch.lines, ...lines]),
      },
      lastAt: now(),
    });
    memory.add(lines).catch(() => store.setState({ kept: false }));
  };

  const end = (complete: boolean, error: ErrorData | null): void => {
    flush();
    store.setState({ phase: complete ? 'ended' : 'paused', ...(error ? { error } : {}) });
  };

  const change = (batch: BatchFile | null): void => {
    if (batch === null || batch === store.getState().batch) return;
    store.setState({ batch });
    const { lines: _, ...head } = batch;
    memory.change(head).catch(() => store.setState({ kept: false }));
  };

  /** What is left is played in another worker, unless that has been tried here. */
  const loseWorker = (error: ErrorData): void => {
    flush();
    const { phase, batch, act } = store.getState();
    if (phase === 'stopping' || batch === null || isHopeless(batch)) {
      end(false, phase === 'stopping' ? null : error);
      return;
    }
    change(withFault(batch, 'worker-stopped'));
    store.setState({ phase: 'paused' });
    act.resume();
  };

  const hear = (event: WorkerEvent): void => {
    const { phase } = store.getState();
    if (phase !== 'running' && phase !== 'stopping') return;
    if (event.kind === 'failed') {
      const stopped = event.error.code === 'worker-stopped' || !event.error.recoverable;
      if (stopped) loseWorker(event.error);
      return;
    }
    if (event.run !== counter) return;
    const { loading } = lab.getState();
    if (event.kind === 'faulted') {
      flush();
      change(withFault(store.getState().batch, event.what));
    } else if (loading.kind === 'ready') {
      change(mendedBatch(store.getState().batch, loading.device.device));
    }
    if (event.kind === 'batch-line') {
      waiting.push(event.line);
      timer ??= setTimeout(flush, EVERY);
    } else if (event.kind === 'batch-ended') end(event.complete, null);
    else if (event.kind === 'batch-failed') end(false, event.error);
  };
  connection.onEvent(hear);

  const asked = readBatchLink(hash);
  const kept = await memory.recall().catch(() => null);
  if (kept?.settings.games.kind === 'files') {
    store.setState({ games: await memory.games().catch(() => []) });
  }
  if (kept !== null) {
    const complete = kept.lines.length >= plannedEpisodesOf(kept.settings);
    store.setState({ batch: kept, form: kept.settings, phase: complete ? 'ended' : 'paused' });
  }
  if (asked === 'bad') {
    const message = 'The link’s batch cannot be played here: something in it is not known.';
    store.setState({ error: toErrorData(new LabError('bad-settings', message)) });
  } else if (asked !== null) store.setState({ form: asked });
  return store;
}
