/** The inspector's tabs: one a question. */
export const inspector = {
  label: 'Inspector',
  tabs: {
    message: 'Message',
    mind: 'Actor’s mind',
    breadth: 'Information breadth',
    latency: 'Latency',
    surgery: 'Surgery',
    training: 'Training',
    models: 'Models',
  },
};
