import type { GoalTargets } from './file-facts';
import { formatGameName } from './game-name';
import type { GeneratedGame } from './generator';
import { grammarText } from './grammar-writer';
import { DOMAIN_TEXT, problemText } from './pddl-writer';
import { floorPlanNumber } from './scene';
import { walkthrough } from './walkthrough';

/** The files of a game by their names, as the real engine loads them (spec.md, sections 1 and 7). */
export interface GameFiles {
  readonly 'game.tw-pddl': string;
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
    'traj_data.json': trajData({
      trial: trialName(game),
      targets: design,
      scene: floorPlanNumber(name.room, game.scene.number),
      goal: game.task,
    }),
    'walkthrough.txt': walkthroughText(commands),
  };
}

/** `traj_data.json`: what alfworld's AlfredTWEnv and its handcoded expert read beside a game. */
export function trajData(about: {
  readonly trial: string;
  readonly targets: GoalTargets;
  /** The floor plan's number. */
  readonly scene: number;
  /** In words. */
  readonly goal: string;
}): string {
  const { trial, targets, scene, goal } = about;
  return json({
    task_id: trial,
    task_type: targets.task,
    pddl_params: {
      object_target: targets.object,
      parent_target: targets.destination ?? '',
      toggle_target: targets.lamp ?? '',
      mrecep_target: '',
      object_sliced: false,
    },
    scene: { scene_num: scene },
    turk_annotations: { anns: [{ task_desc: goal }] },
  });
}

/** One command a line. */
export const walkthroughText = (commands: readonly string[]): string => `${commands.join('\n')}\n`;

/** `pick_heat_then_place_in_recep-Potato-None-SinkBasin-28`: a game's folder in a dataset. */
export function datasetTitle(targets: GoalTargets, scene: number): string {
  const { task, object, destination, lamp } = targets;
  return [task, object, 'None', destination ?? lamp, scene].join('-');
}

/**
 * The game's files by their paths in a dataset, as alfworld lays them out (spec.md, section 1):
 * `pick_heat_then_place_in_recep-Potato-None-SinkBasin-28/trial_g1-unseen-7-standard/game.tw-pddl`.
 * Two games never share a folder.
 */
export function gameFolder(game: GeneratedGame): ReadonlyMap<string, string> {
  const scene = floorPlanNumber(game.name.room, game.scene.number);
  const title = datasetTitle(game.design, scene);
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
