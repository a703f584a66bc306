/** Small traces for tests of state and plots. */
import type { Channel, MessageSettings, RunSettings } from '../../src/lab/settings';
import type { GeneratedToken, LaneTrace, StepTrace, Trace } from '../../src/lab/trace';

export function message(channel: Channel, change: Partial<MessageSettings> = {}): MessageSettings {
  const whole = { channel, compression: 'full', k: 8, ratio: 0.5 } as const;
  return { ...whole, perturbation: { kind: 'none' }, ...change };
}

export const SETTINGS: RunSettings = {
  game: 'g1/dev/kitchen/pick_heat_then_place_in_recep/3/standard',
  stepBudget: 20,
  lanes: [message('latent'), message('text'), message('none')],
};

export const SOURCE: Trace['source'] = {
  kind: 'live',
  backend: 'wasm',
  models: { actor: '0123456789abcdef', sender: 'fedcba9876543210' },
  date: '2026-11-22T23:00:00Z',
};

export function step(command: string, observation = 'You look around.'): StepTrace {
  return {
    command,
    observation,
    admissibleCommands: [command],
    admissible: observation !== 'Nothing happens.',
    won: false,
    tokens: [],
    milliseconds: 5,
  };
}

export function lane(commands: readonly string[], change: Partial<LaneTrace> = {}): LaneTrace {
  return {
    settings: message('latent'),
    message: null,
    communication: null,
    steps: commands.map((command) => step(command)),
    outcome: 'running',
    ...change,
  };
}

export function token(change: Partial<GeneratedToken> = {}): GeneratedToken {
  const top = [
    { token: 11, text: ' fridge 1', probability: 0.75 },
    { token: 12, text: ' cabinet 4', probability: 0.25 },
  ];
  return { token: 11, text: ' fridge 1', top, entropy: 0.5623, nearTie: false, ...change };
}
