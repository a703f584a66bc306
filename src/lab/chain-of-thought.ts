import { CAN_CONTAIN, TOOL_CLASS } from '../alfworld/domain';
import { type TaskDesign, toolVerb } from '../alfworld/generator';
import { phrase } from '../shared/phrasing';
import type { Rng } from '../shared/rng';
import type { Sighting } from './sender-views';

/** What a chain of thought is about: the task and where the sender believes things are. */
export interface ThoughtSubject {
  readonly design: TaskDesign;
  /** The objects to fetch, in order: two for the two-object task, else one. */
  readonly targets: readonly Sighting[];
  /** The lamp of the light task, else null. */
  readonly lamp: Sighting | null;
  /** Something seen that the task does not need, or null. */
  readonly bystander: Sighting | null;
}

// Many wordings for every move, drawn anew each time, so that the sender is not deterministic
// (design.md, section 4). Object and place stay close together: see sender-views.ts.

const GOALS: Readonly<Record<TaskDesign['task'], string>> = {
  pick_and_place_simple:
    '{put|place|get|bring|leave|move} {a|one|some} $object {in|into|on|to} the $destination',
  pick_two_obj_and_place:
    '{put|place|get|bring|collect|gather} two $object {in|into|on|at} the {same $destination|$destination}',
  look_at_obj_in_light:
    '{look at|examine|inspect|study|check} {a|the|some} $object {under|by|with} the $lamp',
  pick_clean_then_place_in_recep:
    '{clean|wash|rinse|scrub} {a|one|some} $object and {put|place|bring|leave} it {in|into|on} the $destination',
  pick_heat_then_place_in_recep:
    '{heat|warm|warm up|heat up} {a|one|some} $object and {put|place|bring|leave} it {in|into|on} the $destination',
  pick_cool_then_place_in_recep:
    '{cool|chill|cool down} {a|one|some} $object and {put|place|bring|leave} it {in|into|on} the $destination',
};

const OPENING =
  '{Okay|Right|Well|Now|So|Good|Fine}, {the task|my task|the goal|my goal|the job|the request|the aim} {is to|asks me to|says to|wants me to|tells me to} $goal.';

const TREATMENT_NEED =
  '{Before that|On the way|In between|But first|Ahead of that} {it|the $object} {must be|has to be|needs to be|should be} {$done|made $done}, {and|so|which means|for which} {the $toolclass|$tool} {is needed|will be needed|is the place|will do|has to be used}.';

const WEIGHING =
  '{Usually|Normally|Often|Mostly|As a rule|In many homes} {a|some|one} $object {is|would be|is kept|is found|is left|lies} {in|on|near|around|at} {a|the|some} $usual{| or {a|the|some|another} $likely}, {but|yet|though|however} {guessing|searching|trying each|looking around|checking them all} {takes|costs|needs|would take|would cost} {too long|many steps|much time|too many steps|a long walk}.';

const DOUBT =
  '{It could|It might|It may|Then again it could|Of course it might} {also |well |just as well |}{be|lie|stand|sit|rest} {in|on|near|at|by} {a|the|some|another} $likely{| or {a|the|some} $usual}, {so|and so|which is why|hence} {knowing|having seen|being told} {the place|the spot|where it is|where to look} {helps|matters|saves steps|saves time|is worth a lot}.';

const NEEDS: Readonly<Record<TaskDesign['task'], string>> = {
  pick_and_place_simple:
    '{Nothing|No more|Nothing else|Not much else} {is asked|is needed|is wanted|has to be done} {with|to|about} {it|the $object}, {only|just|simply} {finding|getting|fetching|reaching} it and {putting|leaving|placing|setting} it {down|there|in the right place|where it belongs}.',
  pick_two_obj_and_place:
    '{Only one|Just one|No more than one|A single} {object|thing|item} {can be carried|fits in the hand|can be held} {at a time|at once}, so {two trips|two walks|two rounds} {are needed|will be needed|have to be made|it is}.',
  look_at_obj_in_light:
    '{The light|The lamp|It} {must be|has to be|should be|needs to be} {on|lit|switched on|turned on} while {I hold|holding|carrying|I carry} {it|the $object}, so {the lamp|the light|it} {has to be|must be|should be} {known|found} {too|as well|also}.',
  pick_clean_then_place_in_recep: TREATMENT_NEED,
  pick_heat_then_place_in_recep: TREATMENT_NEED,
  pick_cool_then_place_in_recep: TREATMENT_NEED,
};

const RECALL =
  '{Let me|I will|I can|I should|We can} {recall|use|check|go by|trust|read|go through} {what was seen|what I saw|the notes|the list|the sightings|the scout}{| first| here| now| again}.';

const FACT = [
  '{I see|I saw|I know|I noticed|I remember|It is noted|The list says|The notes say|Clearly}{| that} $target {is in|is at|sits in|stays in|lies in|was in} $place.',
  '$target {is in|is at|was seen in|was found in|can be found in|should be in|sits in|waits in} $place{|, {I believe|as noted|as seen|so I saw|it seems|I think}}.',
  '{The right one|The one to take|What I need|What we want|The object|The thing to get} is $target in $place{|, {as noted|as seen|I believe|it seems}}.',
];

const BYSTANDER =
  '{There is also|I also see|I also saw|Also noted is|Then there is} $other in $elsewhere, {but|yet|though|and} {that is not needed|it does not help|it plays no part|it can stay|we leave it}.';

const CONCLUSION = [
  '{So|Thus|Hence|Therefore|That means|It follows that} the {walk|search|trip|way|path|work} {starts|begins|goes first|leads first} {at|to|with} $place{|, not at {a|the|some} $usual|, {with no|without any} {detour|guessing|search}}.',
  '{So|Thus|Hence|Therefore} $place is {the place|the spot|where} to {go|start|begin|look|head}{| first| now| at once}.',
];

const FETCH =
  '{$step, |$step }{go to|walk to|head to|move to|get to|step to} $place{|, {open it|open it up|look inside} if {needed|closed|shut|it is closed}} and {take|pick up|grab|get|lift|fetch} $target{| from {there|it|$place}}.';

const TREAT =
  '{$step, |$step }{carry|bring|take|move} {it|$target|the $object} to $tool {and|to} {$verb it|$verb the $object|$verb $target}{| there| with it| with care| well}.';

const PLACE =
  '{$step, |$step }{carry|bring|take|walk with|return with|come with} {it|$target|the $object} to $goalplace and {put|leave|place|set|drop} {it|$target|the $object} {there|in|down|inside}{|, {opening|after opening} it if {needed|closed|shut}}.';

const LIGHT =
  '{$step, |$step }{carry|bring|take|move} {it|$target|the $object} {to|over to} $lampplace and {use|turn on|switch on|light} $lampname{| there| with it in hand| to look}.';

const FALLBACK =
  '{If|In case|Even if|When} {it is not there|it is gone|that fails|it has moved|the place is empty}, {try|check|look in|search|go through} {the other|each|every|the next|one more} $likely{|, {then|or} {the|a|each|every} $usual}{| too| as well| after that}.';

const CLOSING =
  '{That is|This is|That makes|This makes|That should be} {all|enough|the whole plan|the full plan|everything|the plan}{| for now| for this| here| I think}.';

const TREATED = { clean: 'clean', heat: 'hot', cool: 'cold' } as const;

const STEP_WORDS = [
  'First|To start|To begin|Step one|At first',
  'Next|Then|After that|Second|From there',
  'Then|Next|After this|Third|Now',
  'Now|Later|Then|After that|Next',
  'Finally|At last|In the end|Last|To finish',
];

function stepWord(position: number, last: boolean): string {
  return `{${STEP_WORDS[last ? STEP_WORDS.length - 1 : Math.min(position, 3)]}}`;
}

/** Lower-case classes that hold this object; all lower-case classes where none does. */
function usualClasses(object: string): string[] {
  const holders = Object.keys(CAN_CONTAIN).filter((holder) =>
    CAN_CONTAIN[holder]?.includes(object),
  );
  return (holders.length > 0 ? holders : Object.keys(CAN_CONTAIN)).map((holder) =>
    holder.toLowerCase(),
  );
}

/**
 * One chain of thought as text: restates the goal, weighs where things are, lists the steps. With the
 * tokenizer of the tiny tier it has 120 to 250 tokens.
 */
export function chainOfThought(subject: ThoughtSubject, rng: Rng): string {
  const { design, targets, lamp, bystander } = subject;
  const object = design.object.toLowerCase();
  const usual = usualClasses(design.object);
  const destination = design.destination?.toLowerCase() ?? '';
  const verb = toolVerb(design.task);
  const common: Record<string, string> = {
    object,
    done: verb ? TREATED[verb] : '',
    toolclass: verb ? TOOL_CLASS[verb].toLowerCase() : '',
    tool: verb ? `${TOOL_CLASS[verb].toLowerCase()} 1` : '',
    destination,
    goalplace: `${destination} 1`,
    lamp: design.lamp?.toLowerCase() ?? '',
    lampname: lamp?.object ?? '',
    lampplace: lamp?.place ?? '',
  };
  // Values may hold templates of their own, so they are worded before they are put in.
  const say = (template: string, more: Record<string, string> = {}): string =>
    phrase(template, { ...common, usual: rng.pick(usual), likely: rng.pick(usual), ...more }, rng);

  const sentences = [
    say(OPENING, { goal: say(GOALS[design.task]) }),
    say(NEEDS[design.task]),
    say(WEIGHING),
    say(DOUBT),
    say(RECALL),
  ];
  const known = lamp ? [...targets, lamp] : targets;
  for (const { object: target, place } of known) {
    sentences.push(say(rng.pick(FACT), { target, place }));
  }
  if (bystander) {
    sentences.push(say(BYSTANDER, { other: bystander.object, elsewhere: bystander.place }));
  }
  sentences.push(say(rng.pick(CONCLUSION), { place: targets[0]?.place ?? '' }));
  sentences.push(...steps(subject, say));
  sentences.push(say(FALLBACK), say(CLOSING));
  return sentences.join(' ');
}

function steps(
  { design, targets, lamp }: ThoughtSubject,
  say: (template: string, more: Record<string, string>) => string,
): string[] {
  const verb = toolVerb(design.task);
  const moves = targets.flatMap(({ object: target, place }) => [
    { template: FETCH, more: { target, place } },
    ...(verb ? [{ template: TREAT, more: { target, verb } }] : []),
    { template: lamp ? LIGHT : PLACE, more: { target } },
  ]);
  return moves.map(({ template, more }, position) => {
    const step = say(stepWord(position, position === moves.length - 1), {});
    return say(template, { ...more, step });
  });
}
