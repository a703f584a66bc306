/** Changes that follow each other this fast, in ms, are one step of the history. */
const QUICK = 2000;

/**
 * Whether a change of the game is a step that Back returns from. Rolling through games quickly
 * leaves one step behind, not one for each roll.
 */
export function historySteps(): (now: number) => 'push' | 'replace' {
  let last = Number.NEGATIVE_INFINITY;
  return (now) => {
    const quick = now - last < QUICK;
    last = now;
    return quick ? 'replace' : 'push';
  };
}
