import type { badges as english } from '../english/badges';

export const badges: typeof english = {
  live: '实时',
  liveNote: '本页的每个数值都是此刻在这个浏览器里算出来的。',
  software: '软件实现',
  softwareNote: '这是软件实现：结果正确，速度不代表 GPU。',
  tier: (tier, megabytes) => `${tier} · ${megabytes} MB`,
  models: (title, hashes) => `${title}。模型文件：${hashes.join('，')}。`,
};
