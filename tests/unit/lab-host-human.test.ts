import { describe, expect, it } from 'vitest';
import type { WorkerEvent } from '../../src/client/protocol';
import { LabError } from '../../src/shared/errors';
import { Stage } from './host-stage';
import { message, settings, WINNING } from './scripted-runs';

const NONE = message({ channel: 'none' });
const HUMAN = message({ channel: 'human' });

const type = (stage: Stage, command = 'look', lane = 0, run = 2): Promise<void> =>
  stage.say({ kind: 'command', run, lane, command });

/** `0 look`: the lane and command of every step, in the order in which they came. */
function steps(stage: Stage): string[] {
  return stage.events
    .filter((event): event is Extract<WorkerEvent, { kind: 'step' }> => event.kind === 'step')
    .map(({ lane, step }) => `${lane} ${step.command}`);
}

const idles = (stage: Stage): number => stage.kinds(2).filter((kind) => kind === 'idle').length;

describe('a look at a game', () => {
  const look = (stage: Stage, game: string): Promise<void> =>
    stage.say({ kind: 'look', run: 7, settings: { ...settings([NONE], 3), game }, file: null });

  it('needs no models, and leaves the run in progress alone', async () => {
    const stage = new Stage();
    await look(stage, settings([NONE], 3).game);
    await stage.open(2, [HUMAN]);
    await look(stage, settings([NONE], 3).game);
    const [first, opened, second] = stage.events;
    expect(first).toMatchObject({ kind: 'looked', run: 7 });
    expect(second).toEqual(first);
    const { kind, run, ...scene } = opened ?? { kind: '', run: 0 };
    expect(first).toMatchObject(scene);
    await type(stage);
    expect(steps(stage)).toEqual(['0 look']);
  });

  it('is not answered where the game does not open', async () => {
    const stage = new Stage();
    await look(stage, 'no game');
    expect(stage.events).toEqual([]);
  });
});

describe('a run that only people play', () => {
  it('is played to the win before anything is loaded', async () => {
    const stage = new Stage();
    await stage.open(2, [HUMAN], 20);
    expect(stage.kinds(2)).toEqual(['opened']);
    for (const command of WINNING) await type(stage, command);
    expect(stage.events.at(-2)).toMatchObject({ kind: 'step', outcome: 'won' });
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: true });
    await type(stage);
    expect(steps(stage)).toHaveLength(WINNING.length);
  });

  it('opens and is played while the models load, which go on loading', async () => {
    const stage = new Stage();
    const gate = stage.hold();
    const loading = stage.load(1);
    await stage.open(2, [HUMAN]);
    await type(stage);
    expect(steps(stage)).toEqual(['0 look']);
    const ofRun = stage.events.filter(({ run }) => run === 2);
    expect(ofRun.at(-1)).toEqual({ kind: 'idle', run: 2, finished: false });
    expect(stage.kinds(1)).not.toContain('ready');
    gate.open();
    await loading;
    expect(stage.kinds(1)).toEqual(['progress', 'ready']);
    await type(stage, 'inventory');
    expect(steps(stage)).toEqual(['0 look', '0 inventory']);
  });

  it('goes on after a failed load and a new one', async () => {
    const stage = new Stage();
    await stage.open(2, [HUMAN]);
    stage.failure = new LabError('model-truncated', 'It ended early.');
    await stage.load(3);
    stage.failure = null;
    await stage.load(4);
    await type(stage);
    expect(steps(stage)).toEqual(['0 look']);
  });

  it('goes on when the GPU is lost', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, [HUMAN]);
    stage.lose('driver reset');
    await Promise.resolve();
    await type(stage);
    expect(steps(stage)).toEqual(['0 look']);
  });

  it('takes over from a run that is playing, which frees its contexts', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, [NONE]);
    let opened: Promise<void> | undefined;
    stage.between = () => {
      opened ??= stage.open(3, [HUMAN]);
    };
    await stage.say({ kind: 'play', run: 2 });
    await opened;
    await stage.say({ kind: 'command', run: 3, lane: 0, command: 'look' });
    expect(stage.kinds(2)).toEqual(['opened']);
    expect(stage.kinds(3)).toEqual(['opened', 'step', 'idle']);
    await stage.load(4);
    expect(stage.models.alive).toBe(0);
  });

  it('gives way to a run with agents asked for while it was open', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, [HUMAN]);
    await stage.open(3, [NONE]);
    await type(stage);
    await stage.say({ kind: 'play', run: 3 });
    expect(steps(stage)).toEqual(['0 look', '0 look', '0 look']);
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 3, finished: true });
  });

  it('says what is wrong with its game', async () => {
    const stage = new Stage();
    const settings = { game: 'file/potato/0123456789abcdef', stepBudget: 20, lanes: [HUMAN] };
    await stage.say({ kind: 'open', run: 2, settings, file: null });
    expect(stage.events).toMatchObject([{ kind: 'failed', error: { code: 'missing-game-file' } }]);
  });
});

describe('turn by turn', () => {
  async function opened(lanes = [HUMAN, NONE], budget = 3) {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, lanes, budget);
    return stage;
  }

  it('moves every agent one step after each command', async () => {
    const stage = await opened([HUMAN, NONE, NONE]);
    await type(stage, 'inventory');
    expect(steps(stage)).toEqual(['0 inventory', '1 look', '2 look']);
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: false });
  });

  it('answers a person at once, also while the agents are at their step', async () => {
    const stage = await opened();
    let second: Promise<void> | undefined;
    stage.between = () => {
      second ??= type(stage, 'help');
    };
    await type(stage, 'inventory');
    await second;
    expect(steps(stage)).toEqual(['0 inventory', '0 help', '1 look', '1 look']);
    // The worker waits once, when nothing is left to do.
    expect(idles(stage)).toBe(1);
    expect(stage.events.at(-1)?.kind).toBe('idle');
  });

  it('goes on with the person alone when the agents have ended', async () => {
    const stage = await opened([HUMAN, NONE], 2);
    await stage.say({ kind: 'play', run: 2 });
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: false });
    await type(stage, 'inventory');
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: false });
    await type(stage, 'inventory');
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: true });
    expect(steps(stage)).toEqual(['1 look', '1 look', '0 inventory', '0 inventory']);
  });

  it('plays nothing for a lane that has ended, an agent’s lane, another run, or before it is open', async () => {
    const stage = await opened([HUMAN, NONE], 1);
    await type(stage);
    const played = stage.events.length;
    await type(stage);
    await type(stage, 'look', 1);
    await type(stage, 'look', 0, 9);
    expect(stage.events).toHaveLength(played);
    const opening = stage.open(3, [HUMAN, NONE]);
    await stage.say({ kind: 'command', run: 3, lane: 0, command: 'look' });
    await opening;
    expect(stage.kinds(3)).toEqual(['opened']);
  });
});

describe('a race', () => {
  async function racing(budget = 3) {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, [HUMAN, NONE], budget);
    return stage;
  }

  it('does not wait for the person, whose commands move no agent', async () => {
    const stage = await racing();
    let typed = 0;
    stage.between = () => {
      if (typed++ < 2) void type(stage, 'inventory');
    };
    await stage.say({ kind: 'play', run: 2 });
    expect(steps(stage)).toEqual(['0 inventory', '0 inventory', '1 look', '1 look', '1 look']);
    expect(idles(stage)).toBe(1);
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: false });
  });

  it('is finished when the person ended first', async () => {
    const stage = await racing(1);
    stage.between = () => void type(stage, 'inventory');
    await stage.say({ kind: 'play', run: 2 });
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: true });
  });

  it('stays paused: a command then moves the agents one step', async () => {
    const stage = await racing(5);
    stage.between = () => void stage.say({ kind: 'pause', run: 2 });
    await stage.say({ kind: 'play', run: 2 });
    expect(steps(stage)).toEqual(['1 look']);
    stage.between = () => {};
    await type(stage, 'inventory');
    expect(steps(stage)).toEqual(['1 look', '0 inventory', '1 look']);
  });

  it('keeps a pause that a command comes after', async () => {
    const stage = await racing(5);
    let commanded: Promise<void> | undefined;
    stage.between = () => {
      if (commanded) return;
      void stage.say({ kind: 'pause', run: 2 });
      commanded = type(stage, 'inventory');
    };
    await stage.say({ kind: 'play', run: 2 });
    await commanded;
    expect(steps(stage)).toEqual(['0 inventory', '1 look', '1 look']);
    expect(idles(stage)).toBe(1);
  });
});

it('carries an imported game to the lab', async () => {
  const stage = new Stage();
  const name = 'file/broken/0123456789abcdef';
  const settings = { game: name, stepBudget: 20, lanes: [HUMAN] };
  const file = { name, text: 'not a game', agent: null };
  await stage.say({ kind: 'open', run: 2, settings, file });
  expect(stage.events).toMatchObject([{ kind: 'failed', error: { code: 'bad-game-file' } }]);
});
