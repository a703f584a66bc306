import { describe, expect, it } from 'vitest';
import type { LaneTrace } from '../../src/lab/trace';
import { opened } from './fake-worker';
import { message, SETTINGS, step } from './run-fixtures';

const white = message('latent', { perturbation: { kind: 'white-noise', strength: 1, seed: 1 } });

type Page = ReturnType<typeof opened>;

function kept({ worker }: Page): readonly (LaneTrace | null)[] {
  const open = worker.sent.findLast(({ kind }) => kind === 'open');
  return open?.kind === 'open' ? (open.kept ?? []) : [];
}

/** All three lanes at this step; the worker waits. */
function playTo(page: Page, steps: number): void {
  for (let at = 0; at < steps; at++) {
    page.act.advance();
    for (const lane of [0, 1, 2]) page.worker.step(lane, `go ${at}`);
    page.worker.say({ kind: 'idle', finished: false });
  }
}

describe('a lane that is changed', () => {
  it('plays by itself to the step where the run stood, then waits', () => {
    const page = opened();
    const { worker, store, act } = page;
    playTo(page, 2);
    act.changeLane(0, white);
    expect(store.getState().run.trace?.lanes[1]?.steps).toEqual([]);
    worker.open();
    for (const at of [1, 2]) {
      expect(worker.last?.kind).toBe('advance');
      for (const lane of [0, 1, 2]) worker.step(lane, `again ${at}`);
      worker.say({ kind: 'idle', finished: false });
    }
    const sent = worker.sent.length;
    expect(store.getState().run.phase).toBe('waiting');
    worker.say({ kind: 'idle', finished: false });
    expect(worker.sent).toHaveLength(sent);
  });

  it('keeps the others where they have ended, and plays to the end', () => {
    const page = opened();
    const { worker, store, act } = page;
    act.play();
    for (const lane of [0, 1, 2]) {
      worker.say({ kind: 'step', lane, step: step('look'), outcome: lane === 2 ? 'lost' : 'won' });
    }
    worker.say({ kind: 'idle', finished: true });
    const before = store.getState().run.trace?.lanes ?? [];
    act.changeLane(0, white);
    expect(kept(page)).toEqual([null, before[1], before[2]]);
    expect(store.getState().run.trace?.lanes.map(({ steps }) => steps.length)).toEqual([0, 1, 1]);
    worker.open();
    expect(worker.last?.kind).toBe('play');
    worker.say({ kind: 'step', lane: 0, step: step('look'), outcome: 'lost' });
    worker.say({ kind: 'idle', finished: true });
    act.changeSettings({ lanes: store.getState().settings.lanes.slice(1) });
    expect(kept(page).map((lane) => lane?.outcome)).toEqual(['won', 'lost']);
    worker.open();
    expect(worker.last?.kind).toBe('open');
    expect(store.getState().run.phase).toBe('finished');
  });

  it('goes on playing where the run was being played, and where it is changed again meanwhile', () => {
    const page = opened();
    const { worker, act } = page;
    act.play();
    act.changeLane(0, white);
    act.changeLane(0, { ...white, k: 4 });
    worker.open();
    expect(worker.last?.kind).toBe('play');
  });

  it('waits where nothing was played, where a person paused meanwhile, and for another game', () => {
    const page = opened();
    const { worker, act } = page;
    act.changeLane(0, white);
    worker.open();
    expect(worker.last?.kind).toBe('open');
    playTo(page, 3);
    act.changeLane(0, message('latent'));
    worker.open();
    act.pause();
    for (const lane of [0, 1, 2]) worker.step(lane, 'look');
    worker.say({ kind: 'idle', finished: false });
    expect(worker.last?.kind).toBe('advance');
    const sent = worker.sent.filter(({ kind }) => kind === 'advance').length;
    expect(sent).toBe(4);
    act.changeSettings({ game: SETTINGS.game.replace('/3/', '/4/') });
    worker.open();
    expect(worker.last?.kind).toBe('open');
    expect(kept(page)).toEqual([]);
  });
});
