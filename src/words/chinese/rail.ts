import type { rail as english } from '../english/rail';

export const rail: typeof english = {
  game: '游戏',
  view: '发送者的视角',
  message: '各泳道的消息',
  actor: '行动者',
  budget: '步数上限',
  steps: (count) => `${count} 步`,
  views: { scout: '侦察', uncertain: '不确定', planner: '规划', hedging: '罗列' },
  viewNotes: {
    scout: '侦察：知道任务，也知道每样物品在哪里。',
    uncertain: '不确定：每样物品有三条报告，其中一条为真。',
    planner: '规划：只知道任务，与论文相同。',
    hedging: '罗列：每样物品有三条报告，要求全部说出。',
  },
  actorSees: '行动者只看到任务和各个地点的名称。',
};
