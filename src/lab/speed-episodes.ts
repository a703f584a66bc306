/** Whole games of the benchmark, so that every message's end-to-end time is a measured one. */
import { messageOf } from './batch-presets';
import { episodeSettings } from './batch-settings';
import { playToEnd } from './episode';
import type { Models } from './models';
import type { MessageSettings } from './settings';
import type { EpisodeSpeed } from './speed-report';
import type { Work } from './work';

/** Commands of a game at most. */
export const STEP_BUDGET = 20;
const GAMES = [1, 2, 3].map(
  (seed) => `g1/dev/kitchen/pick_heat_then_place_in_recep/${seed}/standard`,
);
const VIEW = 'uncertain';
/** The games of one message may take so long, ms. */
const TIME = 8000;
/** Tokens that an actor writes in a game, about. */
const WRITTEN = 120;

/** How many of the games fit in the time, by a decode step of `stepTime` ms and a message of `tokens`. */
export function gamesThatFit(stepTime: number, tokens: number): number {
  return Math.min(GAMES.length, Math.floor(TIME / (stepTime * (tokens + WRITTEN))));
}

/** The same games with words, with all latents and, where the tier has it, with `k` trained ones; alone each. */
export async function measureEpisodes(
  models: Models,
  games: number,
  k: number | null,
  work: Work,
): Promise<EpisodeSpeed[]> {
  const messages: (readonly [EpisodeSpeed['message'], Partial<MessageSettings>])[] = [
    ['text', { channel: 'text' }],
    ['latent', {}],
  ];
  if (k !== null) messages.push(['trained', { compression: 'trained', k }]);
  const measured: EpisodeSpeed[] = [];
  for (const [message, change] of messages) {
    const condition = { view: VIEW, message: messageOf(change) } as const;
    const ofTrained = message === 'trained' ? k : null;
    const speed = { message, k: ofTrained, games, steps: 0, milliseconds: 0, communication: 0 };
    for (const name of GAMES.slice(0, games)) {
      const settings = episodeSettings(
        { stepBudget: STEP_BUDGET, sampling: null },
        name,
        condition,
      );
      const { now, letEventsIn } = work;
      const start = now();
      const run = await playToEnd(models, settings, work.signal, {
        now,
        lens: false,
        ...(letEventsIn && { letEventsIn }),
      });
      speed.milliseconds += now() - start;
      const [lane] = run.trace({ kind: 'live', backend: '', models: {}, date: '' }).lanes;
      run.dispose();
      speed.steps += lane?.steps.length ?? 0;
      const { senderPrefill, generation, adapter, actorPrefill } = lane?.communication ?? NOTHING;
      speed.communication += senderPrefill + generation + adapter + actorPrefill;
    }
    measured.push(speed);
  }
  return measured;
}

const NOTHING = { senderPrefill: 0, generation: 0, adapter: 0, actorPrefill: 0 };
