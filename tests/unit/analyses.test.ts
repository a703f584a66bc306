import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/client/protocol';
import type { AnalysisRequest, AnalysisResult } from '../../src/lab/analysis-request';
import { lanePairs } from '../../src/lab/separation';
import type { CommandProbability, MessageTrace, StepTrace } from '../../src/lab/trace';
import { progressThrough } from '../../src/state/analyses';
import { effectQuestions } from '../../src/state/effect-questions';
import { type FakeWorker, opened } from './fake-worker';
import { lane, message, step } from './run-fixtures';

const COMMANDS: readonly CommandProbability[] = [{ command: 'look', probability: 0.75 }];
const TIME = { senderPrefill: 1, generation: 2, adapter: 3, actorPrefill: 4 };

type Analyse = Extract<Request, { kind: 'analyse' }>;
const lastQuestion = ({ last }: FakeWorker): string =>
  last?.kind === 'analyse' ? `${last.lane} ${last.step} ${last.what}` : (last?.kind ?? '');

function messageOf(positions: number, latent: boolean): MessageTrace {
  const latents = latent ? new Float32Array(positions * 2) : null;
  return { chainOfThought: null, positions, bytes: 0, latents, dim: 2 };
}

/** Three lanes (latent, text, none) that have played as many steps, standing still. */
function standing(steps: number) {
  const page = opened();
  const { worker } = page;
  [messageOf(4, true), messageOf(3, false), messageOf(0, false)].forEach((sent, index) => {
    worker.say({ kind: 'message', lane: index, message: sent, communication: TIME });
  });
  for (let count = 0; count < steps; count++) {
    for (const index of [0, 1, 2]) worker.step(index, `command ${count}`);
  }
  const answer = (result?: AnalysisResult | null): void => {
    const { lane, step, what } = worker.last as Analyse;
    const given: AnalysisResult =
      what === 'importance' ? { what, divergences: [0.5, 0] } : { what, commands: COMMANDS };
    worker.say({
      kind: 'analysed',
      lane,
      step,
      what,
      result: result === undefined ? given : result,
    });
  };
  return { ...page, answer };
}

describe('the questions of the page', () => {
  it('are asked while the tab is open and the run stands still, the shown step first', () => {
    const { worker, store, act, answer } = standing(2);
    expect(lastQuestion(worker)).toBe('open');
    act.selectTab('mind');
    const asked: string[] = [];
    for (let guard = 0; guard < 20 && store.getState().run.analysis.asked !== null; guard++) {
      asked.push(lastQuestion(worker));
      answer();
    }
    expect(asked).toEqual([
      '0 2 commands',
      '1 2 commands',
      '2 2 commands',
      '0 2 mismatched',
      '1 2 mismatched',
      '0 1 commands',
      '0 1 mismatched',
      '1 1 commands',
      '1 1 mismatched',
      '2 1 commands',
    ]);
    const steps = store.getState().run.trace?.lanes.map((one) => one.steps) ?? [];
    expect(steps[0]).toMatchObject([
      { commands: COMMANDS, mismatched: COMMANDS },
      { commands: COMMANDS, mismatched: COMMANDS },
    ]);
    expect(steps[2]?.[0]).not.toHaveProperty('mismatched');
  });

  it('follow the step shown, one at a time', () => {
    const { worker, act, answer } = standing(3);
    act.selectTab('mind');
    act.selectStep(1);
    expect(lastQuestion(worker)).toBe('0 3 commands');
    answer();
    expect(lastQuestion(worker)).toBe('0 1 commands');
  });

  it('stop while agents move, and are asked again after', () => {
    const { worker, store, act, answer } = standing(1);
    act.selectTab('mind');
    act.play();
    expect(worker.last?.kind).toBe('play');
    expect(store.getState().run.analysis.asked).toBeNull();
    for (const index of [0, 1, 2]) worker.step(index, 'next');
    expect(worker.last?.kind).toBe('play');
    worker.say({ kind: 'idle', finished: false });
    expect(lastQuestion(worker)).toBe('0 2 commands');
    answer();
    expect(lastQuestion(worker)).toBe('1 2 commands');
  });

  it('are not asked twice where there is no answer', () => {
    const { worker, store, act, answer } = standing(1);
    act.selectTab('mind');
    const asked = new Set<string>();
    for (let guard = 0; guard < 20 && store.getState().run.analysis.asked !== null; guard++) {
      asked.add(lastQuestion(worker));
      answer(null);
    }
    expect(asked.size).toBe(5);
    expect(worker.sent.filter(({ kind }) => kind === 'analyse')).toHaveLength(5);
    expect(store.getState().run.trace?.lanes[0]?.steps[0]).not.toHaveProperty('commands');
  });

  it('are none of a new run’s business', () => {
    const { worker, store, act } = standing(1);
    act.selectTab('mind');
    const old = worker.last as Analyse;
    act.restart();
    expect(store.getState().run.analysis.asked).toBeNull();
    worker.open();
    const { lane: index, step: at } = old;
    const result = { what: 'commands', commands: COMMANDS } as const;
    worker.say({ kind: 'analysed', lane: index, step: at, what: 'commands', result }, old.run);
    expect(store.getState().run.trace?.lanes[0]?.steps).toEqual([]);
    expect(worker.last?.kind).toBe('open');
  });
});

describe('what the effect of a changed message is told with', () => {
  const edited = message('latent', { edits: [{ kind: 'zero', from: 0, to: 1 }] });

  /** An edited lane, its like undisturbed, and the words; they part at the second step. */
  function compared() {
    const { worker, store, act } = opened();
    act.changeSettings({ lanes: [edited, message('latent'), message('text')] });
    worker.open();
    for (const index of [0, 1, 2]) {
      const sent = messageOf(4, index < 2);
      worker.say({ kind: 'message', lane: index, message: sent, communication: TIME });
    }
    for (const command of ['look', 'left', 'on']) worker.step(0, command);
    for (const command of ['look', 'right', 'on']) worker.step(1, command);
    for (const command of ['look', 'right', 'on']) worker.step(2, command);
    const answer = (): void => {
      const { lane: index, step: at } = worker.last as Analyse;
      const result = { what: 'commands', commands: COMMANDS } as const;
      worker.say({ kind: 'analysed', lane: index, step: at, what: 'commands', result });
    };
    const progress = () => {
      const { run } = store.getState();
      return progressThrough(run, effectQuestions(run.trace?.lanes ?? [], 0));
    };
    return { worker, store, act, answer, progress };
  }

  it('is asked whatever tab is open, one at a time, up to where the two lanes part', () => {
    const { worker, store, answer, progress } = compared();
    expect(store.getState().tab).toBe('message');
    const asked: string[] = [];
    const done: (number | undefined)[] = [];
    for (let guard = 0; guard < 20 && store.getState().run.analysis.asked !== null; guard++) {
      asked.push(lastQuestion(worker));
      done.push(progress()?.done);
      answer();
    }
    expect(asked).toEqual(['0 1 commands', '0 2 commands', '1 1 commands', '1 2 commands']);
    expect(done).toEqual([0, 1, 2, 3]);
    expect(progress()).toBeNull();
  });

  it('waits while agents play', () => {
    const { worker, store, act } = compared();
    act.play();
    expect(store.getState().run.analysis.asked).toBeNull();
    expect(worker.last?.kind).toBe('play');
  });

  it('is nothing where no lane is changed, or none stands undisturbed beside it', () => {
    const lanes = [lane(['look']), lane(['look'])];
    expect(effectQuestions(lanes)).toEqual([]);
    expect(effectQuestions([lane(['look'], { settings: edited })])).toEqual([]);
    const pair = [lane(['look'], { settings: edited }), lane(['look'])];
    expect(effectQuestions(pair)).toHaveLength(2);
    expect(effectQuestions(pair, 1)).toEqual([]);
  });
});

describe('the importance of latent steps', () => {
  const wanted = { lane: 0, step: 1 };

  it('is measured when it is wanted, whatever tab is open', () => {
    const { worker, store, act, answer } = standing(1);
    act.measureImportance(wanted);
    expect(lastQuestion(worker)).toBe('0 1 importance');
    const question: AnalysisRequest = { ...wanted, what: 'importance' };
    worker.say({ kind: 'analysing', ...question, done: 1, total: 4 });
    expect(store.getState().run.analysis.progress).toEqual({ done: 1, total: 4 });
    answer();
    expect(store.getState().run.trace?.lanes[0]?.importance).toEqual({
      step: 1,
      divergences: [0.5, 0],
    });
    expect(store.getState().run.analysis).toMatchObject({
      asked: null,
      wanted: null,
      progress: null,
    });
  });

  it('waits for the shown step’s distributions, also where those come later', () => {
    const { worker, act, answer } = standing(2);
    act.measureImportance(wanted);
    act.selectTab('mind');
    expect(lastQuestion(worker)).toBe('0 2 commands');
    for (let count = 0; count < 5; count++) answer();
    expect(lastQuestion(worker)).toBe('0 1 importance');
    act.selectStep(1);
    expect(lastQuestion(worker)).toBe('0 1 commands');
  });

  it('can be given up', () => {
    const { worker, store, act } = standing(1);
    act.measureImportance(wanted);
    act.measureImportance(null);
    expect(worker.last).toMatchObject({ kind: 'stop-analysis' });
    expect(store.getState().run.analysis).toMatchObject({ asked: null, wanted: null });
  });
});

describe('lanePairs', () => {
  const known = (command: string, probability: number): StepTrace => ({
    ...step(command),
    commands: [{ command: 'a', probability }],
  });

  it('compares lanes up to the step where they part, that one included', () => {
    const first = lane([], { steps: [known('a', 1), known('a', 0.5), known('c', 1)] });
    const second = lane([], { steps: [known('a', 1), known('b', 0.5), known('c', 0)] });
    const person = lane(['a'], { settings: message('human') });
    expect(lanePairs([first, person, second])).toEqual([
      { lanes: [0, 2], divergences: [0, 0], parted: 2 },
    ]);
  });

  it('leaves open what is not known, and where they have not parted', () => {
    const first = lane(['a', 'a', 'a']);
    const second = lane([], { steps: [known('a', 1), known('a', 1)] });
    expect(lanePairs([first, second])).toEqual([
      { lanes: [0, 1], divergences: [null, null], parted: null },
    ]);
  });
});
