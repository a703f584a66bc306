/** The guided tour. */
export const tour = {
  start: 'Tour',
  note: 'Eight stops through the page',
  count: (number: number, all: number) => `Stop ${number} of ${all}`,
  next: 'Next',
  previous: 'Back',
  finish: 'Finish',
  close: 'Close the tour',
  stops: {
    task: {
      title: 'One task, the same in every lane',
      text: 'An actor has to finish this household task in a text game with at most 20 commands. It does not know where things are.',
    },
    view: {
      title: 'What the sender is told',
      text: 'A second model, the sender, has reports about the house. In the view “uncertain” three reports name three places for each object, and one is true.',
    },
    lanes: {
      title: 'The same game, side by side',
      text: 'Every lane plays this game on one clock. What reaches the actor is the only difference: the sender’s hidden states, its words, or nothing. Run plays all of them.',
    },
    parting: {
      title: 'Where they part',
      text: 'Each row is a lane, each dot a command; dashed lines mark the steps at which the lanes begin to differ. Drag the knob: every panel follows.',
    },
    message: {
      title: 'What was sent',
      text: 'What the sender wrote, and how long each message is for the actor. Eight vectors are short, but not small: see the bytes.',
    },
    disturbance: {
      title: 'Change the message',
      text: 'Send fewer vectors, or change the channel of a lane. The run starts again with it, and you see whether the actor notices.',
    },
    actor: {
      title: 'The actor’s next token',
      text: 'At each step: what the actor might have written and how probable it was. The step shown is that of the scrubber.',
    },
    measured: {
      title: 'One game proves nothing',
      text: 'Here are the same comparisons over up to a thousand games, with 95% intervals, and how every figure was measured.',
    },
  },
};
