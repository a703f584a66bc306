import { STATE_PREDICATES } from './state';
import { HELP_TEXT, OBJECT_WORDINGS } from './texts';

interface Alternative {
  readonly condition?: string;
  readonly rhs: string;
}

/** What stands between brackets becomes a list, "nothing" where it is empty. */
const HERE = 'atlocation(a:agent, l:location) & receptacleatlocation(r:receptacle, l:location)';
const CONTENTS = "[{'a ' + o.name | inreceptacle(o:object, r:receptacle)}]";

/** Action, its command, its answer. */
const ACTIONS: readonly (readonly [action: string, template: string, feedback: string])[] = [
  ['look', 'look', '#surroundings#'],
  ['inventory', 'inventory', '#inventory#'],
  ['help', 'help', '#help#'],
  ['examineReceptacle', 'examine {r}', '#receptacle#'],
  ['examineObject', 'examine {o}', '#object#'],
  ['GotoLocation', 'go to {r}', '#GotoLocation.feedback#'],
  ['OpenObject', 'open {r}', '#open#'],
  ['CloseObject', 'close {r}', '#close#'],
  ['PickupObject', 'take {o} from {r}', '#take#'],
  ['PutObject', 'move {o} to {r}', '#move#'],
  ['CleanObject', 'clean {o} with {r}', '#clean#'],
  ['HeatObject', 'heat {o} with {r}', '#heat#'],
  ['CoolObject', 'cool {o} with {r}', '#cool#'],
  ['ToggleObject', 'use {o}', '#use#'],
  ['SliceObject', 'slice {o} with {k}', '#slice#'],
];

function rules(task: string): Readonly<Record<string, readonly Alternative[]>> {
  return {
    intro: [{ rhs: '-= Welcome to TextWorld, ALFRED! =-\n\n#surroundings#\n\n#task#' }],
    task: [{ rhs: `Your task is to: ${task}.` }],
    surroundings: [
      {
        condition: HERE,
        rhs: `You are facing the [{r.name | ${HERE}}]. Next to it, you see #floor#.`,
      },
      // In the intro no location is chosen, so this lists the room; later it lists nothing.
      {
        rhs: "You are in the middle of a room. Looking quickly around you, you see [{'a ' + r.name | receptacleatlocation(r:receptacle, l:location)}].",
      },
    ],
    floor: [
      {
        rhs: `[{'a ' + o.name | ${HERE} & objectatlocation(o:object, l:location) & not_inreceptacle(o:object, r:receptacle)}]`,
      },
    ],
    inventory: [
      {
        condition: 'holdsany(a:agent)',
        rhs: "You are carrying: [{'a ' + o.name | holds(a:agent, o:object)}].",
      },
      { rhs: 'You are not carrying anything.' },
    ],
    help: [{ rhs: HELP_TEXT }],
    receptacle: [
      {
        condition: 'openable(r:receptacle) & opened(r:receptacle)',
        rhs: `The {r.name} is open. In it, you see ${CONTENTS}.`,
      },
      { condition: 'openable(r:receptacle)', rhs: 'The {r.name} is closed.' },
      { rhs: `On the {r.name}, you see ${CONTENTS}.` },
    ],
    object: [
      {
        condition: 'isreceptacleobject(o:object)',
        rhs: "This is a normal {o.name}. In it, you see [{'a ' + x.name | inreceptacleobject(x:object, o:object)}].",
      },
      ...OBJECT_WORDINGS.map(({ states, words }) => ({
        condition: states.map((state) => `${STATE_PREDICATES[state]}(o:object)`).join(' & '),
        rhs: `This is a ${words} {o.name}.`,
      })),
      { condition: 'toggleable(o:object) & istoggled(o:object)', rhs: 'This {o.name} is on.' },
      { condition: 'sliceable(o:object) & issliced(o:object)', rhs: 'This is a sliced {o.name}.' },
      { rhs: "There's nothing special about {o.name}." },
    ],
    'GotoLocation.feedback': [{ rhs: 'You arrive at {r.name}. #receptacle#' }],
    open: [{ rhs: 'You open the {r.name}. #receptacle#' }],
    close: [{ rhs: 'You close the {r.name}.' }],
    take: [{ rhs: 'You pick up the {o.name} from the {r.name}.' }],
    move: [{ rhs: 'You move the {o.name} to the {r.name}.' }],
    clean: [{ rhs: 'You clean the {o.name} using the {r.name}.' }],
    heat: [{ rhs: 'You heat the {o.name} using the {r.name}.' }],
    cool: [{ rhs: 'You cool the {o.name} using the {r.name}.' }],
    use: [{ rhs: 'You turn on the {o.name}.' }],
    slice: [{ rhs: 'You sliced the {o.name} with the {k.name}.' }],
    list_empty: [{ rhs: 'nothing' }],
    list_separator: [{ rhs: ', ' }],
    list_last_separator: [{ rhs: ', and ' }],
  };
}

/** The texts for TextWorld in its twl2 format, in the project's own writing. */
export function grammarText(task: string): string {
  const actions = ACTIONS.map(
    ([action, template, feedback]) =>
      `action ${action} {\n    template :: "${template}";\n    feedback :: "${feedback}";\n}\n`,
  );
  const block = `grammar :: """\n${JSON.stringify(rules(task), null, 2)}\n""";\n`;
  return [block, ...actions].join('\n');
}
