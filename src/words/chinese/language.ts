import type { language as english } from '../english/language';

export const language: typeof english = {
  choose: '语言',
  switchTo: (name) => `语言：切换到 ${name}`,
  beforeLink: (sentence) => sentence,
  sentences: (parts) => parts.filter(Boolean).join(''),
};
