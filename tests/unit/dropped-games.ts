/** Drops as a browser hands them out, and a library that plays into a list. */
import { readFileSync } from 'node:fs';
import type { GameFile } from '../../src/lab/settings';
import { createGameLibrary, type GameLibrary } from '../../src/state/game-library';
import type { DroppedEntry } from '../../src/state/game-library-files';
import type { GameMemory, KeptGame } from '../../src/state/game-library-memory';
import { ENGLISH } from '../../src/words/english/english';

export const HEAT = 'pick_heat_then_place_in_recep-Potato-None-SinkBasin-28';

export const fixture = (task: string): string =>
  readFileSync(`tests/fixtures/real-engine/${task}/game.tw-pddl`, 'utf8');

export const GAME = fixture('pick_heat_then_place_in_recep');

/** A folder tree: texts are files, null one that may not be read. */
export interface Tree {
  readonly [name: string]: string | null | Tree;
}

/** How many files were read, and what was played. */
export const seen: { reads: number; played: GameFile[] } = { reads: 0, played: [] };

export function entryOf(name: string, node: Tree[string]): DroppedEntry {
  const isDirectory = node !== null && typeof node === 'object';
  return Object.assign(
    { name, isFile: !isDirectory, isDirectory },
    isDirectory
      ? {
          createReader: () => {
            // Handed out two at a time, as browsers do by the hundred.
            const entries = Object.entries(node).map(([inside, content]) =>
              entryOf(inside, content),
            );
            return {
              readEntries: (found: (part: DroppedEntry[]) => void) => found(entries.splice(0, 2)),
            };
          },
        }
      : {
          file: (found: (file: File) => void, failed: (error: unknown) => void) => {
            if (node === null) return failed(new DOMException('', 'NotFoundError'));
            const file = new File([node], name, { lastModified: 1 });
            const arrayBuffer = file.arrayBuffer.bind(file);
            return found(
              Object.assign(file, {
                arrayBuffer: () => {
                  seen.reads += 1;
                  return arrayBuffer();
                },
              }),
            );
          },
        },
  );
}

export const drop = (tree: Tree): DroppedEntry[] =>
  Object.entries(tree).map(([name, node]) => entryOf(name, node));

export function fakeMemory(kept: KeptGame[] = []): GameMemory & { readonly kept: KeptGame[] } {
  return {
    kept,
    recall: async () => [...kept],
    keep: async (game) => {
      kept.push(game);
    },
    forget: async () => {
      kept.length = 0;
    },
  };
}

/** What the library says of the last import or opening, in English. */
export const told = (library: GameLibrary): string[] =>
  library.getState().notices.map((said) => said(ENGLISH));

let clock = 0;

export function newLibrary(memory: GameMemory = fakeMemory()): GameLibrary {
  const play = (file: GameFile) => seen.played.push(file);
  return createGameLibrary({ memory, play, now: () => ++clock });
}
