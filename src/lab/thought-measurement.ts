import { Game } from '../alfworld/game';
import { formatGameName, type GameName } from '../alfworld/game-name';
import { generateGame } from '../alfworld/generator';
import { wilson95 } from '../shared/wilson';
import { Actor } from './actor';
import type { Models } from './models';
import { think } from './sender';
import { type SenderView, senderPromptText, sightingsOf, tellSender } from './sender-views';
import { checkThought, withoutPlaces } from './thought-checks';
import type { Work } from './work';

/** A share of games with its Wilson 95% interval, 0 to 1. */
export interface Share {
  readonly share: number;
  readonly ci95: readonly [number, number];
}

/**
 * Shares of the targets for which the most, the middle and the least reliable place was named, and
 * of those for which none was, or several.
 */
export type NamedRanks = readonly [first: number, second: number, third: number, none: number];

/** What design.md (section 4) asks of the chain of thought, measured. */
export interface ThoughtMeasurement {
  readonly games: number;
  readonly view: SenderView;
  /** Of the greedy thoughts: fewest, median and most tokens. */
  readonly tokens: readonly [number, number, number];
  /** Greedy thoughts that say what they should of what the sender was told. */
  readonly correct: Share;
  /** Greedy thoughts that name at least one place of an object of the task, and none falsely. */
  readonly trueToGame: Share;
  /** In the uncertain view; else null. */
  readonly namedRanks: { readonly greedy: NamedRanks; readonly sampled: NamedRanks } | null;
  /** Mean entropy of the sender's choices on sampled thoughts, nats a token. */
  readonly sampledEntropy: number;
  /** Success of the actor with the greedy thought as text, whole and without its places, and alone. */
  readonly success: { readonly text: Share; readonly withoutPlaces: Share; readonly none: Share };
}

export interface ThoughtMeasurementOptions {
  readonly view: SenderView;
  readonly stepBudget: number;
  readonly work: Work;
  readonly onGame?: (done: number) => void;
}

/** Plays every game three times and lets the sender think twice, greedily and sampled. */
export async function measureThoughts(
  models: Models,
  games: readonly GameName[],
  { view, stepBudget, work, onGame }: ThoughtMeasurementOptions,
): Promise<ThoughtMeasurement> {
  const lengths: number[] = [];
  const entropies: number[] = [];
  const greedyRanks: (number | null)[] = [];
  const sampledRanks: (number | null)[] = [];
  const counts = { correct: 0, trueToGame: 0, text: 0, withoutPlaces: 0, none: 0 };
  for (const name of games) {
    const generated = generateGame(name);
    const { design } = generated;
    const game = new Game(generated);
    const told = tellSender(game, design, view, formatGameName(name));
    const prompt = senderPromptText(generated.task, told);
    const { tokens } = await think(models, prompt, work);
    const sampling = { temperature: 1, topP: 1, seed: name.seed };
    const sampled = await think(models, prompt, work, { sampling });
    entropies.push(sampled.entropyMean);
    const sampledText = models.senderTokenizer.decode(sampled.tokens);
    sampledRanks.push(...checkThought(sampledText, design, told).ranks);
    const text = models.senderTokenizer.decode(tokens);
    const { correct, named, ranks } = checkThought(text, design, told);
    greedyRanks.push(...ranks);
    const truth = sightingsOf(game);
    const isTrue = named.every(({ object, place }) =>
      truth.some((sighting) => sighting.object === object && sighting.place === place),
    );
    const rest = models.actorTokenizer.encode(withoutPlaces(text, named));
    const won = (message: readonly number[]): Promise<boolean> =>
      playText(models, new Game(generated), message, stepBudget, work);
    lengths.push(tokens.length);
    counts.correct += Number(correct);
    counts.trueToGame += Number(isTrue && named.length > 0);
    counts.text += Number(await won(tokens));
    counts.withoutPlaces += Number(await won(rest));
    counts.none += Number(await won([]));
    onGame?.(lengths.length);
  }
  lengths.sort((a, b) => a - b);
  const share = (count: number): Share => ({
    share: count / games.length,
    ci95: wilson95(count, games.length),
  });
  return {
    games: games.length,
    view,
    tokens: [lengths[0] ?? 0, lengths[lengths.length >> 1] ?? 0, lengths.at(-1) ?? 0],
    correct: share(counts.correct),
    trueToGame: share(counts.trueToGame),
    namedRanks:
      view === 'uncertain'
        ? { greedy: rankShares(greedyRanks), sampled: rankShares(sampledRanks) }
        : null,
    sampledEntropy: entropies.reduce((sum, value) => sum + value, 0) / games.length,
    success: {
      text: share(counts.text),
      withoutPlaces: share(counts.withoutPlaces),
      none: share(counts.none),
    },
  };
}

function rankShares(ranks: readonly (number | null)[]): NamedRanks {
  const shareOf = (wanted: number | null): number =>
    ranks.filter((rank) => rank === wanted).length / ranks.length;
  return [shareOf(0), shareOf(1), shareOf(2), shareOf(null)];
}

/** Whether the actor wins within the budget when it reads these tokens as its message. */
async function playText(
  models: Models,
  game: Game,
  message: readonly number[],
  stepBudget: number,
  work: Work,
): Promise<boolean> {
  const intro = game.reset().observation;
  const actor = await Actor.open(models, intro, models.actor.embed(message), work);
  try {
    for (let step = 0; step < stepBudget; step++) {
      const { command } = await actor.writeCommand(work);
      const { observation, won } = game.step(command);
      if (won) return true;
      actor.observe(observation);
    }
    return false;
  } finally {
    actor.dispose();
  }
}
