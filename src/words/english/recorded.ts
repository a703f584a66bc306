/** Runs that were recorded. */

/** A share of games with its interval, in percent. */
export interface WordedRate {
  readonly lane: string;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

const percent = (value: number): string => value.toFixed(0);

export const recorded = {
  badge: 'recorded',
  badgeNote:
    'This run was made earlier with the models of this page. Run and Step play its game again, live.',
  label: 'About this recorded run',
  ready: 'Recorded run. The models are ready: Run plays it live.',
  otherModels:
    'Recorded with other models than those loaded here: a live run may differ. Run plays it live.',
  when: (date: string): string => `Recorded on ${date}.`,
  chosen: (searched: number): string =>
    searched === 1
      ? 'Chosen by a rule as a clear example: the first unseen game fits.'
      : `Chosen by a rule as a clear example: the first fit among ${searched} unseen games.`,
  rates: (games: number, ofTask: boolean, rates: readonly WordedRate[]): string =>
    `Over ${games.toLocaleString('en')} unseen games ${
      ofTask ? 'with such a task, none chosen' : 'of all tasks, none chosen'
    }: ${rates
      .map(
        ({ lane, rate, low, high }) =>
          `${lane} wins ${percent(rate)}% [${percent(low)}, ${percent(high)}]`,
      )
      .join(', ')}.`,
  titled: (title: string) => `${title}.`,
  choose: 'Recorded runs',
  none: 'Choose a run…',
  /** Of a run from a link or a file. */
  opened: 'Opened run',
  fetching: 'Fetching the run.',
  stories: {
    'second-guess': {
      title: 'The second guess',
      rule: 'The likeliest place is empty. The words name it alone; the hidden states also lead to the second.',
    },
    'eight-vectors': {
      title: 'Eight vectors',
      rule: 'Eight trained vectors do, command for command, what all hidden states do.',
    },
    'two-objects': {
      title: 'Two objects',
      rule: 'Two objects to find, one of them not in the likeliest place: only the latent lane finishes.',
    },
    'latent-loses': {
      title: 'Where latents lose',
      rule: 'It happens the other way round: the words win and the hidden states do not.',
    },
  },
};
