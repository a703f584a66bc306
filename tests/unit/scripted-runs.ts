import { formatGameName, splitGame } from '../../src/alfworld/game-name';
import type { Run } from '../../src/lab/lanes';
import type { MessageSettings, RunSettings } from '../../src/lab/settings';
import type { LaneTrace } from '../../src/lab/trace';
import { type ActorView, type FakeScript, fakeTokenizer } from './fake-models';
import { winningCommands } from './winning-commands';

export const GAME = formatGameName(splitGame('unseen', 3));
export const WINNING = winningCommands(GAME);
export const NEVER = new AbortController().signal;

export function message(change: Partial<MessageSettings> = {}): MessageSettings {
  return {
    channel: 'latent',
    compression: 'full',
    k: 8,
    ratio: 0.5,
    perturbation: { kind: 'none' },
    ...change,
  };
}

export function settings(lanes: readonly MessageSettings[], stepBudget = 20): RunSettings {
  return { game: GAME, stepBudget, lanes };
}

/** "Your task is to: put a hot potato in sinkbasin." */
export const taskOf = (text: string): string =>
  /Your task is to: [^.]*\./.exec(text)?.[0] ?? 'no task';

/** The words of a message, read back from what the actor got. */
function heard({ words, latents }: ActorView): string {
  return words ?? fakeTokenizer.decode(latents.map(({ value }) => value));
}

/** The sender names the task; an actor who hears its own task wins, another keeps looking. */
export const INFORMING: FakeScript = {
  thought: (prompt) => taskOf(prompt),
  command: (view) =>
    heard(view) === taskOf(view.intro) ? (WINNING[view.turns.length] ?? 'look') : 'look',
};

export function laneTraces(run: Run): readonly LaneTrace[] {
  return run.trace({ kind: 'live', backend: 'fake', models: {}, date: '' }).lanes;
}

/** `won 7`: each lane's outcome and steps. */
export function outcomes(run: Run): string[] {
  return laneTraces(run).map(({ outcome, steps }) => `${outcome} ${steps.length}`);
}
