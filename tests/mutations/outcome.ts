import { Game } from '../../src/alfworld/game';
import { agentsOf, readGameFile } from '../../src/alfworld/game-file';
import { LabError } from '../../src/shared/errors';

/** Longer than any file takes on a busy machine, far shorter than a hang. */
export const MOST_MILLISECONDS = 5000;

/** Commands played on what still loads. */
const COMMANDS = 30;

export interface Outcome {
  /** 'loaded', or the code of the LabError that refused it. */
  readonly how: string;
  readonly milliseconds: number;
}

/** What is in quotes is the file's, the names of the parts aside. */
const QUOTED_OR_NAME = /"(?:[^"\\]|\\.)*"|game\.tw-pddl/g;

/** One sentence: it ends with a full stop and has no other end of a sentence in it. */
const SENTENCE = /^(?:(?![.!?](?:\s|$))[^\n])+\.$/;

const PLACE = /, line \d+, column \d+\): /;

/** Refusals without a place: a file that is too large was not read. */
const PLACELESS = /\(game\.tw-pddl\): it has [\d.]+ MB; /;

/** @throws Error where a message is not one sentence that says where in the file the fault is. */
export function checkRefusal(message: string): void {
  const bare = message.replace(QUOTED_OR_NAME, 'name');
  if (!SENTENCE.test(bare) || message.length > 600) {
    throw new Error(`This is no sentence to show to anybody: ${message}`);
  }
  if (!PLACE.test(message) && !PLACELESS.test(message)) {
    throw new Error(`This does not say where: ${message}`);
  }
}

/**
 * Reads a text as a game file, plays what loads, for every agent of it.
 * @throws Error for anything but a LabError of one sentence with line and column, and for a turn that is not one.
 */
export function outcomeOf(text: string): Outcome {
  const start = performance.now();
  const how = loadAndPlay(text);
  return { how, milliseconds: performance.now() - start };
}

function loadAndPlay(text: string): string {
  try {
    for (const agent of agentsOf(text)) play(new Game(readGameFile(text, agent)));
    return 'loaded';
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    checkRefusal(error.message);
    return error.code;
  }
}

function play(game: Game): void {
  let turn = game.reset();
  for (let step = 0; step < COMMANDS; step++) {
    const { admissibleCommands } = turn;
    // Rarely "go to" twice: it is most of the list and tells least.
    const doing = admissibleCommands.filter((command) => !command.startsWith('go to '));
    const choices = step % 3 === 0 || doing.length === 0 ? admissibleCommands : doing;
    const command = choices[(step * 7) % choices.length] ?? 'look';
    turn = game.step(command);
    // A name without a number ends with a space, and what is typed is stripped: as in the real engine.
    if (turn.observation === 'Nothing happens.' && command === command.trim()) {
      throw new Error(`The admissible command "${command}" did nothing.`);
    }
  }
}
