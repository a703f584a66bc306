/** A part of the page that did not come, or could not be drawn. */
export const part = {
  /** `detail`: of the browser, English in every language. */
  failed: (detail: string) =>
    `This part of the page could not be loaded or drawn. Check the connection, then try again; a newer version of the page may need the page to be loaded again. (${detail})`,
  again: 'Try again',
  reload: 'Load the page again',
};
