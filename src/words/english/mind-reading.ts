const points = (count: number): string => `${count} point${count === 1 ? '' : 's'}`;

/** The mind-reading game. */
export const mindReading = {
  title: 'Read eight vectors',
  rules: [
    'The sender writes eight vectors about a house you do not see. You get what the actor gets, read through the [logit lens](lens): the most probable words of each vector. Say where the object is, in up to three places, before the actor goes there.',
    'You have less than the actor, which reads the vectors themselves and the names of the places it passes. Fresh games of scenes that were held out of training; tasks with two objects are left out.',
  ],
  start: 'Start a round',
  leave: 'Leave the game',
  next: 'Next round',
  score: (rounds: number, player: number, actor: number) =>
    rounds === 0
      ? 'No round yet'
      : `After ${rounds} round${rounds === 1 ? '' : 's'}: you ${player}, the actor ${actor}`,
  off: 'This game is played live, and no models are loaded.',
  loading: (loaded: string, total: string) =>
    `The models are being loaded: ${loaded} of ${total} MB.`,
  writing: 'The sender is writing eight vectors.',
  noLens: 'This message came without its logit lens: there is nothing to read. Try another round.',
  lens: 'What the eight vectors say',
  step: (step: number) => `Vector ${step}`,
  entropy: (nats: string) => `${nats} nats`,
  guess: 'Where is it?',
  guessNote: (most: number) =>
    `Up to ${most} places, the likeliest first. Press one again to take it back.`,
  named: 'Places that the vectors name',
  noneNamed: 'The vectors name no place of this house among their ten most probable words.',
  others: (count: number) => `All other places (${count})`,
  chosen: (count: number, most: number) => `${count} of ${most} chosen`,
  play: 'Let the actor play',
  playing: (step: number) => `The actor is playing: step ${step}.`,
  result: 'Result',
  ahead: 'You found it in fewer places.',
  behind: 'The actor found it in fewer places.',
  tie: 'A tie.',
  unknown:
    'This task names no object that can be looked up in the house: the round is not counted.',
  truth: (object: string, places: readonly string[]) =>
    `The ${object} was in ${places.join(', ')}.`,
  you: 'You',
  actor: 'The actor',
  order: (places: readonly string[]) => (places.length === 0 ? 'no place' : places.join(', ')),
  hit: (rank: number) => `: place ${rank}. `,
  missed: ': not among them. ',
  neverFound: ': it never saw one. ',
  points,
  won: 'The actor finished the task.',
  lost: 'The actor did not finish the task within its steps.',
  counting:
    '3, 2 or 1 points for the first, second or third place that holds it; 0 later or never, the same for both. A place counts for the actor once it has seen what is in it.',
};
