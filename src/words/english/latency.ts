import { plural } from './plural';

/** How long, beside another: `38 times as long`; a ratio that is written 1 is none. */
const asLong = (ratio: string): string => (ratio === '1' ? 'as long' : `${ratio} times as long`);

/** The Latency tab. Figures come in as they are to be written. */
export const latency = {
  parts: {
    senderPrefill: 'sender reads its prompt',
    generation: 'sender generates',
    adapter: 'adapter',
    actorPrefill: 'actor reads',
  },
  time: {
    title: 'Where communication time goes',
    subtitle: (backend: string) =>
      backend === ''
        ? 'ms of wall time, from the sender’s prompt to the actor’s first logits'
        : `ms of wall time on ${backend}, from the sender’s prompt to the actor’s first logits`,
    sentence: (lane: string, total: string, part: string, share: string) =>
      `${lane}: ${total} ms, of which ${share}% is “${part}”.`,
    label: (lane: string, total: string) => `${lane} ${total} ms`,
    waiting: 'Measured when the messages are written: Run or Step.',
    person: (names: string) => `${names}: a person plays, nothing is communicated.`,
    shared: (names: string) =>
      `${names}: one chain of thought serves them all. The sender read its prompt and generated once; those two times are the same in each, and are counted in each.`,
    once: 'One run on this machine: times vary from run to run, and a first run on WebAssembly is slower.',
    columns: { lane: 'Lane', total: 'Total' },
  },
  ratio: {
    title: 'Beside the full-length latent message',
    subtitle: (lane: string) =>
      lane === ''
        ? 'time of the full-length latent message of the same run, divided by the lane’s own'
        : `time of ${lane}, the full-length message of the same run, divided by the lane’s own`,
    generation: 'Generation alone',
    endToEnd: 'End to end',
    sentence: (lane: string, generation: string, endToEnd: string) =>
      `The full-length message takes ${asLong(generation)} to generate as ${lane}, and ${asLong(endToEnd)} end to end.`,
    noFull:
      'No lane sends the full-length latent message, so there is nothing to compare with: set a latent lane to “full”.',
    noOther: 'Only the full-length message was sent: add a lane with another to compare them.',
    waiting: 'Compared when the messages are written.',
    paper: (k: string) => `Paper’s K = ${k}`,
    paperKinds: { untrained: 'untrained', trained: 'trained' },
    paperNote: (figures: {
      model: string;
      full: string;
      untrained: string;
      untrainedRatio: string;
      trained: string;
      trainedRatio: string;
    }) =>
      `Outlined: the paper’s, ${figures.model}: ${figures.full} s in full, ${figures.untrained} s for K = 8 untrained (${figures.untrainedRatio} times), ${figures.trained} s for K = 8 trained (${figures.trainedRatio} times). Other models on other machines, with longer plans.`,
    label: (lane: string, ratio: string) => `${lane} ${plural(ratio, 'time')}`,
    columns: { lane: 'Lane', generation: 'Generation alone', endToEnd: 'End to end' },
  },
};
