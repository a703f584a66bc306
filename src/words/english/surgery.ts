type Edit =
  | { readonly kind: 'remove' | 'zero' | 'average'; readonly from: number; readonly to: number }
  | { readonly kind: 'repeat'; readonly step: number; readonly times: number }
  | { readonly kind: 'swap'; readonly step: number; readonly other: number }
  | { readonly kind: 'splice'; readonly ratio: number }
  | { readonly kind: 'interpolate'; readonly game: string; readonly amount: number }
  | { readonly kind: 'certain'; readonly at: 'places' | 'rest' };

const stretch = (from: number, to: number): string =>
  to - from === 1 ? `step ${to}` : `steps ${from + 1} to ${to}`;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** The Surgery tab: operations on one lane's latent message. Steps are shown from 1. */
export const surgery = {
  lane: 'Lane',
  noLane: 'No lane sends latents. Surgery works on the sender’s hidden states.',
  addLane: 'Add a latent lane',
  where: {
    title: 'A change goes into',
    beside: 'a new lane beside it',
    here: 'this lane itself',
    replace: (lane: string) => `the place of ${lane}`,
    besideNote: (lane: string) =>
      `A change goes into a new lane; ${lane} stays as it is, to compare with.`,
    hereNote: (lane: string) => `${lane} is changed.`,
    hereAlone: (lane: string) =>
      `${lane} is changed, and no lane is left with the same message undisturbed.`,
    replaceNote: (lane: string, replaced: string) =>
      `Four lanes are all there is room for: ${replaced} gives way, and ${lane} stays to compare with.`,
  },
  done: {
    beside: (lane: string, other: string) =>
      `Done in a new lane, ${lane}. ${other} stays beside it as it was.`,
    here: (lane: string) => `Done in the lane ${lane}.`,
    replaced: (lane: string, other: string) => `Done in the lane ${lane}, in place of ${other}.`,
    gone: (lane: string) =>
      `The lane made for this is taken away: nothing was changed in it any more. ${lane} is the message as its sender wrote it.`,
    back: (lane: string, other: string) =>
      `The lane made for this gave its place back to ${other}: nothing was changed in it any more. ${lane} is the message as its sender wrote it.`,
    show: 'Show the lane',
    play: 'Run it',
    failed: 'The run stopped here:',
    laneFailed: 'This lane failed, the others go on:',
  },
  steps: {
    title: 'Steps of the message',
    subtitle: (count: string, lane: string) =>
      `${lane}: ${count} latent steps as they are sent, each with the token it emitted`,
    subtitleLoop: (count: string, lane: string) =>
      `${lane}: ${count} latent steps as they are sent; they emitted no token, the likeliest one stands in grey`,
    waiting: 'The steps appear when the message is written.',
    unmade: 'No message was made in this lane.',
    write: 'Write it: play one step',
    rewriting: 'The message is being written again.',
    unwritten: 'The message is not written yet: play a step, or Run.',
    unsent:
      'The message could not be written: see why above. These are the steps before the change.',
    stale: (count: string, lane: string) =>
      `${lane}: the ${count} latent steps of the message before the change`,
    why: {
      remove: 'Remove: a message keeps at least one step. Choose fewer.',
      average: 'Average: choose two steps or more, with Shift.',
      swap: 'Swap: type the number of another step than the one chosen.',
    },
    label: (lane: string) => `Latent steps of ${lane}`,
    step: (step: string, token: string) => `step ${step}, ${token}`,
    help: 'Arrow keys move, with Shift they choose a stretch; a click with Shift does too.',
    chosen: (from: number, to: number, token: string) =>
      to - from === 1 ? `Step ${to}, ${token}` : `${to - from} steps, ${from + 1} to ${to}`,
    remove: 'Remove',
    zero: 'Zero',
    average: 'Average',
    repeat: 'Repeat',
    times: 'times in a row',
    swap: 'Swap with step',
    numberProblem: (from: number, to: string) => `Type a whole number from ${from} to ${to}.`,
    notes: {
      remove: 'Leaves these steps out: the message gets shorter.',
      zero: 'Sets every number of these steps to 0; their positions stay.',
      average: 'Puts the mean of these steps in the place of each of them.',
      repeat: 'Sends the first chosen step several times in a row.',
      swap: 'Exchanges the first chosen step with another.',
    },
  },
  list: {
    title: 'Operations',
    subtitle: 'done in this order, each on the result of the one before, before any disturbance',
    none: 'Nothing is changed: the message is sent as the sender wrote it.',
    undo: 'Undo',
    clear: 'Remove all',
    earlier: (operation: string) => `Do earlier: ${operation}`,
    later: (operation: string) => `Do later: ${operation}`,
    remove: (operation: string) => `Take away: ${operation}`,
    first: 'It is the first.',
    last: 'It is the last.',
    nothingBefore: 'Undo: no change was made here.',
    edit: (edit: Edit): string => {
      switch (edit.kind) {
        case 'remove':
          return `remove ${stretch(edit.from, edit.to)}`;
        case 'zero':
          return `zero ${stretch(edit.from, edit.to)}`;
        case 'average':
          return `average ${stretch(edit.from, edit.to)}`;
        case 'repeat':
          return `repeat step ${edit.step + 1}: ${edit.times} in a row`;
        case 'swap':
          return `swap steps ${edit.step + 1} and ${edit.other + 1}`;
        case 'splice':
          return `first ${percent(edit.ratio)} as latents, the rest as words`;
        case 'interpolate':
          return `${percent(edit.amount)} of the message for ${edit.game}`;
        case 'certain':
          return edit.at === 'places'
            ? 'a certain sender’s states before the named places'
            : 'a certain sender’s states everywhere but before the named places';
      }
    },
    words: 'words written by hand',
    senderGame: (game: string) => `the message for ${game}`,
  },
  whole: {
    title: 'The whole message',
    subtitle: 'mixtures with words, and with another game’s message',
    splice: 'Latents, then words',
    spliceNote:
      'The first share is sent as latents, the words of the CoT follow: the mixture that the actor saw in its curriculum.',
    ratio: 'Share of latents',
    addSplice: 'Add the splice',
    interpolate: 'Blend with another game’s message',
    interpolateNote: 'Step by step, (1 − amount) of this message and amount of the other.',
    game: 'Game',
    roll: 'Roll another game',
    amount: 'Amount of the other',
    addInterpolate: 'Add the blend',
    noWords: 'This message was made without words: choose the full length in the rail.',
    shareProblem: 'Type a number from 0 to 1.',
  },
  house: {
    title: 'This message, another house',
    subtitle: 'the sender writes for one game, the actor plays another',
    hold: 'Keep the message of this game',
    holding: (game: string) => `The sender of this lane writes for ${game}.`,
    same: 'It is the game played: choose another house.',
    play: 'House to play in',
    release: 'Write for the game played again',
    file: 'A game from a file cannot be kept: only generated games.',
  },
  words: {
    title: 'Words by hand',
    subtitle: 'edit the chain of thought and send it',
    label: 'Chain of thought',
    asLatents: 'Send its latents in this lane',
    asText: 'Send it as text',
    reset: 'Reset to the sender’s words',
    note: 'As latents, the sender reads the words and its hidden states are sent. A state stands for what the sender expects next: another name in the words leaves the state before it as it was.',
    waiting: 'The words appear when the sender has written them.',
    loop: 'A message made without words cannot be written by hand: choose the full length in the rail.',
    noRoom: 'Send it as text: there is no room for a text lane. Take a lane away first.',
    active: 'This lane sends what you wrote.',
    unsent: 'What you typed is not sent.',
    count: (tokens: number, most: number) =>
      `${tokens} of at most ${most} token${most === 1 ? '' : 's'}`,
    tooLong: (tokens: number, most: number, over: number) =>
      `These words are ${tokens} tokens, a message has at most ${most}. Take ${over} or more away, then send them.`,
    failed:
      'These words were not sent. Change them and send them again, or take them back: the lanes then play on as they were.',
    takeBack: 'Take the words back',
    empty: 'Write some words to send.',
    sameLatents: 'Send its latents: this lane sends these very words.',
    sameText: 'Send it as text: a lane sends these very words.',
    unchanged: 'Reset: these are the sender’s words.',
    textBeside: 'As text they go into a new lane.',
    textHere: (lane: string) => `As text they go into ${lane}.`,
    textReplace: (lane: string) => `As text they go into the place of ${lane}.`,
  },
  swap: {
    title: 'The commitment swap',
    subtitle: 'where the second guess is carried',
    note: 'The unsure sender’s words commit to one place, while the hidden state before that name still holds its other guesses. Put a certain sender’s states there and the actor should lose its second guess; put them everywhere else and it should keep it.',
    places: 'Make the sender certain at the named places',
    rest: 'Make it certain everywhere else',
    off: 'Take the swap away',
    none: 'Take away: no swap is made in this lane.',
    view: 'The sender is certain in this view: choose “uncertain” in the rail.',
    toView: 'Use the uncertain view',
    full: 'Works on the full message: choose the full length in the rail.',
  },
  importance: {
    title: 'Importance of every step',
    subtitle: (step: number) =>
      `divergence of the distribution over the commands of step ${step} when one latent step is left out, nats`,
    unmeasured: 'leave-one-out: how the next command’s distribution moves without one latent step',
    label: (count: string) => `Importance of ${count} latent steps`,
    columns: ['Step', 'Token', 'Divergence, nats'],
    sentence: (step: number, at: string, token: string, nats: string, share: string) =>
      `For the command of step ${step}, latent step ${at} (${token}) matters most: without it the distribution moves by ${nats} nats; the ten largest make ${share}% of the sum.`,
    none: (step: number) =>
      `For the command of step ${step} no single latent step matters: leaving one out moves nothing.`,
  },
};
