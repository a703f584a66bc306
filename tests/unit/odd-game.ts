import { parseGameName } from '../../src/alfworld/game-name';
import { writeGame } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';

const NAME = 'g1/dev/kitchen/pick_heat_then_place_in_recep/3/standard+places=30';

const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/potato/g, 'wugglesprocket'],
  [/cabinet|drawer|countertop|diningtable|stoveburner|garbagecan|toaster/g, 'zorbcase'],
];

/** The text of a game file with classes that no tokenizer has seen, one of them of over 20 places. */
export function oddGameFile(): string {
  const file = writeGame(generateGame(parseGameName(NAME)))['game.tw-pddl'];
  const data = JSON.parse(file) as { pddl_problem: string; grammar: string };
  const rename = (text: string): string =>
    RENAMED.reduce((renamed, [from, to]) => renamed.replace(from, to), text);
  const seen = new Set<string>();
  const isNew = (line: string): boolean => {
    if (!/^ {4}\S/.test(line)) return true;
    return !seen.has(line) && Boolean(seen.add(line));
  };
  return JSON.stringify({
    ...data,
    grammar: rename(data.grammar),
    pddl_problem: rename(data.pddl_problem).split('\n').filter(isNew).join('\n'),
    walkthrough: null,
  });
}
