import { badFile, quoted, START, unplayable } from './file-faults';
import type { Dialect } from './problem';
import { GRAMMAR, type GrammarAction, readTwl2 } from './twl2-reader';

/** What the engine takes from a file's twl2 grammar; the texts themselves are the engine's own. */
export interface ReadGrammar {
  readonly task: string;
  readonly dialect: Pick<Dialect, 'arrivalNamesLocation' | 'putInOn'>;
  /** The actions that have a command, in lower case. */
  readonly actions: ReadonlySet<string>;
  /** Each command begins with the name of the agent who is to do it, as in "alice : look". */
  readonly namesAgent: boolean;
}

/** The commands of each action, with `{}` for every name in them. */
const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['look', ['look']],
  ['inventory', ['inventory']],
  ['help', ['help']],
  ['examinereceptacle', ['examine {}']],
  ['examineobject', ['examine {}']],
  ['gotolocation', ['go to {}']],
  ['openobject', ['open {}']],
  ['closeobject', ['close {}']],
  ['pickupobject', ['take {} from {}']],
  ['putobject', ['move {} to {}', 'put {} in/on {}']],
  ['cleanobject', ['clean {} with {}']],
  ['heatobject', ['heat {} with {}']],
  ['coolobject', ['cool {} with {}']],
  ['toggleobject', ['use {}']],
  ['sliceobject', ['slice {} with {}']],
]);

/** The actions whose rules the engine has. A domain has all of them, but `help` only of late. */
export const KNOWN_ACTIONS: ReadonlySet<string> = new Set(COMMANDS.keys());

const AGENT = '{a.name}: ';
/** What TextWorld's grammar takes for its own; in a task it would cut or change the text. */
const RESERVED = /[;|"<>[\]{}#\\]/;

/** @throws LabError 'bad-game-file' or, where the commands or texts are not ALFWorld's, 'unplayable-game'. */
export function readGrammar(text: string): ReadGrammar {
  const { actions, ruleText } = readTwl2(text);
  const namesAgent = actions.get('look')?.template.startsWith(AGENT) ?? false;
  for (const [name, action] of actions) checkCommand(name, action, namesAgent);

  const task = ruleText('task');
  const wording = /^Your task is to: ([\s\S]*)\.$/.exec(task.text)?.[1];
  if (wording === undefined) {
    const wanted = 'must read "Your task is to: ... ."';
    throw badFile(
      GRAMMAR,
      task.place(),
      `the rule "task" ${wanted} and reads ${quoted(task.text)}.`,
    );
  }
  const reserved = RESERVED.exec(wording)?.[0];
  if (reserved !== undefined) {
    const problem = `its task holds ${quoted(reserved)}, which TextWorld takes for a sign of its own`;
    throw unplayable(GRAMMAR, task.place(), problem);
  }

  const answerOf = (name: string) => {
    const feedback = actionOf(actions, name).feedback;
    const rule = /^#([^#]+)#$/.exec(feedback)?.[1];
    return rule === undefined ? feedback : ruleText(rule).text;
  };
  const put = actionOf(actions, 'putobject');
  const putInOn = put.template.includes('in/on');
  if (answerOf('putobject').includes('in/on') !== putInOn) {
    const problem = 'its action "PutObject" is commanded in one wording and answered in another';
    throw unplayable(GRAMMAR, put.place(), problem);
  }
  return {
    task: wording,
    dialect: { arrivalNamesLocation: answerOf('gotolocation').includes('{lend.name}'), putInOn },
    actions: new Set(actions.keys()),
    namesAgent,
  };
}

function actionOf(actions: ReadonlyMap<string, GrammarAction>, name: string): GrammarAction {
  const action = actions.get(name);
  if (!action) throw badFile(GRAMMAR, START, `it has no action "${name}".`);
  return action;
}

function checkCommand(name: string, action: GrammarAction, namesAgent: boolean): void {
  // Upstream's grammar also words actions that its domain does not have.
  const known = COMMANDS.get(name);
  if (!known) return;
  const hasAgent = action.template.startsWith(AGENT);
  // Upstream's patch script gives `help` to a game of several agents as one command for all.
  if (hasAgent !== namesAgent && name !== 'help') {
    const problem = `the action "${name}" names ${hasAgent ? 'an' : 'no'} agent, unlike "look"`;
    throw unplayable(GRAMMAR, action.place(), problem);
  }
  const command = hasAgent ? action.template.slice(AGENT.length) : action.template;
  const pattern = command.replace(/\[?\{[^{}]*\}\]?/g, '{}');
  if (!known.includes(pattern)) {
    const problem = `the action "${name}" is commanded by ${quoted(action.template)}, not as in ALFWorld`;
    throw unplayable(GRAMMAR, action.place(), problem);
  }
}
