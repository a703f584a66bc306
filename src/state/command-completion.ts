/** Completion of what a person types from the commands that are admissible now. */

const NATURAL = new Intl.Collator('en', { numeric: true });

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** The first words in which each typed word begins one, in order; then in any order; else null. */
function wordRank(typed: readonly string[], command: string): number | null {
  const words = wordsOf(command);
  let from = 0;
  const inOrder = typed.every((part) => {
    const at = words.findIndex((word, index) => index >= from && word.startsWith(part));
    from = at + 1;
    return at >= 0;
  });
  if (inOrder) return 1;
  return typed.every((part) => words.some((word) => word.startsWith(part))) ? 2 : null;
}

function rank(text: string, typed: readonly string[], command: string): number | null {
  return command.toLowerCase().startsWith(text) ? 0 : wordRank(typed, command);
}

/**
 * The commands that `text` may become: those that begin with it, then those in which every typed
 * word begins a word, in the same order (`g fr` → `go to fridge 1`) before any order; each group with
 * its numbers in order. Upper case and extra spaces do not matter. No text: all commands.
 */
export function completions(text: string, commands: readonly string[]): string[] {
  const typed = wordsOf(text);
  const start = typed.join(' ') + (typed.length > 0 && /\s$/.test(text) ? ' ' : '');
  return commands
    .map((command) => ({ command, rank: rank(start, typed, command) }))
    .filter((candidate): candidate is { command: string; rank: number } => candidate.rank !== null)
    .sort((a, b) => a.rank - b.rank || NATURAL.compare(a.command, b.command))
    .map(({ command }) => command);
}
