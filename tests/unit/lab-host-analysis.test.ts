import { describe, expect, it } from 'vitest';
import type { Request, WorkerEvent } from '../../src/client/protocol';
import { Stage } from './host-stage';
import { message } from './scripted-runs';

const LANES = [message({ compression: 'kept', k: 4 }), message({ channel: 'none' })];

type Analyse = Extract<Request, { kind: 'analyse' }>;

const question = (change: Partial<Analyse> = {}): Analyse => ({
  kind: 'analyse',
  run: 2,
  lane: 0,
  step: 1,
  what: 'commands',
  ...change,
});

async function played(): Promise<Stage> {
  const stage = new Stage();
  await stage.load();
  await stage.open(2, LANES, 5);
  await stage.say({ kind: 'advance', run: 2 });
  return stage;
}

const answers = (stage: Stage): Extract<WorkerEvent, { kind: 'analysed' }>[] =>
  stage.events.flatMap((event) => (event.kind === 'analysed' ? [event] : []));

describe('questions about an actor', () => {
  it('are answered, and the run goes on as if nobody had asked', async () => {
    const stage = await played();
    await stage.say(question());
    await stage.say(question({ what: 'mismatched' }));
    await stage.say(question({ what: 'importance' }));
    const [commands, mismatched, importance] = answers(stage);
    expect(commands).toMatchObject({ run: 2, lane: 0, step: 1, what: 'commands' });
    expect(commands?.result).toMatchObject({ what: 'commands' });
    expect(mismatched?.result).toMatchObject({ what: 'mismatched' });
    expect(importance?.result).toMatchObject({ what: 'importance' });
    const progress = stage.events.flatMap((event) =>
      event.kind === 'analysing' ? [`${event.done}/${event.total}`] : [],
    );
    expect(progress).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4']);
    await stage.say({ kind: 'play', run: 2 });
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: true });
    expect(stage.kinds(2)).not.toContain('failed');
  });

  it('have no answer where there is none', async () => {
    const stage = await played();
    await stage.say(question({ lane: 1, what: 'mismatched' }));
    expect(answers(stage)).toMatchObject([{ lane: 1, result: null }]);
    await stage.say(question({ run: 1 }));
    expect(answers(stage)).toHaveLength(1);
  });

  it('give way to agents that move, at the next decoder step', async () => {
    const stage = await played();
    let calls = 0;
    let moved: Promise<void> | undefined;
    stage.between = () => {
      if (++calls === 3) moved = stage.say({ kind: 'advance', run: 2 });
    };
    await stage.say(question({ what: 'importance' }));
    await moved;
    expect(answers(stage)).toEqual([]);
    expect(stage.kinds(2).filter((kind) => kind === 'step')).toHaveLength(4);
    expect(stage.events.at(-1)).toMatchObject({ kind: 'idle', run: 2 });
    stage.between = () => {};
    await stage.say(question({ what: 'importance' }));
    expect(answers(stage)).toMatchObject([{ what: 'importance', result: { what: 'importance' } }]);
  });

  it('give way to a later one, and to none at all', async () => {
    const stage = await played();
    await Promise.all([
      stage.say(question({ what: 'importance' })),
      stage.say(question({ lane: 1 })),
    ]);
    expect(answers(stage)).toMatchObject([{ lane: 1, what: 'commands' }]);
    await Promise.all([stage.say(question()), stage.say({ kind: 'stop-analysis', run: 2 })]);
    expect(answers(stage)).toHaveLength(1);
    expect(stage.kinds(2)).not.toContain('failed');
  });

  it('end with their run, which is freed', async () => {
    const stage = await played();
    await stage.say(question());
    let opened: Promise<void> | undefined;
    stage.between = () => {
      opened ??= stage.open(3, LANES, 5);
    };
    await stage.say(question({ what: 'mismatched' }));
    await opened;
    expect(answers(stage)).toHaveLength(1);
    expect(stage.kinds(3)).toEqual(['opened']);
    expect(stage.models.alive).toBe(0);
  });

  it('are answered on other models where the GPU was lost meanwhile', async () => {
    const stage = await played();
    stage.lose('driver reset');
    await Promise.resolve();
    await stage.say(question());
    expect(stage.loads).toHaveLength(2);
    expect(stage.events.at(-1)).toMatchObject({ kind: 'analysed', run: 2, step: 1 });
    expect(stage.events.at(-1)).not.toMatchObject({ result: null });
  });
});
