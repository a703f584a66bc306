/** Where a person types. */
export const commandBox = {
  touch: 'Type, or open the list of commands.',
  tap: 'Tap a command to fill the box.',
  choose: '↑ ↓ choose · Tab completes · Esc closes',
  take: 'Enter or Tab takes it · Esc closes',
  unmatched: 'No command matches. Enter sends it as it is.',
  recalled: '↑ ↓ earlier commands · Enter sends',
  typed: 'Enter sends · ↓ shows commands',
  history: '↑ earlier commands · type for more',
  empty: 'Type a command; Tab completes it.',
  list: (lane: string) => `Commands, ${lane}`,
  command: (lane: string) => `Command, ${lane}`,
  show: (lane: string) => `Show commands, ${lane}`,
  showNote: 'Commands that do something here',
  send: 'Send',
  ended: 'This lane has ended. Restart begins again.',
};
