import { plural } from './plural';

const steps = (count: number): string => `${count} step${count === 1 ? '' : 's'}`;

/** The run in one sentence. A lane's name is a proper name in all of them. */
export const runStatus = {
  outcomes: {
    running: '',
    won: 'won',
    lost: 'lost',
    'context-full': 'out of context',
    failed: 'failed',
  },
  results: {
    running: (name: string, played: number) => `${name} is at step ${played}`,
    won: (name: string, played: number) => `${name} won in ${steps(played)}`,
    lost: (name: string, played: number) => `${name} lost after ${steps(played)}`,
    'context-full': (name: string, played: number) =>
      `${name} ran out of context after ${steps(played)}`,
    failed: (name: string, played: number) =>
      played === 0 ? `${name} could not be played` : `${name} failed after ${steps(played)}`,
  },
  /** Every lane's result as a sentence of its own. */
  ended: (results: readonly string[]) => results.map((result) => `${result}.`).join(' '),
  /** Before another sentence: how the lanes stand that have ended. */
  standing: (results: readonly string[]) => `${results.join(', ')}. `,
  /** How an episode of a batch that is opened in the lanes ended there. */
  inBatch: {
    won: (played: number) => `In the batch: won in ${steps(played)}.`,
    lost: (played: number) => `In the batch: lost after ${steps(played)}.`,
    'context-full': (played: number) => `In the batch: out of context after ${steps(played)}.`,
    failed: () => 'In the batch: failed.',
  } satisfies Record<string, (played: number) => string>,
  playedAgain: 'Run plays it again.',
  yourTurn: 'Your turn.',
  yourTurnAt: (step: number, budget: number) => `Your turn: step ${step} of ${budget}.`,
  yourTurnBeside: (step: number, budget: number) =>
    `Your turn: the agents are at step ${step} of ${budget}.`,
  setUpAlone: 'The game is set up. Type a command.',
  setUpRace:
    'The game is set up. Type a command, and every agent moves with you; or press Run for a race.',
  setUp: 'The game is set up. Run plays it in every lane.',
  paused: (step: number, budget: number) => `Paused after step ${step} of ${budget}.`,
  opening: 'Opening the game.',
  pausing: 'Pausing after this step.',
  writing: (tokens: number) => `The sender is writing: ${plural(tokens, 'token')}.`,
  at: (step: number, budget: number) => `Step ${step} of ${budget}.`,
  announceCommand: (name: string, command: string) => `${name}: ${command}.`,
  announceStep: (step: number, commands: readonly string[]) =>
    `Step ${step}. ${commands.join(' ')}`,
  announcePerson: (name: string, step: number, observation: string, outcome: string) =>
    `${name}, step ${step}. ${observation}${outcome === '' ? '' : ` ${outcome}.`}`,
};
