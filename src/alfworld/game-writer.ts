import { formatGameName } from './game-name';
import type { GeneratedGame } from './generator';
import { grammarText } from './grammar-writer';
import { DOMAIN_TEXT, problemText } from './pddl-writer';
import { walkthrough } from './walkthrough';

/** The files of a game by their names, as the real engine loads them (spec.md, sections 1 and 7). */
export interface GameFiles {
  readonly 'game.tw-pddl': string;
  readonly 'traj_data.json': string;
}

/** Writes a generated game for the real engine. */
export function writeGame(game: GeneratedGame): GameFiles {
  const { design } = game;
  const title = formatGameName(game.name).replaceAll('/', '-');
  return {
    'game.tw-pddl': json({
      pddl_domain: DOMAIN_TEXT,
      grammar: grammarText(game.task),
      pddl_problem: problemText(game, title),
      solvable: true,
      walkthrough: walkthrough(game),
    }),
    'traj_data.json': json({
      task_type: design.task,
      pddl_params: {
        object_target: design.object,
        parent_target: design.destination ?? '',
        toggle_target: design.lamp ?? '',
        mrecep_target: '',
        object_sliced: false,
      },
    }),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
