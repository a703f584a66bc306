/** The run in one sentence, made from what happened. */
import type { LaneTrace } from '../lab/trace';
import type { Words } from '../words/words';
import { faultSentences } from './faults';
import { laneNames } from './lane-settings';
import { agentsPlay, isBusy, personPlays, type RunState } from './run-store';
import { clockStep } from './run-view';

/** The lanes' names are told too. */
type RunWords = Pick<Words, 'runStatus' | 'lanes'>;

export function outcomeLabel(outcome: LaneTrace['outcome'], words: Words['runStatus']): string {
  return words.outcomes[outcome];
}

/** Of every lane that `keep` takes. */
function laneResults(
  lanes: readonly LaneTrace[],
  { runStatus: words, lanes: about }: RunWords,
  keep: (lane: LaneTrace) => boolean = () => true,
): string[] {
  const names = laneNames(
    lanes.map((lane) => lane.settings),
    about,
  );
  return lanes.flatMap((lane, index) =>
    keep(lane) ? [words.results[lane.outcome](names[index] ?? '', lane.steps.length)] : [],
  );
}

/** `Latent won in 6 steps. No message lost after 20 steps.` */
export function resultSentence(lanes: readonly LaneTrace[], words: RunWords): string {
  return words.runStatus.ended(laneResults(lanes, words));
}

/** How the lanes that have ended did, beside a person: `Latent won in 6 steps, No message lost. ` */
function standing(lanes: readonly LaneTrace[], words: RunWords): string {
  if (!lanes.some((lane) => lane.settings.channel === 'human')) return '';
  const ended = laneResults(lanes, words, ({ outcome }) => outcome !== 'running');
  return ended.length === 0 ? '' : words.runStatus.standing(ended);
}

function turnSentence(
  lanes: readonly LaneTrace[],
  budget: number,
  words: Words['runStatus'],
): string {
  const [person, ...others] = lanes.filter(
    ({ settings, outcome }) => settings.channel === 'human' && outcome === 'running',
  );
  if (person === undefined || others.length > 0) return words.yourTurn;
  return words.yourTurnAt(person.steps.length + 1, budget);
}

function waitingSentence(
  run: RunState,
  lanes: readonly LaneTrace[],
  budget: number,
  words: Words['runStatus'],
): string {
  const agents = agentsPlay(run);
  const step = clockStep(lanes);
  if (personPlays(run)) {
    if (step === 0 && !agents) return words.setUpAlone;
    if (!agents) return turnSentence(lanes, budget, words);
    return step === 0 ? words.setUpRace : words.yourTurnBeside(step, budget);
  }
  return step === 0 ? words.setUp : words.paused(step, budget);
}

export function runSentence(run: RunState, words: RunWords): string {
  const { trace, phase } = run;
  if (trace === null) return '';
  const { lanes } = trace;
  const budget = trace.settings.stepBudget;
  const { runStatus } = words;
  const thinking = run.live.find((lane) => lane.thinking !== null)?.thinking;
  switch (phase) {
    case 'empty':
    // What failed is told beside its remedies.
    case 'failed':
      return '';
    case 'opening':
      return runStatus.opening;
    case 'finished':
      return resultSentence(lanes, words);
    case 'waiting':
      return standing(lanes, words) + waitingSentence(run, lanes, budget, runStatus);
    case 'pausing':
      return `${standing(lanes, words)}${runStatus.pausing}`;
    case 'stepping':
    case 'playing':
      return thinking
        ? runStatus.writing(thinking.tokens)
        : `${standing(lanes, words)}${runStatus.at(clockStep(lanes), budget)}`;
  }
}

/** What happened to the models while this was played: `After step 3 the GPU was lost; …` */
export function runFaults({ trace, phase }: RunState, { faults: words }: Words): string[] {
  const faults = trace?.faults ?? [];
  const told = faultSentences(faults, ({ step }) => step, words.step, words);
  return faults.at(-1)?.backend === null && isBusy(phase) ? [...told, words.recovering] : told;
}

/** What a screen reader hears when the agents' clock moves: `Step 2. Latent: open fridge 1.` */
export function stepAnnouncement(
  lanes: readonly LaneTrace[],
  step: number,
  { runStatus: words, lanes: about }: RunWords,
): string {
  const names = laneNames(
    lanes.map((lane) => lane.settings),
    about,
  );
  const parts = lanes.flatMap((lane, index) => {
    const command = lane.steps[step - 1]?.command;
    return command === undefined || lane.settings.channel === 'human'
      ? []
      : [words.announceCommand(names[index] ?? '', command)];
  });
  return parts.length === 0 ? '' : words.announceStep(step, parts);
}

/** What a person hears after a command: `You, step 3. You arrive at fridge 1.` */
export function personAnnouncement(
  lanes: readonly LaneTrace[],
  { runStatus: words, lanes: about }: RunWords,
): string {
  const names = laneNames(
    lanes.map((lane) => lane.settings),
    about,
  );
  const played = lanes.flatMap(({ settings, steps, outcome }, index) => {
    const last = steps.at(-1);
    if (settings.channel !== 'human' || last === undefined) return [];
    const end = outcomeLabel(outcome, words);
    return [words.announcePerson(names[index] ?? '', steps.length, last.observation, end)];
  });
  return played.join(' ');
}
