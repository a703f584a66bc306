/** Run, Pause, Step, Restart. */
export const runControls = {
  legend: 'Run',
  run: 'Run',
  pause: 'Pause',
  step: 'Step',
  restart: 'Restart',
  runNote: { lane: 'Play every lane to its end', agent: 'Play every agent to its end' },
  pauseNote: 'Stop after this step',
  stepNote: { lane: 'One step of every lane', agent: 'One step of every agent' },
  /** Why a control cannot be used now. */
  not: {
    loading: 'When the models are loaded',
    running: 'The lanes are playing: Pause stops them',
    people: 'Only people play here: type a command',
    idle: 'Nothing is being played',
    ended: 'The game has ended: Restart sets it up again',
  },
  restartNote: 'Back to the start of this game',
};
