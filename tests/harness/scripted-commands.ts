/** Development only: made-up distributions over the commands of the scripted game. */
import type { Channel } from '../../src/lab/settings';
import type { CommandProbability } from '../../src/lab/trace';
import { COMMANDS, MOVES } from './scripted-game';

const CERTAIN: Readonly<Record<Channel, number>> = {
  latent: 0.92,
  text: 0.77,
  none: 0.27,
  human: 0,
};

/** Made up: the step's command ahead of the others, more so the more the channel says. */
export function distribution(channel: Channel, index: number, what: string): CommandProbability[] {
  const [written] = MOVES[channel][index] ?? ['look'];
  const others = COMMANDS.filter((command) => command !== written);
  const first = what === 'mismatched' ? 0.04 * (index + 1) : CERTAIN[channel];
  const listed = (0.98 - first) / (1 - 0.7 ** others.length);
  const rest = others.map((command, rank) => ({
    command,
    probability: listed * 0.3 * 0.7 ** rank,
  }));
  return [{ command: written, probability: first }, ...rest].sort(
    (one, other) => other.probability - one.probability,
  );
}
