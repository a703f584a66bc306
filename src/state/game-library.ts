/**
 * The games that a person brought: listed by their paths, read and checked when one is opened, kept
 * over a reload. No failure here touches the running game.
 */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { formatFileGameName, parseFileGameName } from '../lab/file-game-name';
import type { GameFile } from '../lab/settings';
import {
  type DroppedEntry,
  type FoundFiles,
  filesOfInput,
  type WalkOptions,
  type WalkProgress,
  walkEntries,
} from './game-library-files';
import {
  importFiles,
  importSentences,
  type LibraryEntry,
  libraryEntry,
  mergeEntries,
  sentenceOf,
} from './game-library-import';
import type { GameMemory, KeptGame } from './game-library-memory';
import { mergeTwins, standIn, type Verdict, type Verdicts } from './game-library-verdict';
import type { Said } from './said';

export interface GameLibraryData {
  /** The dialog. */
  readonly shown: boolean;
  readonly entries: readonly LibraryEntry[];
  /** How far the walk through folders is; null where there is none. */
  readonly listing: WalkProgress | null;
  /** What came of the last import or opening. */
  readonly notices: readonly Said[];
  readonly verdicts: Verdicts;
  /** The key of the entry that is being read. */
  readonly opening: string | null;
  /** A file of several agents waits for one of them to be chosen. */
  readonly agentChoice: { readonly key: string; readonly agents: readonly string[] } | null;
  /** The files of games that were opened, by the game's name. */
  readonly held: ReadonlyMap<string, KeptGame>;
  /** What this browser keeps has been looked at. */
  readonly recalled: boolean;
}

export interface GameLibraryActions {
  show(): void;
  hide(): void;
  drop(entries: readonly DroppedEntry[]): Promise<void>;
  choose(files: Iterable<File>): Promise<void>;
  /** Ends the walk; what was found stays. */
  stopListing(): void;
  open(key: string): Promise<void>;
  chooseAgent(agent: string | null): Promise<void>;
  /** Empties the list, here and in the browser's storage. The running game goes on. */
  forget(): Promise<void>;
  /** Looks up what this browser kept. */
  recall(): Promise<void>;
  /** Opens a game that is held; false where it is not. */
  openHeld(name: string): boolean;
}

export interface GameLibraryState extends GameLibraryData {
  readonly act: GameLibraryActions;
}

export type GameLibrary = StoreApi<GameLibraryState>;

export interface GameLibraryOptions {
  readonly memory: GameMemory;
  /** Plays a game that was read and found playable. */
  readonly play: (file: GameFile) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A listing that takes longer, in ms, shows itself. */
const PATIENCE = 300;

const STARTS_WON: Said = ({ library }) => library.notices.startsWon;
const NOT_KEPT: Said = ({ library }) => library.notices.notKept;
const STILL_KEPT: Said = ({ library }) => library.notices.stillKept;
const FORGOTTEN: Said = ({ library }) => library.notices.forgotten;

const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
  new Map(map).set(key, value);

function verdictOf(game: KeptGame): [key: string, verdict: Verdict] {
  const { name, key, task, taskType, room, startsWon } = game;
  return [
    key,
    { kind: 'opened', hash: parseFileGameName(name).hash, task, taskType, room, startsWon },
  ];
}

export function createGameLibrary({ memory, play, now }: GameLibraryOptions): GameLibrary {
  let walk = new AbortController();
  // The text of the file that waits for an agent to be chosen.
  let waiting: { readonly entry: LibraryEntry; readonly text: string } | null = null;

  return createStore<GameLibraryState>()((set, get) => {
    const refuse = ({ key, title }: LibraryEntry, said: Said): void => {
      const verdicts = withEntry(get().verdicts, key, { kind: 'refused', said });
      const opening = get().opening === key ? null : get().opening;
      const notice: Said = (words) => {
        const sentence = said(words);
        return sentence.includes(title) ? sentence : words.library.notices.of(title, sentence);
      };
      set({ opening, shown: true, notices: [notice], verdicts });
    };

    const keep = async (game: KeptGame): Promise<void> => {
      try {
        await memory.keep(game);
      } catch {
        set({ notices: [...get().notices, NOT_KEPT] });
      }
    };

    const openText = async (
      entry: LibraryEntry,
      text: string,
      agent: string | null,
    ): Promise<void> => {
      const { openGameText } = await import('./game-library-open');
      const opening = openGameText(text, agent);
      const { refusal } = entry;
      if (refusal !== null) {
        refuse(entry, ({ library }) => library.faults[refusal]);
        return;
      }
      if (opening.kind === 'agents') {
        const { key } = entry;
        waiting = { entry, text };
        set({ opening: null, shown: true, agentChoice: { key, agents: opening.agents } });
        return;
      }
      const { hash, ...facts } = opening.facts;
      const opened: Verdict = { kind: 'opened', hash, ...facts };
      const verdicts = withEntry(get().verdicts, entry.key, opened);
      const entries = mergeTwins(get().entries, verdicts, entry.key);
      const { key, path, title } = standIn(entry, entries, verdicts);
      const file = { name: formatFileGameName({ title, hash, agent }), text, agent };
      const game: KeptGame = { ...file, ...facts, key, path, openedAt: now() };
      set({
        opening: null,
        shown: false,
        notices: facts.startsWon ? [STARTS_WON] : [],
        entries,
        verdicts,
        held: withEntry(get().held, file.name, game),
      });
      play(file);
      await keep(game);
    };

    const attempt = async (entry: LibraryEntry, work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (thrown) {
        refuse(entry, sentenceOf(thrown));
      }
    };

    const addFiles = async (list: (walk: WalkOptions) => Promise<FoundFiles>): Promise<void> => {
      walk.abort();
      walk = new AbortController();
      const { signal } = walk;
      set({ listing: { folders: 0, files: 0 }, notices: [], agentChoice: null });
      const onProgress = (listing: WalkProgress): void => {
        if (!signal.aborted) set({ listing });
      };
      const showing = setTimeout(() => set({ shown: true }), PATIENCE);
      const { files, failures } = await list({ signal, onProgress });
      const found = await importFiles(files);
      clearTimeout(showing);
      const merged = mergeEntries(get().entries, found.entries);
      // Another import has taken over: it has the say, and what this one found stays.
      if (signal !== walk.signal) {
        set({ entries: merged.entries });
        return;
      }
      const everything = { ...found, failures: [...failures, ...found.failures] };
      const notices = importSentences(everything, merged, signal.aborted);
      // A file that was dropped again may have been mended.
      const verdicts = new Map(get().verdicts);
      for (const { key } of found.entries) {
        if (verdicts.get(key)?.kind === 'refused') verdicts.delete(key);
      }
      set({ entries: merged.entries, listing: null, notices, verdicts });
      const [only, ...rest] = found.entries;
      if (only !== undefined && rest.length === 0) await get().act.open(only.key);
      else set({ shown: true });
      if (notices.length > 0 && !get().shown) set({ notices: [...notices, ...get().notices] });
    };

    return {
      shown: false,
      entries: [],
      listing: null,
      notices: [],
      verdicts: new Map(),
      opening: null,
      agentChoice: null,
      held: new Map(),
      recalled: false,
      act: {
        show: () => set({ shown: true }),
        hide: () => set({ shown: false, agentChoice: null }),
        drop: (entries) => addFiles((options) => walkEntries(entries, options)),
        choose: (files) => addFiles(async () => ({ files: filesOfInput(files), failures: [] })),
        stopListing: () => walk.abort(),
        open: async (key) => {
          const entry = get().entries.find((one) => one.key === key);
          if (entry === undefined) return;
          set({ opening: key, notices: [], agentChoice: null });
          await attempt(entry, async () => {
            const text = await entry.read();
            // Meanwhile another one may have been asked for.
            if (get().opening === key) await openText(entry, text, null);
          });
        },
        chooseAgent: async (agent) => {
          const chosen = waiting;
          waiting = null;
          set({ agentChoice: null });
          if (chosen === null || agent === null) return;
          const { entry, text } = chosen;
          await attempt(entry, () => openText(entry, text, agent));
        },
        forget: async () => {
          walk.abort();
          set({ entries: [], notices: [FORGOTTEN], verdicts: new Map(), agentChoice: null });
          try {
            await memory.forget();
          } catch {
            if (get().held.size > 0) set({ notices: [STILL_KEPT] });
          }
        },
        recall: async () => {
          const kept = await memory.recall().catch(() => []);
          const entries = kept.map(({ path, key, text }) => ({
            ...libraryEntry(path, '', async () => text),
            key,
          }));
          // What was opened while the storage was being read is newer.
          const verdicts = new Map([...kept.map(verdictOf), ...get().verdicts]);
          const merged = mergeEntries(entries, get().entries).entries;
          set({
            recalled: true,
            entries: mergeTwins(merged, verdicts),
            held: new Map([...kept.map((game) => [game.name, game] as const), ...get().held]),
            verdicts,
          });
        },
        openHeld: (name) => {
          const game = get().held.get(name);
          if (game === undefined) return false;
          const { text, agent } = game;
          play({ name, text, agent });
          return true;
        },
      },
    };
  });
}
