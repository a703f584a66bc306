/** The frame of the page. */
export const page = {
  lanes: 'Lanes',
  skip: 'Skip to the lanes',
  settings: 'Settings',
  done: 'Done',
  clockAndRun: 'Clock and run',
  printedFrom: 'Printed from',
  colours: { light: 'Use light colours', dark: 'Use dark colours' },
};
