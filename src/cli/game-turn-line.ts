import type { Turn } from '../alfworld/game';

/** A turn as the command line tools print it, with the real engine's names. */
export function turnLine(turn: Turn) {
  return {
    observation: turn.observation,
    admissible_commands: turn.admissibleCommands,
    won: turn.won,
    score: turn.score,
  };
}
