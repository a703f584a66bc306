import type { Knowledge } from '../alfworld/expert';
import { Game } from '../alfworld/game';
import { formatGameName, type GameName } from '../alfworld/game-name';
import { generateGame } from '../alfworld/generator';
import { Rng } from '../shared/rng';
import { drawRank, type SenderView, type Target, type Told, tellSender } from './sender-views';
import { knowledgeOf, playExpert } from './training-episodes';

/**
 * What a scripted player is told of the targets before it searches, as a bound for what messages can
 * do:
 * - `explorer`: nothing, of the lamp neither;
 * - `named`: the most reliable place of each;
 * - `named-sampled`: one place of each, drawn with the shares of their reliabilities;
 * - `candidates`: all reported places, the most reliable first;
 * - `truth`: the true place.
 */
export const SCRIPTS = ['explorer', 'named', 'named-sampled', 'candidates', 'truth'] as const;
export type Script = (typeof SCRIPTS)[number];

/** Most commands of a scripted game. */
const MOST_STEPS = 50;

/**
 * The step at which a scripted player wins a game without a random command, null where 50 do not
 * suffice. Always the same for a name, a view and a script.
 */
export function scriptedWin(name: GameName, view: SenderView, script: Script): number | null {
  const generated = generateGame(name);
  const title = formatGameName(name);
  const told = tellSender(new Game(generated), generated.design, view, title);
  const rng = new Rng(`${title}/script/${script}`);
  const options = { randomShare: 0, maxSteps: MOST_STEPS };
  return playExpert(generated, toldBy(script, told, rng), rng, options)?.length ?? null;
}

function toldBy(script: Script, told: Told, rng: Rng): Knowledge {
  if (script === 'explorer') return new Map();
  const placesOf = ({ place, candidates }: Target): readonly string[] => {
    if (script === 'truth') return [place];
    if (script === 'candidates') return candidates;
    if (script === 'named') return candidates.slice(0, 1);
    const drawn = candidates[drawRank(rng)] ?? candidates[0];
    return drawn === undefined ? [] : [drawn];
  };
  return knowledgeOf(told, placesOf);
}
