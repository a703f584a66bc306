import { CAN_CONTAIN, TOOL_CLASS } from '../alfworld/domain';
import { type TaskDesign, toolVerb } from '../alfworld/generator';
import { phrase } from '../shared/phrasing';
import type { Rng } from '../shared/rng';
import type { SenderView, Sighting, Target } from './sender-views';

/** What a chain of thought is about: the task and where the sender believes things are. */
export interface ThoughtSubject {
  readonly design: TaskDesign;
  readonly view: SenderView;
  /** The objects to fetch, in order: two for the two-object task, else one. */
  readonly targets: readonly Target[];
  /** The place that the thought names for each target, where it names one. */
  readonly committed: readonly string[];
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

// In the uncertain view: what is doubtful, without the places' names, then one of them.
const REPORTS =
  '{The notes|The sightings|The reports|The hints} {do not agree|differ|are not sure|leave some doubt|disagree} {on|about} {the place|the spot} {of|for} $target{:|,} {three places|three spots|three answers} {are named|are given|come up|stand there}, {one more likely than the others|not all equally good|one better than the others|some better than others}.';

const COMMITMENT = [
  '{So I|Now I|I|For now I} {settle on|decide for|go with|pick|count on} $target {in|being in} $place{|, {I think|it seems|as it looks|for now}}.',
  '$target {should be in|may well be in|might be in|could be in|is best sought in} $place{|, {I think|it seems|as it looks|if that is right}}.',
  '{My choice|The choice|My guess|The best guess|One guess} is $target in $place{|, {I think|it seems|as it looks|for now}}.',
];

const HEDGE = [
  '$target is {likely in|most likely in} $place, {maybe|else maybe} in $second, {perhaps|or perhaps} in $third{|, {it seems|I think|as noted}}.',
  '{The notes say|It is noted|The reports say|I read}{| that} $target is likely in $place, {maybe|else maybe} in $second, {perhaps|or perhaps} in $third.',
];

const HEDGED_FETCH =
  '{$step, |$step }{go to|walk to|head to|move to} $place and {look for|search for} $target, {if it is not there|if that fails|if it is gone} {go to|try} $second, then $third, and {take|pick up|grab|get} {it|$target}.';

// In the planner's view: where such things are kept, and how to search.
const HABIT =
  '{In most homes|Usually|As a rule|Mostly|Often} {a|some} $object {is kept|is found|is left|lies} {in|on|near|at} {a|some} $usual{|, {less often|sometimes|now and then} {in|on|at} {a|some} $likely}{|, {so|and so} {that is|this is} {where to begin|a good start|worth a look}}.';

const UNKNOWN =
  '{Nobody|No one|Nothing} {has told|tells|says to} {me|us} where {it|the $object|one} {is|lies|stands|was left}, {so|hence|therefore|and so} {the rooms|the places|all places|the shelves and doors} {have to be|must be|should be} {searched|looked through|gone through|checked} {one by one|one after the other|in order|in turn}.';

const SEARCH =
  '{$step, |$step }{look for|search for|find|seek} {a|the|some} $object{|, {looking in|checking|trying} {each|every|one} $likely{| and {each|every|one} $usual}}, {open|opening} {what is closed|each closed door|closed ones|whatever is shut}, and {take|pick up|grab|get} {it|one}.';

const ORDER =
  '{A place|A spot|What was} {once seen|searched|looked into|visited} {need not|should not|must not} be {visited|searched|looked at|opened} {again|twice|a second time}, {so|and so|which means} {keep|keeping|remember} {count|the order|track|a list} {saves|will save} {steps|time}.';

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

const LIGHT_ANYWHERE =
  '{$step, |$step }{look for|search for|find} {a|the} $lamp, {carry|bring|take} {it|the $object} {there|to it|along} and {use|turn on|switch on|light} {it|the $lamp}{| with it in hand| to look}.';

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
  const { design, view, targets, committed, lamp, bystander } = subject;
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

  const opening = [
    say(OPENING, { goal: say(GOALS[design.task]) }),
    say(NEEDS[design.task]),
    say(WEIGHING),
  ];
  const closing = [say(FALLBACK), say(CLOSING)];
  if (view === 'planner') {
    const search = [say(UNKNOWN), say(HABIT), say(ORDER), say(DOUBT)];
    return [...opening, ...search, ...steps(subject, say), ...closing].join(' ');
  }
  const facts = targets.flatMap(({ object: target, candidates }, i) => {
    const place = committed[i] ?? '';
    if (view === 'scout') return [say(rng.pick(FACT), { target, place })];
    if (view === 'hedging') return [say(rng.pick(HEDGE), { target, ...ranked(candidates) })];
    return [say(REPORTS, { target }), say(rng.pick(COMMITMENT), { target, place })];
  });
  if (lamp) facts.push(say(rng.pick(FACT), { target: lamp.object, place: lamp.place }));
  if (bystander) {
    facts.push(say(BYSTANDER, { other: bystander.object, elsewhere: bystander.place }));
  }
  if (view !== 'hedging') facts.push(say(rng.pick(CONCLUSION), { place: committed[0] ?? '' }));
  const doubt = view === 'scout' ? [say(DOUBT)] : [];
  return [...opening, ...doubt, say(RECALL), ...facts, ...steps(subject, say), ...closing].join(
    ' ',
  );
}

/** The places of a hedging sentence. */
function ranked(candidates: readonly string[]): Record<string, string> {
  const [place = '', second = '', third = ''] = candidates;
  return { place, second, third };
}

function steps(
  { design, view, targets, committed, lamp }: ThoughtSubject,
  say: (template: string, more: Record<string, string>) => string,
): string[] {
  const verb = toolVerb(design.task);
  const fetch = { scout: FETCH, uncertain: FETCH, hedging: HEDGED_FETCH, planner: SEARCH }[view];
  const moves = targets.flatMap(({ object, candidates }, i) => {
    // The planner has seen no object and no lamp by name.
    const target = view === 'planner' ? `the ${design.object.toLowerCase()}` : object;
    const places = view === 'hedging' ? ranked(candidates) : { place: committed[i] ?? '' };
    const light = lamp ? LIGHT : LIGHT_ANYWHERE;
    return [
      { template: fetch, more: { target, ...places } },
      ...(verb ? [{ template: TREAT, more: { target, verb } }] : []),
      { template: design.lamp ? light : PLACE, more: { target } },
    ];
  });
  return moves.map(({ template, more }, position) => {
    const step = say(stepWord(position, position === moves.length - 1), {});
    return say(template, { ...more, step });
  });
}
