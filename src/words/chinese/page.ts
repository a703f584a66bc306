import type { page as english } from '../english/page';

export const page: typeof english = {
  lanes: '泳道',
  skip: '跳到泳道',
  settings: '设置',
  done: '完成',
  clockAndRun: '时钟与运行',
  printedFrom: '打印自',
  colours: { light: '使用浅色', dark: '使用深色' },
};
