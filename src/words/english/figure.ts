/** What stands around every figure. */
export const figure = {
  table: (title: string) => `Table: ${title}`,
  asTable: 'Show as table',
  /** Of the values behind the table. */
  inCsv: (rows: string) => `Saved as CSV: all ${rows} values that are drawn.`,
  kinds: { live: 'live', recorded: 'recorded' },
  /** The first digits of a model file's hash. */
  model: (hash: string) => `model ${hash}`,
};
