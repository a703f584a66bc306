import type { part as english } from '../english/part';

export const part: typeof english = {
  failed: (detail) =>
    `页面的这一部分无法载入或绘制。请检查网络连接后重试；若页面已有新版本，请重新载入本页。（${detail}）`,
  again: '重试',
  reload: '重新载入本页',
};
