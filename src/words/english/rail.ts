/** The settings of a run. */
export const rail = {
  game: 'Game',
  view: 'Sender’s view',
  message: 'Message to each lane',
  actor: 'Actor',
  budget: 'Step budget',
  steps: (count: number) => `${count} steps`,
  views: { scout: 'scout', uncertain: 'uncertain', planner: 'planner', hedging: 'hedging' },
  viewNotes: {
    scout: 'Scout: the task, and where every object is.',
    uncertain: 'Uncertain: three reports per object, one true.',
    planner: 'Planner: the task alone, as in the paper.',
    hedging: 'Hedging: three reports per object, all to be named.',
  },
  actorSees: 'The actor sees the task and the names of places.',
};
