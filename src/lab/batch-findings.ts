import { LEVEL } from '../shared/paired';
import { signed } from './batch-cells';
import type { BatchRow } from './batch-figures';
import { messageName, splitName } from './batch-names';
import type { ReportWords } from './batch-words';

/** What the rows show against the baseline and what not, a sentence each. */
export function findings(
  rows: readonly BatchRow[],
  against: string | null,
  words: ReportWords,
): string[] {
  const { findings: said } = words;
  if (against === null) return [said.noBaseline];
  const sentences = [...new Set(rows.map(({ split }) => split))].flatMap((split) => {
    const named = rows.flatMap(({ split: own, comparison, condition }) => {
      if (own !== split || comparison === null) return [];
      const [low = '', high = ''] = comparison.ci95.map(signed);
      const name = messageName(condition.message, words.conditions);
      const text = said.item(name, signed(comparison.difference), low, high);
      const shown = comparison.pHolm < LEVEL;
      const kind = shown ? (comparison.difference > 0 ? 'above' : 'below') : 'none';
      return [{ kind, text: kind === 'none' ? name : text } as const];
    });
    return (['above', 'below', 'none'] as const).flatMap((kind) => {
      const texts = named.filter((one) => one.kind === kind).map(({ text }) => text);
      return texts.length === 0
        ? []
        : [said[kind](splitName(split, words), against, texts.join(said.join))];
    });
  });
  return sentences.length === 0 ? [said.nothing] : sentences;
}
