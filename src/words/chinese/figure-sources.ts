/** What the definitions of figures have in common. */

export const here = (file: string): string => `此处定义（${file}）。`;
export const paper = (what: string, file: string): string =>
  `论文 arXiv 2511.09149：${what}；由 ${file} 计算。`;
export const PAIRED =
  '纽科姆 1998，方法 10；麦克尼马尔精确检验，p = 2 Σ(i ≤ min) C(n, i) / 2ⁿ；Holm 1979';
