/** The language switch. */
export const language = {
  choose: 'Language',
  switchTo: (name: string) => `Language: switch to ${name}`,
};
