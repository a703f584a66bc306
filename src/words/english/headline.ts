/** Under the task: what the lanes have in common and what not. */
export const headline = {
  alone: 'You play this game yourself.',
  agents: 'What reaches the actor is the only difference between the lanes.',
  withPeople: 'What reaches the actor is the only difference between the lanes that agents play.',
};
