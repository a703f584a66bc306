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

/** How the lanes that have ended did, beside a person: `Latent won in 6 steps, No message lost. ` */
function standing(lanes: readonly LaneTrace[]): string {
  if (!lanes.some((lane) => lane.settings.channel === 'human')) return '';
  const names = laneNames(lanes.map((lane) => lane.settings));
  const ended = lanes.flatMap((lane, index) =>
    lane.outcome === 'running' ? [] : [laneResult(names[index] ?? '', lane)],
  );
  return ended.length === 0 ? '' : `${ended.join(', ')}. `;
}

function turnSentence(lanes: readonly LaneTrace[], budget: number): string {
  const [person, ...others] = lanes.filter(
    ({ settings, outcome }) => settings.channel === 'human' && outcome === 'running',
  );
  if (person === undefined || others.length > 0) return 'Your turn.';
  return `Your turn: step ${person.steps.length + 1} of ${budget}.`;
}

function waitingSentence(run: RunState, lanes: readonly LaneTrace[], budget: number): string {
  const agents = agentsPlay(run);
  const step = clockStep(lanes);
  if (personPlays(run)) {
    if (step === 0 && !agents) return 'The game is set up. Type a command.';
    if (!agents) return turnSentence(lanes, budget);
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
  const { lanes } = trace;
  const budget = trace.settings.stepBudget;
  const thinking = run.live.find((lane) => lane.thinking !== null)?.thinking;
  switch (phase) {
    case 'empty':
      return '';
    case 'opening':
      return 'Opening the game.';
    case 'failed':
      return run.error?.message ?? '';
    case 'finished':
      return resultSentence(lanes);
    case 'waiting':
      return standing(lanes) + waitingSentence(run, lanes, budget);
    case 'pausing':
      return `${standing(lanes)}Pausing after this step.`;
    case 'stepping':
    case 'playing':
      return thinking
        ? `The sender is writing: ${thinking.tokens} tokens.`
        : `${standing(lanes)}Step ${clockStep(lanes)} of ${budget}.`;
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
