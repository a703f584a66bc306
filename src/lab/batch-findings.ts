import { LEVEL, type PairedDifference } from '../shared/paired';
import { signed } from './batch-cells';
import { groupedNames, splitName } from './batch-names';
import type { BatchCondition } from './batch-settings';
import type { ReportWords } from './batch-words';

/** A row of a table that is compared with something. */
export interface FindableRow {
  readonly split: string | null;
  readonly condition: BatchCondition;
  readonly comparison:
    | (Pick<PairedDifference, 'difference' | 'ci95'> & { readonly pHolm: number })
    | null;
}

/** More than this are not given with their intervals: these stand in the table. */
const MOST_ITEMS = 5;

/** What the rows show against the baseline and what not, a sentence each. */
export function findings(
  rows: readonly FindableRow[],
  against: string | null,
  words: ReportWords,
): string[] {
  const { findings: said } = words;
  if (against === null) return [said.noBaseline];
  const sentences = [...new Set(rows.map(({ split }) => split))].flatMap((split) => {
    const found = rows.flatMap(({ split: own, comparison, condition: { message } }) => {
      if (own !== split || comparison === null) return [];
      const side = comparison.difference > 0 ? 'above' : 'below';
      const kind = comparison.pHolm < LEVEL ? side : 'none';
      return [{ kind, message, comparison } as const];
    });
    return (['above', 'below', 'none'] as const).flatMap((kind) => {
      const own = found.filter((one) => one.kind === kind);
      if (own.length === 0) return [];
      const names = (some: typeof own): string =>
        groupedNames(
          some.map(({ message }) => message),
          words.conditions,
        ).join(said.join);
      const item = (one: (typeof own)[number]): string => {
        const [low, high] = one.comparison.ci95;
        return said.item(
          names([one]),
          signed(one.comparison.difference),
          signed(low),
          signed(high),
        );
      };
      const listed = (): string => {
        if (own.length <= MOST_ITEMS) return own.map(item).join(said.join);
        const points = own.map(({ comparison }) => comparison.difference);
        const [least, most] = [Math.min(...points), Math.max(...points)];
        return said.many(names(own), signed(least), signed(most));
      };
      const text = kind === 'none' ? names(own) : listed();
      return [said[kind](splitName(split, words), against, text)];
    });
  });
  return sentences.length === 0 ? [said.nothing] : sentences;
}
