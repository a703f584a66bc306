/** What the form of the Batch tab does about the source of its games. */
import type { SplitsAsked } from '../lab/batch-settings';
import { type BatchActions, type BatchState, firstForm } from './batch-data';
import { type ReadGames, readBatchFiles, readBatchGames, withGames } from './batch-games';

type GameActions = Pick<
  BatchActions,
  'chooseSource' | 'chooseGames' | 'giveEntries' | 'giveFiles' | 'measureBreadth'
>;

export function batchGameActions(
  set: (change: Partial<BatchState>) => void,
  get: () => BatchState,
): GameActions {
  /** What the form had before imported games were chosen. */
  let splits: SplitsAsked | null = null;

  const chooseGames = (names: readonly string[]): void =>
    set({ form: { ...get().form, games: { kind: 'files', names } } });

  /** Games that come are chosen: that is what they were given for. */
  const take = async (read: (onProgress: (done: number) => void) => Promise<ReadGames>) => {
    if (get().reading !== null) return;
    set({ reading: 0, refused: [], notices: [] });
    try {
      const { games: more, refused, notices } = await read((done) => set({ reading: done }));
      const { form, batch, games: before } = get();
      const asked = [form.games, batch?.settings.games].flatMap((one) =>
        one?.kind === 'files' ? one.names : [],
      );
      const games = withGames(before, more, asked);
      const given = withGames([], more, [...asked, ...games.map(({ name }) => name)]);
      set({ games, refused, notices });
      if (form.games.kind === 'files') {
        chooseGames([...new Set([...form.games.names, ...given.map(({ name }) => name)])]);
      }
    } finally {
      set({ reading: null });
    }
  };

  return {
    chooseSource: (kind) => {
      const { form, games } = get();
      if (form.games.kind === kind) return;
      if (form.games.kind === 'splits') splits = form.games;
      if (kind === 'files') chooseGames(games.map(({ name }) => name));
      else set({ form: { ...form, games: splits ?? firstForm().games } });
    },
    chooseGames,
    giveEntries: (entries) => take((onProgress) => readBatchGames(entries, onProgress)),
    giveFiles: (found) => take(async (onProgress) => readBatchFiles(await found, onProgress)),
    measureBreadth: (on) => {
      const { breadth: _, ...form } = get().form;
      set({ form: on ? { ...form, breadth: true } : form });
    },
  };
}
