import type { language as english } from '../english/language';

export const language: typeof english = {
  choose: '语言',
  switchTo: (name) => `语言：切换到 ${name}`,
  failed: (name) => `无法取得 ${name}。请检查网络连接，再按一次按钮。`,
  beforeLink: (sentence) => sentence,
  sentences: (parts) => parts.filter(Boolean).join(''),
};
