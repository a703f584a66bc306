import type { Game } from '../alfworld/game';
import type { TaskDesign } from '../alfworld/generator';
import { designOf } from '../alfworld/goal-design';
import { classOf, numberOf } from '../alfworld/names';
import type { Problem } from '../alfworld/problem';
import { Rng } from '../shared/rng';

/**
 * What the sender is told (design.md, section 4):
 * - `scout`: the task and what stands where;
 * - `uncertain`: the same, but where the objects of the task are there are three reports of different
 *   reliability, one of them true, and the sender commits to one place;
 * - `hedging`: the same reports, and the sender is asked to name every place;
 * - `planner`: the task alone, as in the paper.
 */
export const SENDER_VIEWS = ['scout', 'uncertain', 'hedging', 'planner'] as const;
export type SenderView = (typeof SENDER_VIEWS)[number];

/** What the page opens with and the commands take where no view is chosen. */
export const DEFAULT_VIEW: SenderView = 'uncertain';

/** What settings, traces and addresses mean that name no view: they are older than the views. */
export const UNNAMED_VIEW: SenderView = 'scout';

/** How the three reports of a place are worded, most reliable first, and how often each is true. */
export const RELIABILITIES = [
  { word: 'likely', share: 0.5 },
  { word: 'maybe', share: 0.3 },
  { word: 'perhaps', share: 0.2 },
] as const;
export type Reliability = (typeof RELIABILITIES)[number]['word'];

/** One thing the sender is told: an object and the receptacle it lies in or on, by their names. */
export interface Sighting {
  readonly object: string;
  readonly place: string;
  /** Absent where it was seen for certain. */
  readonly reliability?: Reliability;
}

/** An object of the task, where it is, and where the sender is told it may be. */
export interface Target {
  readonly object: string;
  /** Where it lies at the start. */
  readonly place: string;
  /** Most reliable first; one place where the sender is certain, none where it was told nothing. */
  readonly candidates: readonly string[];
}

/** All that the sender is told about one game. */
export interface Told {
  readonly view: SenderView;
  /** In the order of the prompt. */
  readonly sightings: readonly Sighting[];
  /** The objects to fetch, in order: two in the two-object task, else one. */
  readonly targets: readonly Target[];
  /** The lamp of the light task where it was seen, else null. */
  readonly lamp: Sighting | null;
}

/** Everything that lies in or on a receptacle at this moment, in the order of the engine's lists. */
export function sightingsOf(game: Game): Sighting[] {
  return game.receptacles.flatMap(({ name: place }) =>
    game.contents(place).map((object) => ({ object, place })),
  );
}

/**
 * "mug 1 in cabinet 3." or "mug 1 likely in cabinet 3." Object and place stand side by side: tiny
 * models learn to look this form up, and do not learn lists by place (findings.md, training, 1).
 */
export function wordSighting({ object, place, reliability }: Sighting): string {
  return `${object} ${reliability ? `${reliability} ` : ''}in ${place}.`;
}

export function wordTask(task: string): string {
  return `Your task is to: ${task}.`;
}

/** What opens the prompt: the task, and in the hedging view what is asked of the sender. */
export function wordOpening(task: string, view: SenderView): string {
  return view === 'hedging' ? `${wordTask(task)} Name every place.` : wordTask(task);
}

/** The sender's prompt, without special tokens. */
export function senderPromptText(task: string, { view, sightings }: Told): string {
  return [wordOpening(task, view), ...sightings.map(wordSighting)].join(' ');
}

/**
 * The sender's view of a game that stands at its start, decided by `seed` alone. Without a design (a
 * goal of none of the six types) nothing is known of targets, and `uncertain` tells what `scout` does.
 */
export function tellSender(
  game: Game,
  design: TaskDesign | null,
  view: SenderView,
  seed: string,
): Told {
  const truth = sightingsOf(game);
  const shuffled = new Rng(`${seed}/scout`).shuffle(truth);
  const rng = new Rng(`${seed}/targets`);
  const chosen = design ? chooseTargets(truth, design, rng) : [];
  const lamp = (design?.lamp && truth.find(isOfClass(design.lamp))) || null;
  if (view === 'planner') {
    const targets = chosen.map(({ object, place }) => ({ object, place, candidates: [] }));
    return { view, sightings: [], targets, lamp: null };
  }
  if (view === 'scout' || !design) {
    const targets = chosen.map(({ object, place }) => ({ object, place, candidates: [place] }));
    return { view, sightings: shuffled, targets, lamp };
  }
  const unsure = new Rng(`${seed}/uncertain`);
  const targets = chosen.map((sighting) => withCandidates(sighting, game, design, unsure));
  // Other objects of the class would be certain: the sender has not seen them.
  const others = truth.filter((sighting) => !isOfClass(design.object)(sighting));
  const reports = targets.flatMap(({ object, candidates }) =>
    candidates.map((place, rank) => {
      const reliability = (RELIABILITIES[rank] as (typeof RELIABILITIES)[number]).word;
      return { object, place, reliability };
    }),
  );
  return { view, sightings: unsure.shuffle([...others, ...reports]), targets, lamp };
}

/**
 * The sender's prompt for any problem, an imported one too: its task is read from its goal. `game`
 * must stand at its start.
 */
export function viewPrompt(problem: Problem, game: Game, view: SenderView, seed: string): string {
  return senderPromptText(problem.task, tellSender(game, designOf(problem.goal), view, seed));
}

/** A number from 0 to 2, drawn with the shares of `RELIABILITIES`. */
export function drawRank(rng: Rng): number {
  const draw = rng.next();
  let below = 0;
  for (const [rank, { share }] of RELIABILITIES.entries()) {
    below += share;
    if (draw < below) return rank;
  }
  return RELIABILITIES.length - 1;
}

function isOfClass(className: string): (sighting: Sighting) => boolean {
  return ({ object }) => classOf(object) === className.toLowerCase();
}

/**
 * The objects to fetch, drawn among those of the class. Imported games may have some at their
 * destination already, and an object in two places. Of two the lower number comes first: a tiny sender
 * does not learn to name “the other one”.
 */
function chooseTargets(truth: readonly Sighting[], design: TaskDesign, rng: Rng): Sighting[] {
  const wanted = design.task === 'pick_two_obj_and_place' ? 2 : 1;
  const destination = design.destination?.toLowerCase();
  const ofClass = truth.filter(isOfClass(design.object));
  const away = ofClass.filter(({ place }) => classOf(place) !== destination);
  const drawn = rng.shuffle(away.length > 0 ? away : ofClass);
  const distinct = new Map(drawn.map((sighting) => [sighting.object, sighting]));
  return [...distinct.values()]
    .slice(0, wanted)
    .sort((a, b) => numberOf(a.object) - numberOf(b.object));
}

/** Three places for a target, the true one at a rank drawn with the shares of `RELIABILITIES`. */
function withCandidates(
  { object, place }: Sighting,
  game: Game,
  design: TaskDesign,
  rng: Rng,
): Target {
  const destination = design.destination?.toLowerCase();
  const elsewhere = game.receptacles.filter(
    ({ name, type, location }) => name !== place && type !== destination && location !== '',
  );
  const candidates = rng
    .shuffle(elsewhere)
    .slice(0, RELIABILITIES.length - 1)
    .map(({ name }) => name);
  candidates.splice(drawRank(rng), 0, place);
  return { object, place, candidates };
}
