import type { measured as english } from '../english/measured';

export const measured: typeof english = {
  server: (file, status) => `${file}：服务器的回答是 ${status}。`,
  unexpected: (file, place, issue) =>
    `${file} 的内容在 ${place} 处不符合预期。详情（英文）：${issue}`,
  top: '最上层',
  noJson: (file) => `${file} 不是 JSON。`,
  lost: (file) => `无法取得 ${file}。请检查网络连接。`,
  recording: (reason) => `无法取得录制的运行：${reason}。请检查网络连接，或现场玩这一局。`,
  answered: (status) => `服务器的回答是 ${status}`,
  badRecording: (detail) => `无法读取这份录制：请选择另一次运行。详情（英文）：${detail}`,
};
