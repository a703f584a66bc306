import type { commandBox as english } from '../english/command-box';

export const commandBox: typeof english = {
  touch: '输入，或打开命令列表。',
  tap: '点一条命令把它填入。',
  choose: '↑ ↓ 选择 · Tab 补全 · Esc 关闭',
  take: 'Enter 或 Tab 采用 · Esc 关闭',
  unmatched: '没有匹配的命令。Enter 照原样发送。',
  recalled: '↑ ↓ 较早的命令 · Enter 发送',
  typed: 'Enter 发送 · ↓ 显示命令',
  history: '↑ 较早的命令 · 继续输入可查更多',
  empty: '输入一条英文命令；Tab 补全。',
  list: (lane) => `命令列表，${lane}`,
  command: (lane) => `命令，${lane}`,
  show: (lane) => `显示命令，${lane}`,
  showNote: '在这里有效的命令',
  send: '发送',
  ended: '这条泳道已结束。“重来”可重新开始。',
};
