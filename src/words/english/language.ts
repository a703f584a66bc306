/** The language switch, and how the language puts sentences together. */
export const language = {
  choose: 'Language',
  switchTo: (name: string) => `Language: switch to ${name}`,
  failed: (name: string) =>
    `${name} could not be fetched. Check the connection and press the button again.`,
  /** A sentence that a link follows. */
  beforeLink: (sentence: string) => `${sentence} `,
  /** One after the other, without those that are not said. */
  sentences: (parts: readonly (string | false | null | undefined)[]) =>
    parts.filter(Boolean).join(' '),
};
