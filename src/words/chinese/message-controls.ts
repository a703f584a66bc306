import type { messageControls as english } from '../english/message-controls';

export const messageControls: typeof english = {
  waiting: '模型加载之后才能选择更短的消息。',
  length: '长度',
  full: '全长',
  first: (percent) => `前 ${percent}%`,
  vectors: (vectors) => `${vectors} 个向量`,
  shortening: '缩短的方式',
  shortenings: {
    trained: '经训练',
    untrained: '未训练',
    kept: '均匀取',
    truncated: '截取',
  },
  notes: {
    full: '思维链的每个词元一个隐藏状态。',
    trained: '潜在步由专门训练过的发送者写出：它学会用这么少的步来说。',
    untrained: '潜在步由原样的发送者写出：它没有学过怎样说得短。',
    kept: '从全长消息中等间隔取出的隐藏状态。',
    truncated: '全长消息开头的一部分。',
  },
  ofLane: (lane) => `第 ${lane} 道的消息`,
  takeAway: '去掉这条泳道',
  takeLaneAway: (lane) => `去掉第 ${lane} 道`,
  addShort: (vectors) => `加一条 K = ${vectors} 的泳道`,
  addShortNote:
    '这里没有泳道发送短消息。同一局游戏会现场再玩，并多一条只发送几步经训练潜在向量的泳道。',
  add: '加一条泳道',
};
