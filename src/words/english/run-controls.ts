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
  restartNote: 'Back to the start of this game',
};
