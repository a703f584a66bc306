import type { runControls as english } from '../english/run-controls';

export const runControls: typeof english = {
  legend: '运行',
  run: '运行',
  pause: '暂停',
  step: '单步',
  restart: '重来',
  runNote: { lane: '把每条泳道玩到结束', agent: '让每个智能体玩到结束' },
  pauseNote: '这一步之后停下',
  stepNote: { lane: '每条泳道走一步', agent: '每个智能体走一步' },
  restartNote: '回到这一局的开头',
};
