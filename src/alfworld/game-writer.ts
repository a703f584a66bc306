import { formatGameName } from './game-name';
import type { GeneratedGame } from './generator';
import { grammarText } from './grammar-writer';
import { DOMAIN_TEXT, problemText } from './pddl-writer';
import { floorPlanNumber } from './scene';
import { walkthrough } from './walkthrough';

/** The files of a game by their names, as the real engine loads them (spec.md, sections 1 and 7). */
export interface GameFiles {
  readonly 'game.tw-pddl': string;
  /** What alfworld's AlfredTWEnv and its handcoded expert read beside the game. */
  readonly 'traj_data.json': string;
  /** Winning commands, one a line. */
  readonly 'walkthrough.txt': string;
}

/** Writes a generated game for the real engine. */
export function writeGame(game: GeneratedGame): GameFiles {
  const { design, name } = game;
  const commands = walkthrough(game);
  return {
    'game.tw-pddl': json({
      pddl_domain: DOMAIN_TEXT,
      grammar: grammarText(game.task),
      pddl_problem: problemText(game, fileName(formatGameName(name))),
      solvable: true,
      walkthrough: commands,
    }),
    'traj_data.json': json({
      task_id: trialName(game),
      task_type: design.task,
      pddl_params: {
        object_target: design.object,
        parent_target: design.destination ?? '',
        toggle_target: design.lamp ?? '',
        mrecep_target: '',
        object_sliced: false,
      },
      scene: { scene_num: floorPlanNumber(name.room, game.scene.number) },
      turk_annotations: { anns: [{ task_desc: game.task }] },
    }),
    'walkthrough.txt': `${commands.join('\n')}\n`,
  };
}

/**
 * The game's files by their paths in a dataset, as alfworld lays them out (spec.md, section 1):
 * `pick_heat_then_place_in_recep-Potato-None-SinkBasin-28/trial_g1-unseen-7-standard/game.tw-pddl`.
 * Two games never share a folder.
 */
export function gameFolder(game: GeneratedGame): ReadonlyMap<string, string> {
  const { task, object, destination, lamp } = game.design;
  const scene = floorPlanNumber(game.name.room, game.scene.number);
  const title = [task, object, 'None', destination ?? lamp, scene].join('-');
  const files = Object.entries(writeGame(game));
  return new Map(files.map(([file, text]) => [`${title}/${trialName(game)}/${file}`, text]));
}

/** What the folder above does not say: `trial_g1-unseen-7-standard-places30`. */
function trialName({ name }: GeneratedGame): string {
  const [version, split, , , ...rest] = formatGameName(name).split('/');
  return `trial_${fileName([version, split, ...rest].join('/'))}`;
}

/** A text as part of a file name, or as a name in PDDL. */
function fileName(text: string): string {
  return text.replaceAll(/[/+]/g, '-').replaceAll('=', '');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
