import { runProgram } from './command-line';
import { badArgument } from './options';

/** `npm run -s games -- COMMAND`: everything about games that needs no page. */
const COMMANDS = {
  generate: async () => (await import('./generate-game')).runGenerate,
  replay: async () => (await import('./replay-game')).runReplay,
  serve: async () => (await import('./serve-games')).runServe,
  episodes: async () => (await import('./training-episodes')).runEpisodes,
} as const;

function isCommand(text: string): text is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, text);
}

const USAGE = `npm run -s games -- COMMAND [options]
  generate --split S --seed N [--room R --task T --difficulty D] --out DIR
                    writes game.tw-pddl and traj_data.json
  replay FILE       plays the commands on standard input, prints a JSON line for each
  serve             plays many games: JSON lines in, JSON lines out
  episodes --split S --count N [--start I]
                    prints training episodes as JSON lines`;

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
