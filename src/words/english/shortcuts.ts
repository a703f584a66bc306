/** The pace of play, and the keys. */
export const shortcuts = {
  open: 'Keyboard shortcuts',
  title: 'Keyboard shortcuts',
  done: 'Done',
  use: 'Use these keys',
  note: 'They rest while you type in a field. The Tab key reaches everything without them.',
  key: 'Key',
  does: 'What it does',
  space: 'Space',
  keys: {
    run: 'run, or pause',
    step: 'one step of every lane',
    back: 'show the step before, or after',
    ends: 'show the start, or the last step',
    lane: 'go to a lane',
    tab: 'the tab before, or after',
    theme: 'light or dark',
    help: 'this list',
  },
  pace: {
    legend: 'Speed of play',
    fast: 'full',
    second: '1 s a step',
    twoSeconds: '2 s a step',
    fastTitle: 'As fast as possible',
  },
};
