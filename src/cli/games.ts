import { KNOBS, type Knob } from '../alfworld/game-knobs';
import { DIFFICULTIES, NEWEST_VERSION, VERSIONS } from '../alfworld/game-name';
import { SCRIPTS } from '../lab/scripted-player';
import { SENDER_VIEWS } from '../lab/sender-views';
import { runProgram } from './command-line';
import { badArgument } from './options';

/** `npm run -s games -- COMMAND`: everything about games that needs no page. */
const COMMANDS = {
  generate: async () => (await import('./generate-game')).runGenerate,
  replay: async () => (await import('./replay-game')).runReplay,
  serve: async () => (await import('./serve-games')).runServe,
  report: async () => (await import('./report-games')).runReport,
  episodes: async () => (await import('./training-episodes')).runEpisodes,
  script: async () => (await import('./script-games')).runScript,
} as const;

function isCommand(text: string): text is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, text);
}

const USAGE = `npm run -s games -- COMMAND [options]
  generate --split S --seed N [--room R --task T --difficulty D --generator G] --out DIR
  generate --game NAME --out DIR
                    writes one game: DIR/game.tw-pddl, traj_data.json (what alfworld's
                    AlfredTWEnv reads) and walkthrough.txt (winning commands, one a line)
  generate --split S --count N [--seed FIRST] [--room … as above] --out DIR
                    writes the N games from seed FIRST on (0 if left out) as a dataset that
                    AlfredTWEnv collects: DIR/TASK-OBJECT-None-PLACE-SCENE/trial_…/ and the
                    same files in each
  report --split S [--count N] [--seed FIRST] [--room … as above] [--json]
                    compares N generated games, 400 if left out, with what is known of ALFWorld's rooms
  replay FILE [--agent NAME]
                    plays the commands on standard input, prints a JSON line for each
  serve             plays many games: JSON lines in, JSON lines out
  episodes --split S --count N [--start I] [--view V]
                    prints training episodes as JSON lines
  script --split S --count N [--start I] [--view V] [--script P]
                    lets a scripted player play N games, of all kinds where P is left out, and
                    prints a JSON line for each: {"name", "script", "won_at"}

  S train, dev, seen or unseen
  V ${SENDER_VIEWS.join(', ')}: what the sender, here the player, is told
  P ${SCRIPTS.join(', ')}
  D standard (hard to search blindly) or realistic, with knobs such as standard+places=30:
${KNOBS.map(knobLine).join('\n')}
  G ${VERSIONS.join(' or ')}; ${DIFFICULTIES.map((one) => `${NEWEST_VERSION[one]} for ${one}`).join(', ')} if left out`;

function knobLine({ key, least, most, hint }: Knob): string {
  return `      ${key.padEnd(6)} ${least} to ${most}: ${hint}`;
}

await runProgram(async () => {
  const [command = '', ...args] = process.argv.slice(2);
  if (['--help', '-h', 'help'].includes(command)) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  if (!isCommand(command)) {
    const choices = Object.keys(COMMANDS).join(', ');
    throw badArgument(`The command "${command}" does not exist. Choose ${choices}.`);
  }
  const run = await COMMANDS[command]();
  await run(args);
});
