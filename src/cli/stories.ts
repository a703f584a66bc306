/**
 * What makes a game tell a story: rules, so that nobody picks a game by hand. A game chosen by a rule
 * is a clear example; how often lanes win is measured elsewhere (the model card).
 */
import type { TaskType } from '../alfworld/domain';
import type { StoryName } from '../lab/recording';
import type { SenderView, Target } from '../lab/sender-views';
import type { MessageSettings } from '../lab/settings';
import type { LaneTrace } from '../lab/trace';

export interface Story {
  readonly name: StoryName;
  readonly view: SenderView;
  readonly lanes: readonly MessageSettings[];
  /** Only games of this type, where the story is about it. */
  readonly task?: TaskType;
  /** What can be said of a game before it is played; `targets` are what the sender is told of. */
  readonly fits: (targets: readonly Target[]) => boolean;
  /** What the first lane alone must do: most games are left out before the others play. */
  readonly opens: (first: LaneTrace, targets: readonly Target[]) => boolean;
  readonly accepts: (lanes: readonly LaneTrace[], targets: readonly Target[]) => boolean;
  /** An experiment that the page offers on this game, and what it must do in it. */
  readonly shows?: {
    readonly lane: MessageSettings;
    readonly accepts: (lane: LaneTrace, targets: readonly Target[]) => boolean;
  };
}

const message = (
  channel: MessageSettings['channel'],
  change: Partial<MessageSettings> = {},
): MessageSettings => ({
  channel,
  compression: 'full',
  k: 8,
  ratio: 0.5,
  perturbation: { kind: 'none' },
  ...change,
});

const LATENT = message('latent');
const TEXT = message('text');
const NONE = message('none');
const EIGHT = message('latent', { compression: 'trained', k: 8 });

/** Steps of a lane that is to be followed by eye. */
const SHORT = 14;

const won = (lane: LaneTrace | undefined): boolean => lane?.outcome === 'won';
const lost = (lane: LaneTrace | undefined): boolean => lane?.outcome === 'lost';
const length = (lane: LaneTrace | undefined): number => lane?.steps.length ?? 0;

/** The places a lane went to, in order. */
export function visits({ steps }: LaneTrace): string[] {
  return steps.flatMap(({ command }) => /^go to (.+)$/.exec(command)?.[1] ?? []);
}

/** Every command did something. */
const tidy = ({ steps }: LaneTrace): boolean => steps.every(({ admissible }) => admissible);

function goesTo(lane: LaneTrace | undefined, places: readonly (string | undefined)[]): boolean {
  const visited = lane ? visits(lane) : [];
  return places.every((place, index) => visited[index] === place);
}

/** The sender's words name the place. */
function says({ message: sent }: LaneTrace, place: string | undefined): boolean {
  const words = sent?.chainOfThought?.text ?? '';
  return place === undefined || new RegExp(`\\b${place}\\b`).test(words);
}

/** No command in vain, and no place twice: a search, not a lane that is stuck. */
function searches(lane: LaneTrace | undefined): boolean {
  if (lane === undefined || !tidy(lane)) return false;
  const visited = visits(lane);
  return new Set(visited).size === visited.length;
}

const commandsOf = (lane: LaneTrace | undefined): string =>
  JSON.stringify(lane?.steps.map(({ command }) => command));

const PLANS: Readonly<Record<StoryName, Omit<Story, 'name'>>> = {
  // The likeliest place is empty. The latent lane goes to the second-likeliest at once and wins; the
  // words name the first alone, so that lane searches from there on, as does the one without a message,
  // and neither finishes. (In such a game words are a detour: the rates beside it say how often.)
  'second-guess': {
    view: 'uncertain',
    lanes: [LATENT, TEXT, NONE],
    fits: ([target, ...others]) =>
      others.length === 0 && target !== undefined && target.candidates[1] === target.place,
    opens: (latent, [target]) =>
      won(latent) &&
      length(latent) <= SHORT &&
      tidy(latent) &&
      !says(latent, target?.candidates[1]) &&
      goesTo(latent, [target?.candidates[0], target?.candidates[1]]),
    accepts: ([, text, none], [target]) =>
      lost(text) &&
      lost(none) &&
      goesTo(text, [target?.candidates[0]]) &&
      searches(text) &&
      searches(none),
    // The commitment swap does what the page says of it: the actor goes to the place that the words
    // name, and its second guess is gone.
    shows: {
      lane: message('latent', { edits: [{ kind: 'certain', at: 'places' }] }),
      accepts: (swapped, [target]) =>
        goesTo(swapped, [target?.candidates[0]]) &&
        !goesTo(swapped, [target?.candidates[0], target?.candidates[1]]),
    },
  },
  // Eight trained vectors do what all hidden states do, command for command.
  'eight-vectors': {
    view: 'scout',
    lanes: [LATENT, EIGHT, NONE],
    fits: () => true,
    opens: (latent) => won(latent) && length(latent) <= SHORT && tidy(latent),
    accepts: ([latent, eight, none]) => commandsOf(latent) === commandsOf(eight) && lost(none),
  },
  // Two objects, at least one of them not where the sender thinks it likeliest: only latents win.
  'two-objects': {
    view: 'uncertain',
    lanes: [LATENT, TEXT, NONE],
    task: 'pick_two_obj_and_place',
    fits: (targets) =>
      targets.length === 2 && targets.some(({ place, candidates }) => candidates[0] !== place),
    opens: (latent) => won(latent) && tidy(latent),
    accepts: ([, text, none]) => lost(text) && lost(none),
  },
  // It happens that the words win and the hidden states do not.
  'latent-loses': {
    view: 'uncertain',
    lanes: [LATENT, TEXT, NONE],
    fits: () => true,
    opens: lost,
    accepts: ([, text]) => won(text),
  },
};

export function storyNamed(name: StoryName): Story {
  return { name, ...PLANS[name] };
}

/** A backend may differ where the top two logits nearly tie: such a game is no recording. */
export function hasNearTie(lanes: readonly LaneTrace[]): boolean {
  return lanes.some(({ steps }) =>
    steps.some(({ tokens }) => tokens.some(({ nearTie }) => nearTie)),
  );
}

/** The first step at which two lanes write different commands; the last step where they never do. */
export function partingStep(lanes: readonly LaneTrace[]): number {
  const longest = Math.max(0, ...lanes.map(length));
  for (let index = 0; index < longest; index++) {
    const commands = lanes.flatMap(({ steps }) => steps[index]?.command ?? []);
    if (new Set(commands).size > 1) return index + 1;
  }
  return longest;
}
