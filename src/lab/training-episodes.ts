import { Expert, type Knowledge } from '../alfworld/expert';
import { Game } from '../alfworld/game';
import { formatGameName, type GameName } from '../alfworld/game-name';
import { type GeneratedGame, generateGame } from '../alfworld/generator';
import { classOf } from '../alfworld/names';
import { Rng } from '../shared/rng';
import { chainOfThought } from './chain-of-thought';
import {
  drawRank,
  type SenderView,
  type Target,
  type Told,
  tellSender,
  wordOpening,
  wordSighting,
} from './sender-views';

export interface TrainingStep {
  readonly command: string;
  readonly observation: string;
  /** False for a random command, which is in the context but not to be learned. */
  readonly expert: boolean;
}

export interface TrainingEpisode {
  readonly name: string;
  readonly view: SenderView;
  readonly task_type: string;
  readonly room: string;
  /** What opens the sender's prompt. */
  readonly opening: string;
  /** The rest of the prompt, in its order. */
  readonly sightings: readonly string[];
  readonly thought: string;
  readonly intro: string;
  /** Played with all that the sender knows, its candidates in order; null where the limit was reached. */
  readonly informed: readonly TrainingStep[] | null;
  /** Played with the places that the thought names; null where that is the same, or at the limit. */
  readonly named: readonly TrainingStep[] | null;
  /** Played without any message. */
  readonly explorer: readonly TrainingStep[] | null;
  /** The sender's view of the targets is out of date in this episode. */
  readonly stale: boolean;
  readonly targets: readonly Target[];
  /** The place named for each target; none in the planner's view. */
  readonly committed: readonly string[];
}

export interface EpisodeOptions {
  /** Share of episodes in which the sender's view of the targets is wrong. */
  readonly staleShare: number;
  /** Share of commands that are random. */
  readonly randomShare: number;
  readonly maxSteps: number;
  /** Share of explorers that now and then lose their way: long transcripts to learn to go on from. */
  readonly strayShare: number;
}

/** An explorer that strays: this share of its commands is random. */
const STRAYING = { randomShare: 0.25, maxSteps: 90 };

/** findings.md, training, 4: so that a wrong message is survived by searching. */
export const TRAINING_OPTIONS: EpisodeOptions = {
  staleShare: 0.1,
  randomShare: 0.04,
  maxSteps: 50,
  strayShare: 0.35,
};

/** Shares of the views in training. */
const MIXTURE: readonly (readonly [SenderView, number])[] = [
  ['uncertain', 0.42],
  ['scout', 0.34],
  ['hedging', 0.12],
  ['planner', 0.12],
];

/** The view of a training game: drawn by its name with the shares of `MIXTURE`. */
export function trainingView(name: GameName): SenderView {
  let draw = new Rng(`${formatGameName(name)}/view`).next();
  for (const [view, share] of MIXTURE) {
    draw -= share;
    if (draw < 0) return view;
  }
  return 'scout';
}

/** `help` answers with some 300 tokens that say nothing about the game. */
function isWorthLearning(command: string): boolean {
  return command !== 'help';
}

/** What a player knows who is told these places of the targets, and where the lamp is. */
export function knowledgeOf(
  { targets, lamp }: Told,
  placesOf: (target: Target, index: number) => readonly string[],
): Knowledge {
  return new Map<string, readonly string[]>([
    ...targets.map((target, i) => [target.object, placesOf(target, i)] as const),
    ...(lamp ? [[lamp.object, [lamp.place]] as const] : []),
  ]);
}

/** Commands until the goal holds; null where `maxSteps` did not suffice. */
export function playExpert(
  generated: GeneratedGame,
  told: Knowledge,
  rng: Rng,
  { randomShare, maxSteps }: Pick<EpisodeOptions, 'randomShare' | 'maxSteps'>,
): TrainingStep[] | null {
  const game = new Game(generated);
  let { admissibleCommands } = game.reset();
  const expert = new Expert(game, generated.design, told);
  const steps: TrainingStep[] = [];
  const known = new Set<string>();
  while (steps.length < maxSteps) {
    const wise = expert.next();
    if (wise === null) return null;
    const random = rng.next() < randomShare;
    const command = random ? strayCommand(admissibleCommands, known, rng) : wise;
    for (const admissible of admissibleCommands) known.add(admissible);
    const turn = game.step(command);
    steps.push({ command, observation: turn.observation, expert: !random });
    if (turn.won) return steps;
    admissibleCommands = turn.admissibleCommands;
  }
  return null;
}

/**
 * A random command: half of the time one that was admissible before and is not now, so that an actor
 * learns to go on after “Nothing happens.”
 */
function strayCommand(admissible: readonly string[], known: ReadonlySet<string>, rng: Rng): string {
  const useless = [...known].filter((command) => !admissible.includes(command));
  const drawn = useless.length > 0 && rng.next() < 0.5 ? useless : admissible;
  return rng.pick(drawn.filter(isWorthLearning));
}

/** The same, but the targets are said to be somewhere they are not. */
function misplace(told: Told, generated: GeneratedGame, game: Game, rng: Rng): Told {
  const destination = generated.design.destination?.toLowerCase();
  const moved = new Map<string, string>();
  const targets = told.targets.map((target) => {
    const elsewhere = game.receptacles.filter(
      ({ name, type }) =>
        name !== target.place && type !== destination && !target.candidates.includes(name),
    );
    const replace = (place: string): string => {
      if (place !== target.place) return place;
      const other = rng.pick(elsewhere).name;
      moved.set(target.object, other);
      return other;
    };
    return { ...target, candidates: target.candidates.map(replace) };
  });
  const sightings = told.sightings.map((sighting) => {
    const target = told.targets.find(({ object }) => object === sighting.object);
    const wrong = target?.place === sighting.place ? moved.get(sighting.object) : undefined;
    return wrong === undefined ? sighting : { ...sighting, place: wrong };
  });
  return { ...told, targets, sightings };
}

/**
 * One example for sender and actor, always the same for a game name and a view. In the uncertain view
 * the thought names one of a target's three places, drawn with the shares of their reliabilities.
 */
export function trainingEpisode(
  name: GameName,
  view: SenderView,
  options: EpisodeOptions = TRAINING_OPTIONS,
): TrainingEpisode {
  const generated = generateGame(name);
  const { design } = generated;
  const game = new Game(generated);
  const intro = game.reset().observation;
  const title = formatGameName(name);
  const rng = new Rng(`${title}/episode/${view}`);
  const truth = tellSender(game, design, view, title);
  const stale = rng.next() < options.staleShare && view !== 'planner';
  const told = stale ? misplace(truth, generated, game, rng) : truth;
  const { targets, lamp, sightings } = told;
  const committed = targets.flatMap(({ candidates }) => {
    const [first] = candidates;
    if (first === undefined) return [];
    return [view === 'uncertain' ? (candidates[drawRank(rng)] ?? first) : first];
  });
  const names = new Set([...targets, ...(lamp ? [lamp] : [])].map(({ object }) => object));
  const bystanders = sightings.filter(
    ({ object }) => !names.has(object) && classOf(object) !== design.object.toLowerCase(),
  );
  const bystander = bystanders.length > 0 && rng.next() < 0.35 ? rng.pick(bystanders) : null;
  const play = (known: Knowledge, how = options): TrainingStep[] | null =>
    playExpert(generated, known, rng, how);
  const strays = rng.next() < options.strayShare;
  return {
    name: title,
    view,
    task_type: name.task,
    room: name.room,
    opening: wordOpening(generated.task, view),
    sightings: sightings.map(wordSighting),
    thought: chainOfThought({ design, view, targets, committed, lamp, bystander }, rng),
    intro,
    informed: play(knowledgeOf(told, ({ candidates }) => candidates)),
    named:
      view === 'uncertain' ? play(knowledgeOf(told, (_, i) => committed.slice(i, i + 1))) : null,
    explorer: play(new Map(), strays ? { ...options, ...STRAYING } : options),
    stale,
    targets,
    committed,
  };
}
