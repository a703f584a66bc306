import type { shortcuts as english } from '../english/shortcuts';

/** The pace of play, and the keys. */
export const shortcuts: typeof english = {
  open: '键盘快捷键',
  title: '键盘快捷键',
  done: '完成',
  use: '启用这些按键',
  note: '在输入框中打字时不起作用。不用它们，Tab 键也能到达所有控件。',
  key: '按键',
  does: '作用',
  space: '空格',
  keys: {
    run: '运行或暂停',
    step: '每条泳道走一步',
    back: '显示前一步或后一步',
    ends: '显示开头或最后一步',
    lane: '转到某条泳道',
    tab: '前一个或后一个标签页',
    theme: '浅色或深色',
    help: '这份列表',
  },
  pace: {
    legend: '播放速度',
    fast: '全速',
    second: '每步 1 秒',
    twoSeconds: '每步 2 秒',
    fastTitle: '尽可能快',
  },
};
