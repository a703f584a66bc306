import type { Game } from '../../src/alfworld/game';

/** One line that the real engine's recorder wrote; a null command is a reset. */
export interface RecordedTurn {
  readonly command: string | null;
  readonly observation: string;
  readonly admissible_commands: readonly string[];
  readonly won: boolean;
  readonly score: number;
}

/** The turns of a recording's JSON lines, without its head and summary lines. */
export function parseRecording(text: string): RecordedTurn[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Partial<RecordedTurn>)
    .filter((line): line is RecordedTurn => line.command !== undefined);
}

/** Plays a recording; returns the first turn that differs, with what the game said, or null. */
export function firstDifference(game: Game, recorded: readonly RecordedTurn[]) {
  for (const [index, expected] of recorded.entries()) {
    const { command } = expected;
    const turn = command === null ? game.reset() : game.step(command);
    const played = {
      command,
      observation: turn.observation,
      admissible_commands: turn.admissibleCommands,
      won: turn.won,
      score: turn.score,
    };
    const same = (Object.keys(played) as (keyof typeof played)[]).every(
      (key) => JSON.stringify(played[key]) === JSON.stringify(expected[key]),
    );
    if (!same) return { index, played, expected };
  }
  return null;
}
