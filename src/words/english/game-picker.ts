/** Which game is played. What the game itself says, and names of things in it, are English everywhere. */
export const gamePicker = {
  split: 'Split',
  splits: { unseen: 'unseen', seen: 'seen', dev: 'dev', train: 'train' },
  room: 'Room',
  rooms: {
    kitchen: 'kitchen',
    livingroom: 'living room',
    bedroom: 'bedroom',
    bathroom: 'bathroom',
  },
  task: 'Task',
  tasks: {
    pick_and_place_simple: 'place',
    look_at_obj_in_light: 'look at in light',
    pick_clean_then_place_in_recep: 'clean, then place',
    pick_heat_then_place_in_recep: 'heat, then place',
    pick_cool_then_place_in_recep: 'cool, then place',
    pick_two_obj_and_place: 'place two',
  },
  seed: 'Seed',
  roll: 'Roll another seed',
  seedProblem: (text: string, most: number) =>
    `The seed “${text}” is not a whole number from 0 to ${most}.`,
  name: 'Name',
  choose: 'Choose a game',
  /** A game in short. */
  described: (split: string, room: string, seed: number, task: string) =>
    `${split.charAt(0).toUpperCase()}${split.slice(1)} ${room} game ${seed}: ${task}`,

  preset: 'Preset',
  presets: { standard: 'standard', realistic: 'realistic' },
  presetNotes: {
    standard: 'The benchmark: hard to search blindly.',
    realistic: 'Places and objects as ALFWorld’s floor plans have them.',
  },
  difficulty: 'Difficulty',
  changed: (changed: number, all: number) => `Difficulty: ${changed} of ${all} changed`,
  reset: (preset: string) => `Reset to ${preset}`,
  drawn: 'drawn',
  knobs: {
    places: { label: 'Receptacles', hint: 'How many receptacles the room has.' },
    others: {
      label: 'Other objects',
      hint: 'How many objects lie about that the task does not ask for.',
    },
    usual: {
      label: 'Target in its usual place',
      hint: 'How often the target lies where its class belongs; 1 is always, 0 anywhere.',
    },
  },
  range: (hint: string, least: number, most: number) => `${hint} ${least} to ${most}.`,
  decimalPoint: (label: string, text: string) => `${label}: use a point, ${text}.`,
  wholeKnob: (label: string, least: number, most: number) =>
    `${label} is a whole number from ${least} to ${most}; empty leaves it to the preset.`,
  knob: (label: string, least: number, most: number, step: number) =>
    `${label} is a number from ${least} to ${most} in steps of ${step}; empty leaves it to the preset.`,

  playedBy: (agent: string) => `played by ${agent}`,
  /** Around the path of the file. */
  fileBefore: 'file ',
  fileAfter: ', opened by you',
  back: 'Back to generated games',
  openFiles: 'Open files…',
  save: 'Save this game',
  fileToDrop: (file: string) =>
    `This address is a game from a file that this browser does not hold. Drop ${file} on the page.`,
  /** The file of a dataset’s folder. */
  gameFileOf: (folder: string) => `game.tw-pddl of ${folder}`,
  withHash: (file: string, hash: string) => `${file} (sha256 ${hash}…)`,
};
