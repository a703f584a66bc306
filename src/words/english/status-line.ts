/** Loading, and what to do where something failed. */
export const statusLine = {
  loading: 'Loading the models',
  starting: 'Starting the models',
  amount: (loaded: string, total: string) => `${loaded} of ${total} MB`,
  tryAgain: 'Try again',
  useWasm: 'Use WASM',
  defaultGame: 'Use the default game',
  openFiles: 'Open files…',
  playYourself: 'Play it yourself',
  restartGame: 'Restart the game',
  loadAgain: 'Load the models again',
  noModelsNeeded: 'You need no models to play.',
};
