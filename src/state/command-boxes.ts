/** What the command boxes keep beyond a run: a restart of the same game takes nothing from a person. */
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What a person wrote in one lane of a game. */
export interface Typing {
  /** In the box, not sent yet. */
  readonly text: string;
  /** Commands sent so far, oldest first, those of earlier runs of this game too. */
  readonly sent: readonly string[];
}

export interface CommandBoxesData {
  /** Where the latest of it was written. */
  readonly game: string;
  /** By the lane's name. */
  readonly lanes: ReadonlyMap<string, Typing>;
  /** A box takes the focus as soon as it takes a command. */
  readonly focusAsked: boolean;
}

export interface CommandBoxesState extends CommandBoxesData {
  /** Keeps a change of what was written; what was written in another game goes. */
  keep(game: string, lane: string, change: Partial<Typing>): void;
  askFocus(): void;
  /** True once for each time it was asked for. */
  takeFocus(): boolean;
}

export type CommandBoxes = StoreApi<CommandBoxesState>;

const NOTHING: Typing = { text: '', sent: [] };

export function typingOf(data: CommandBoxesData, game: string, lane: string): Typing {
  return (data.game === game ? data.lanes.get(lane) : undefined) ?? NOTHING;
}

export function createCommandBoxes(): CommandBoxes {
  return createStore<CommandBoxesState>()((set, get) => ({
    game: '',
    lanes: new Map(),
    focusAsked: false,
    keep: (game, lane, change) => {
      const data = get();
      const lanes = new Map(data.game === game ? data.lanes : []);
      set({ game, lanes: lanes.set(lane, { ...typingOf(data, game, lane), ...change }) });
    },
    askFocus: () => set({ focusAsked: true }),
    takeFocus: () => {
      const asked = get().focusAsked;
      if (asked) set({ focusAsked: false });
      return asked;
    },
  }));
}
