import type { statusLine as english } from '../english/status-line';

export const statusLine: typeof english = {
  loading: '正在下载模型',
  starting: '正在启动模型',
  amount: (loaded, total) => `${loaded} / ${total} MB`,
  tryAgain: '重试',
  useWasm: '改用 WASM',
  defaultGame: '改用默认游戏',
  openFiles: '打开文件…',
  playYourself: '自己来玩',
  restartGame: '重新开始这一局',
  loadAgain: '重新加载模型',
  noModelsNeeded: '自己玩不需要模型。',
};
