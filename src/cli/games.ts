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

await runProgram(async () => {
  const [command = '', ...args] = process.argv.slice(2);
  if (!isCommand(command)) {
    const choices = Object.keys(COMMANDS).join(', ');
    throw badArgument(`The command "${command}" does not exist. Choose ${choices}.`);
  }
  const run = await COMMANDS[command]();
  await run(args);
});
