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
  not: {
    loading: '模型加载后可用',
    running: '各泳道正在进行：按“暂停”停止',
    people: '这里只有人在玩：请输入命令',
    idle: '现在没有在进行',
    ended: '游戏已结束：按“重来”再玩',
  },
  restartNote: '回到这一局的开头',
};
