/** The run in one sentence, made from what happened. */
import type { LaneTrace } from '../lab/trace';
import { laneNames } from './lane-settings';
import { agentsPlay, personPlays, type RunState } from './run-store';
import { clockStep } from './run-view';

const steps = (count: number): string => `${count} step${count === 1 ? '' : 's'}`;

export function outcomeLabel(outcome: LaneTrace['outcome']): string {
  return { running: '', won: 'won', lost: 'lost', 'context-full': 'out of context' }[outcome];
}

function laneResult(name: string, { outcome, steps: played }: LaneTrace): string {
  switch (outcome) {
    case 'running':
      return `${name} is at step ${played.length}`;
    case 'won':
      return `${name} won in ${steps(played.length)}`;
    case 'lost':
      return `${name} lost after ${steps(played.length)}`;
    case 'context-full':
      return `${name} ran out of context after ${steps(played.length)}`;
  }
}

/** `Latent won in 6 steps. No message lost after 20 steps.` */
export function resultSentence(lanes: readonly LaneTrace[]): string {
  const names = laneNames(lanes.map((lane) => lane.settings));
  return lanes.map((lane, index) => `${laneResult(names[index] ?? '', lane)}.`).join(' ');
}

function waitingSentence(run: RunState, step: number, budget: number): string {
  const agents = agentsPlay(run);
  if (personPlays(run)) {
    if (!agents) return step === 0 ? 'The game is set up. Type a command.' : 'Your turn.';
    if (step === 0) {
      return 'The game is set up. Type a command, and every agent moves with you; or press Run for a race.';
    }
    return `Your turn: the agents are at step ${step} of ${budget}.`;
  }
  if (step === 0) return 'The game is set up. Run plays it in every lane.';
  return `Paused after step ${step} of ${budget}.`;
}

export function runSentence(run: RunState): string {
  const { trace, phase } = run;
  if (trace === null) return '';
  const budget = trace.settings.stepBudget;
  const step = clockStep(trace.lanes);
  const thinking = run.live.find((lane) => lane.thinking !== null)?.thinking;
  switch (phase) {
    case 'empty':
      return '';
    case 'opening':
      return 'Opening the game.';
    case 'failed':
      return run.error?.message ?? '';
    case 'finished':
      return resultSentence(trace.lanes);
    case 'waiting':
      return waitingSentence(run, step, budget);
    case 'pausing':
      return 'Pausing after this step.';
    case 'stepping':
    case 'playing':
      return thinking
        ? `The sender is writing: ${thinking.tokens} tokens.`
        : `Step ${step} of ${budget}.`;
  }
}

/** What a screen reader hears when the agents' clock moves: `Step 2. Latent: open fridge 1.` */
export function stepAnnouncement(lanes: readonly LaneTrace[], step: number): string {
  const names = laneNames(lanes.map((lane) => lane.settings));
  const parts = lanes.flatMap((lane, index) => {
    const command = lane.steps[step - 1]?.command;
    return command === undefined || lane.settings.channel === 'human'
      ? []
      : [`${names[index]}: ${command}.`];
  });
  return parts.length === 0 ? '' : `Step ${step}. ${parts.join(' ')}`;
}

/** What a person hears after a command: `You, step 3. You arrive at fridge 1.` */
export function personAnnouncement(lanes: readonly LaneTrace[]): string {
  const names = laneNames(lanes.map((lane) => lane.settings));
  const played = lanes.flatMap(({ settings, steps, outcome }, index) => {
    const last = steps.at(-1);
    if (settings.channel !== 'human' || last === undefined) return [];
    const end = outcome === 'running' ? '' : ` ${outcomeLabel(outcome)}.`;
    return [`${names[index]}, step ${steps.length}. ${last.observation}${end}`];
  });
  return played.join(' ');
}
