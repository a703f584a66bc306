/** `1 game`, `8 games`, `1,024 games`; the figure as it is to be written. */
export function plural(figure: string | number, one: string, many = `${one}s`): string {
  return `${figure} ${String(figure) === '1' ? one : many}`;
}

/** `1 agent` of `1 is`, `2 are`: what a verb is after such a figure. */
export const isOne = (figure: string | number): boolean => String(figure) === '1';
