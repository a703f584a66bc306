/** The inspector's tabs: one a question. */
export const inspector = {
  label: 'Inspector',
  tabs: { message: 'Message', 'next-token': 'Actor’s next token', models: 'Models' },
};
