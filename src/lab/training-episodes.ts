import { Expert, type Knowledge } from '../alfworld/expert';
import { Game } from '../alfworld/game';
import { formatGameName, type GameName } from '../alfworld/game-name';
import { type GeneratedGame, generateGame } from '../alfworld/generator';
import { classOf } from '../alfworld/names';
import { Rng } from '../shared/rng';
import { chainOfThought } from './chain-of-thought';
import { type Sighting, sightingsOf, wordSighting, wordTask } from './sender-views';

export interface TrainingStep {
  readonly command: string;
  readonly observation: string;
  /** False for a random command, which is in the context but not to be learned. */
  readonly expert: boolean;
}

export interface TrainingEpisode {
  readonly name: string;
  readonly task_type: string;
  readonly room: string;
  readonly task: string;
  readonly sightings: readonly string[];
  readonly thoughts: readonly string[];
  readonly intro: string;
  /** Played with what the sender says; null where the step limit was reached. */
  readonly informed: readonly TrainingStep[] | null;
  /** Played without any message. */
  readonly explorer: readonly TrainingStep[] | null;
  /** The sender's view of the targets is out of date in this episode. */
  readonly stale: boolean;
  readonly targets: readonly string[];
}

export interface EpisodeOptions {
  /** Chains of thought per episode. */
  readonly thoughts: number;
  /** Share of episodes in which the sender's view of the targets is wrong. */
  readonly staleShare: number;
  /** Share of commands that are random. */
  readonly randomShare: number;
  readonly maxSteps: number;
}

/** findings.md, training, 4: so that a wrong message is survived by searching. */
export const TRAINING_OPTIONS: EpisodeOptions = {
  thoughts: 2,
  staleShare: 0.12,
  randomShare: 0.04,
  maxSteps: 50,
};

/** `help` answers with some 300 tokens that say nothing about the game. */
function isWorthLearning(command: string): boolean {
  return command !== 'help';
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
  while (steps.length < maxSteps) {
    const wise = expert.next();
    if (wise === null) return null;
    const random = rng.next() < randomShare;
    const command = random ? rng.pick(admissibleCommands.filter(isWorthLearning)) : wise;
    const turn = game.step(command);
    steps.push({ command, observation: turn.observation, expert: !random });
    if (turn.won) return steps;
    admissibleCommands = turn.admissibleCommands;
  }
  return null;
}

/** The objects to fetch, drawn among those of the class, and the lamp of the light task. */
function chooseTargets(
  generated: GeneratedGame,
  sightings: readonly Sighting[],
  rng: Rng,
): { targets: Sighting[]; lamp: Sighting | null } {
  const { object, lamp, task } = generated.design;
  const ofClass = (className: string): Sighting[] =>
    sightings.filter((sighting) => classOf(sighting.object) === className.toLowerCase());
  const wanted = task === 'pick_two_obj_and_place' ? 2 : 1;
  const targets = rng.shuffle(ofClass(object)).slice(0, wanted);
  return { targets, lamp: lamp ? (ofClass(lamp)[0] ?? null) : null };
}

/** The same sightings, but the targets are said to be somewhere they are not. */
function misplace(
  sightings: readonly Sighting[],
  targets: readonly Sighting[],
  generated: GeneratedGame,
  game: Game,
  rng: Rng,
): Sighting[] {
  const destination = generated.design.destination?.toLowerCase();
  const names = new Set(targets.map((target) => target.object));
  return sightings.map((sighting) => {
    if (!names.has(sighting.object)) return sighting;
    const elsewhere = game.receptacles.filter(
      ({ name, type }) => name !== sighting.place && type !== destination,
    );
    return { ...sighting, place: rng.pick(elsewhere).name };
  });
}

/** One training example for sender and actor, always the same for a game name. */
export function trainingEpisode(
  name: GameName,
  options: EpisodeOptions = TRAINING_OPTIONS,
): TrainingEpisode {
  const generated = generateGame(name);
  const game = new Game(generated);
  const intro = game.reset().observation;
  const rng = new Rng(`${formatGameName(name)}/episode`);
  const truth = sightingsOf(game);
  const stale = rng.next() < options.staleShare;
  const chosen = chooseTargets(generated, truth, rng);
  const believed = stale ? misplace(truth, chosen.targets, generated, game, rng) : truth;
  const find = ({ object }: Sighting): Sighting =>
    believed.find((sighting) => sighting.object === object) as Sighting;
  const targets = chosen.targets.map(find);
  const told = new Map([...targets, ...(chosen.lamp ? [chosen.lamp] : [])].map(toEntry));
  const bystanders = believed.filter(
    ({ object }) => !told.has(object) && classOf(object) !== generated.design.object.toLowerCase(),
  );
  const think = (): string =>
    chainOfThought(
      {
        design: generated.design,
        targets,
        lamp: chosen.lamp,
        bystander: bystanders.length > 0 && rng.next() < 0.35 ? rng.pick(bystanders) : null,
      },
      rng,
    );
  return {
    name: formatGameName(name),
    task_type: name.task,
    room: name.room,
    task: wordTask(generated.task),
    sightings: rng.shuffle(believed).map(wordSighting),
    thoughts: Array.from({ length: options.thoughts }, think),
    intro,
    informed: playExpert(generated, told, rng, options),
    explorer: playExpert(generated, new Map(), rng, options),
    stale,
    targets: targets.map((target) => target.object),
  };
}

function toEntry({ object, place }: Sighting): [string, string] {
  return [object, place];
}
