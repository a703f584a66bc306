/** The inspector's tabs: one a question. */
export const inspector = {
  label: 'Inspector',
  loading: 'This part of the page is loading.',
  tabs: {
    message: 'Message',
    mind: 'Actor’s mind',
    breadth: 'Information breadth',
    latency: 'Latency',
    surgery: 'Surgery',
    batch: 'Batch',
    training: 'Training',
    models: 'Models',
    device: 'Device',
  },
};
