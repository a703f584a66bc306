/** Errors that are shown. */
export const errors = {
  /** `detail`: the error’s own sentence, which is English in every language and says what to do. */
  told: (_code: string, detail: string): string => detail,
};
