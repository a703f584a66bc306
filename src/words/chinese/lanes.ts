import type { lanes as english } from '../english/lanes';

export const lanes: typeof english = {
  label: '泳道',
  channels: { latent: '潜在向量', text: '思维链文字', none: '无消息', human: '你' },
  lengths: {
    full: '全长',
    trained: (steps) => `经训练 ${steps} 步`,
    untrained: (steps) => `未训练 ${steps} 步`,
    kept: (steps) => `均匀取 ${steps} 步`,
    truncated: (percent) => `前 ${percent}%`,
  },
  named: (channel, length) => `${channel}（${length}）`,
  edited: '已改动',
  comma: '，',
  numbered: (lane) => `第 ${lane} 道`,
  vectors: (vectors) => `${vectors} 个向量`,
  tokens: (tokens) => `${tokens} 个词元`,
  nothing: '无',
  reachesNothing: '没有任何消息传到行动者',
  noMessageToYou: '没有消息：由你来玩',
  writing: (tokens) => `发送者写到第 ${tokens} 个词元`,
  unwritten: (length) => (length === '' ? '尚未写出' : `${length} · 尚未写出`),
  clock: (step, budget) => `第 ${step} 步 / ${budget}`,
  endedAt: (outcome, step) => `第 ${step} 步${outcome}`,
  step: (step) => `第 ${step} 步`,
  map: '地图',
  plans: {
    latent: '行动者凭发送者的隐藏状态来玩。',
    text: '行动者凭发送者的文字来玩。',
    none: '行动者只凭任务来玩。',
    human: '由你来玩：命令由你输入。',
  },
};
