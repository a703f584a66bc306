/** The language switch. */
export const language = {
  choose: 'Language',
};
