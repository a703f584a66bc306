import { plural } from './plural';

/** Links, shared runs, saved figures. */

const WHY = {
  unknown: 'not a key of this page',
  bad: 'not a value this page knows',
  repeated: 'said twice',
  'too-many': 'too many',
  'too-long': 'too long',
  newer: 'from a newer version of this page',
} as const;

const FAULTS = {
  'too-long': 'it is longer than this page reads',
  newer: 'it was made by a newer version of this page',
  damaged: 'it is damaged, perhaps cut short',
  beyond: 'it says what no run of this page can',
} as const;

export const share = {
  button: 'Share',
  title: 'Share',
  close: 'Close',
  what: 'What the link carries',
  settingsOnly: 'Settings only',
  withRun: 'With this run',
  settingsNote: 'Game, sender’s view, messages and limits. Whoever opens it runs it themselves.',
  runNote:
    'The receiver sees this very run at once. Hidden states are not carried; they appear when the run is made there.',
  noRun: 'There is no run to carry yet: press Run or Step first.',
  fileNote:
    'This game is from a file, which a link does not carry: the receiver drops the same file.',
  beyond: 'These settings are beyond what a link carries. Download the run instead.',
  link: 'Link',
  length: (characters: string) => `${characters} characters`,
  tooLong: (characters: string, most: string) =>
    `${characters} characters: more than the ${most} that every messenger lets through. Download the run and send the file: it is dropped on the page.`,
  copyLink: 'Copy link',
  copied: 'Copied.',
  refused: 'The browser refused the clipboard. The text is selected: press Ctrl+C or ⌘C.',
  send: 'Send…',
  download: 'Download run',
  downloaded: 'Saved as a file, hidden states included. It opens when it is dropped on this page.',
  openRun: 'Open a saved run…',
  embedTitle: 'Embed',
  embedNote: 'Lanes, clock and run controls as a part of another page.',
  snippet: 'HTML of the frame',
  copySnippet: 'Copy HTML',
  frameTitle: 'Interlat Lab: agents that talk in hidden states',
  openInLab: 'Open in Interlat Lab',

  notice: {
    title: 'Of this link something was left out',
    item: (what: string, reason: keyof typeof WHY, used: string) =>
      `${what}: ${WHY[reason]}${used === '' ? '' : `; used instead: ${used}`}`,
    wholeLink: (characters: string) => `the whole link, ${characters} characters`,
    noLanes: (used: string) => `no lane of the link could be read; used instead: ${used}`,
    others: (count: number) => `and ${count} more`,
    fault: (fault: keyof typeof FAULTS) =>
      `The run in this link is not shown: ${FAULTS[fault]}. The link’s settings are set.`,
    large: 'This file is larger than any run of this page.',
    /** The detail is English in every language. */
    notShown: (detail: string) => detail,
    dismiss: 'Dismiss',
  },

  shared: {
    title: 'Shared run',
    source: (date: string, backend: string) =>
      `made ${date}${backend === '' ? '' : ` on ${backend}`}`,
    models: 'models',
    hidden: 'Hidden states are not carried by a link: they appear when the run is made here.',
    waiting: 'A run came with this link. It is shown when its game’s file is dropped here.',
    disagrees:
      'The game of this page answers otherwise than it did for the sender: what is shown are its answers here.',
    otherModels: (roles: string) =>
      `Other models are loaded here (${roles}): the run may depart for that reason.`,
    runHere: 'Run it here',
    runAgain: 'Run it here again',
    notReady: 'when the models are loaded',
    showAgain: 'Show the shared run',
    forget: 'Forget the shared run',
    compare: 'The shared run and the run made here',
    lane: 'Lane',
    outcome: 'Compared',
    human: 'a person plays: not compared',
    soFar: (steps: number) =>
      steps === 0 ? 'not played yet' : `the same in ${plural(steps, 'step')} so far`,
    same: (steps: number) =>
      steps === 1 ? 'the same in its one step' : `the same in all ${steps} steps`,
    departs: (step: number) => `departs at step ${step}`,
    showStep: (step: number) => `Show step ${step}`,
    there: 'shared',
    here: 'here',
    nothing: 'no step',
    token: 'Next token',
    probabilities: (lane: string, step: number) =>
      `${lane}, step ${step}: probability of the tokens chosen`,
    unlisted: 'not among the listed',
    nearTie: 'The top two were a near tie: backends may differ here.',
    summary: (departed: number, compared: number) =>
      departed === 0
        ? 'No lane departs from the shared run.'
        : `${departed} of ${compared} lanes ${departed === 1 ? 'departs' : 'depart'} from the shared run.`,
  },

  save: {
    button: 'Save as…',
    menu: (figure: string) => `Save “${figure}” as`,
    svg: 'SVG',
    png: 'PNG',
    csv: 'CSV',
    failed: 'The browser did not make the picture.',
  },
};
