import { formatGameName, SPLITS, splitGames } from '../alfworld/game-name';
import { SCRIPTS, scriptedWin } from '../lab/scripted-player';
import { SENDER_VIEWS } from '../lab/sender-views';
import { writeJsonLine } from './lines';
import { badArgument, readChoice, readOptions, readWholeNumber } from './options';

/**
 * Lets a scripted player play games of a split and prints a JSON line for each game and script,
 * `won_at` null where it did not win within 50 commands. Without `--script` it plays all of them.
 */
export async function runScript(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, ['split', 'count', 'start', 'view', 'script'], []);
  const { split, count } = values;
  if (split === undefined || count === undefined) {
    throw badArgument(`--split and --count are needed; --split accepts ${SPLITS.join(', ')}.`);
  }
  const names = splitGames(
    readChoice('split', split, SPLITS),
    readWholeNumber('start', values.start ?? '0', 0),
    readWholeNumber('count', count, 1),
  );
  const view = readChoice('view', values.view ?? 'uncertain', SENDER_VIEWS);
  const scripts =
    values.script === undefined ? SCRIPTS : [readChoice('script', values.script, SCRIPTS)];
  for (const name of names) {
    for (const script of scripts) {
      const won_at = scriptedWin(name, view, script);
      await writeJsonLine(process.stdout, { name: formatGameName(name), script, won_at });
    }
  }
}
