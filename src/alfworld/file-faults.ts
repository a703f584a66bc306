import { LabError } from '../shared/errors';

/** A place in a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a text begins. */
export const START: Position = { line: 1, column: 1 };

/** Longer than any real name or command; a message that quotes more is not read. */
const MOST_QUOTED = 60;

/** A part of the file in quotes, shortened, with control characters spelt out. */
export function quoted(text: string): string {
  const short = text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
  return JSON.stringify(short);
}

function placed(part: string, at: Position | null): string {
  return at ? `${part}, line ${at.line}, column ${at.column}` : part;
}

/**
 * What is wrong with a file. The place is one in the named part: `game.tw-pddl` is the file itself,
 * any other part is the text under that key of it.
 */
export function badFile(part: string, at: Position | null, problem: string): LabError {
  return new LabError(
    'bad-game-file',
    `This is not a playable game file (${placed(part, at)}): ${problem}`,
  );
}

/** What a sound file asks of the game that this engine does not have. */
export function unplayable(part: string, at: Position | null, problem: string): LabError {
  return new LabError(
    'unplayable-game',
    `This game cannot be played here (${placed(part, at)}): ${problem}; choose another game.`,
  );
}
