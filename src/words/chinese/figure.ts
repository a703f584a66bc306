import type { figure as english } from '../english/figure';

export const figure: typeof english = {
  table: (title) => `表格：${title}`,
  asTable: '显示为表格',
  inCsv: (rows) => `保存为 CSV：图中全部 ${rows} 个值。`,
  kinds: { live: '实时', recorded: '录制' },
  model: (hash) => `模型 ${hash}`,
};
