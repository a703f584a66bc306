/** Files of measurements and recordings that could not be read: what is wrong with which one. */
export const measured = {
  server: (file: string, status: string) => `${file}: the server answered ${status}.`,
  unexpected: (file: string, place: string, issue: string) =>
    `${file} is not as expected at ${place}: ${issue}`,
  top: 'its top',
  noJson: (file: string) => `${file} is not JSON.`,
  lost: (file: string) => `${file} could not be fetched. Check the connection.`,
  recording: (reason: string) =>
    `The recorded run could not be fetched: ${reason}. Check the connection, or play the game live.`,
  answered: (status: string) => `the server answered ${status}`,
  /** The detail is English in every language. */
  badRecording: (detail: string) => detail,
};
