import type { inspector as english } from '../english/inspector';

export const inspector: typeof english = {
  label: '检视',
  tabs: { message: '消息', 'next-token': '行动者的下一个词元', models: '模型' },
};
