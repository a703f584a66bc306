/** The Batch tab's store: what is chosen, the batch that is played, a result beside it. */
import { createStore } from 'zustand/vanilla';
import type { WorkerEvent } from '../client/protocol';
import {
  BATCH_FORMAT,
  type BatchFile,
  type BatchSource,
  differenceOf,
  mergedSource,
  orderedLines,
} from '../lab/batch-file';
import { type BatchLine, lineKey } from '../lab/batch-line';
import { checkBatchSettings } from '../lab/batch-settings';
import { type ErrorData, toErrorData } from '../shared/errors';
import {
  type BatchState,
  type BatchStore,
  type BatchStoreOptions,
  firstForm,
  firstWorkers,
  isPlaying,
} from './batch-data';
import { goingOn, isHopeless, mendedBatch, withFault } from './batch-faults';
import { batchFileActions, NO_BATCH } from './batch-file-actions';
import { batchGameActions } from './batch-game-actions';
import { gamesOf } from './batch-games';
import { withinPace } from './batch-pace';
import type { BatchRequest } from './batch-pool';
import { recallBatch } from './batch-recall';
import { otherSource, sourceOf } from './batch-source-of';
import { runOfLine } from './batch-watch';

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
  let marks: readonly NonNullable<BatchState['since']>[] = [];
  /** What is in flight ends the batch, and is not played later. */
  let forGood = false;

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
      const since = { at: now(), done };
      marks = [since];
      forGood = false;
      set({ phase: 'running', since, lastAt: now(), error: null });
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

    /** Plays what is left of a batch that these models made; returns it with what makes the rest. */
    const goOn = (batch: BatchFile): BatchFile => {
      const source = goingOn(batch, sourceHere(batch.source.concurrency));
      const difference = differenceOf(batch, { ...batch, source });
      if (difference !== null) throw otherSource(difference);
      const next = { ...batch, source: mergedSource([batch.source, source], batch.source) };
      send(next);
      return next;
    };

    /** Makes a batch with lines the one that this browser keeps, in place of what it kept. */
    const keepWhole = (batch: BatchFile): void => {
      const { lines, ...head } = batch;
      const games = gamesOf(batch.settings, get().games);
      keep(memory.begin(head, games).then(() => memory.add(lines)));
    };

    const stands = (): boolean => ['paused', 'ended'].includes(get().phase);

    const halt = (): void => {
      set({ phase: 'stopping' });
      connection.send({ kind: 'stop-batch', run: counter });
    };

    return {
      form: firstForm(),
      concurrency: 8,
      workers: firstWorkers(cores),
      phase: 'none',
      batch: null,
      openedFrom: null,
      aside: null,
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
        ...batchFileActions(set, get, fail),
        change: (change) => set({ form: { ...get().form, ...change } }),
        changeConcurrency: (concurrency) => set({ concurrency }),
        changeWorkers: (workers) => set({ workers }),
        start: () => {
          const { form, concurrency, phase } = get();
          if (isPlaying(phase)) return;
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
            set({ batch, openedFrom: null, aside: null });
            keep(memory.begin(head, games));
            send(batch);
          } catch (error) {
            fail(error);
          }
        },
        pause: () => {
          if (get().phase === 'running') halt();
        },
        resume: () => {
          const { batch, openedFrom } = get();
          if (batch === null || !stands()) return;
          try {
            const next = goOn(batch);
            if (openedFrom === null) {
              change(next);
              return;
            }
            set({ batch: next, openedFrom: null, aside: null });
            keepWhole(next);
          } catch (error) {
            fail(error);
          }
        },
        replayFailed: () => {
          const { batch, openedFrom } = get();
          if (batch === null || openedFrom !== null || !stands()) return;
          const lines = batch.lines.filter(({ outcome }) => outcome !== 'failed');
          const rest = { ...batch, lines };
          try {
            const next = goOn(rest);
            set({ batch: next });
            keepWhole(next);
          } catch (error) {
            fail(error);
          }
        },
        stop: () => {
          const { phase } = get();
          if (phase === 'paused') set({ phase: 'ended' });
          if (phase !== 'running') return;
          forGood = true;
          halt();
        },
        discard: () => {
          const { phase, openedFrom, act } = get();
          if (isPlaying(phase)) return;
          // A file is not this page's to forget; nor is the batch that waits behind it.
          if (openedFrom !== null) {
            act.closeFile();
            return;
          }
          set(NO_BATCH);
          keep(memory.forget());
        },
        dismissError: () => set({ error: null }),
        watch: (line) => {
          const { batch, games } = get();
          const run = batch && runOfLine(batch, line, games);
          if (run === null) return;
          lab.setState(run);
          lab.getState().act.restart();
          lab.getState().act.play();
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
    marks = withinPace([...marks, { at: now(), done: batch.lines.length + lines.length }]);
    store.setState({
      since: marks[0] ?? null,
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
    const ended = complete || (forGood && error === null);
    store.setState({ phase: ended ? 'ended' : 'paused', ...(error ? { error } : {}) });
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
    if (!isPlaying(phase)) return;
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

  await recallBatch(store, memory, hash);
  return store;
}
