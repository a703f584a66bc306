import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHINESE } from '../../src/words/chinese/chinese';
import { ENGLISH } from '../../src/words/english/english';
import { thrownCodes, unspokenTexts } from './unspoken-texts';

/** What every language writes alike: proper names, and symbols that are letters. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  'src/app/app.tsx': ['Interlat Lab'],
  'src/panels/print-head.tsx': ['Interlat Lab'],
  'src/panels/save-menu.tsx': ['Interlat Lab'],
  'src/panels/game-library.tsx': ['game.tw-pddl'],
  'src/panels/game-library-drop.tsx': ['game.tw-pddl', '.interlat.json'],
  // The median, in every language.
  'src/plots/breadth-bands-plot.tsx': ['P50'],
  // The paper's figures of a model are named as in the log.
  'src/panels/training-tab.tsx': ['base', 'sender', 'actor_text', 'actor', 'sender_compressed'],
};

/** Strings of several words that no one reads: selectors, media queries, markup, a key, classes. */
const MACHINE: Readonly<Record<string, RegExp>> = {
  'src/app/theme.ts': /^\(prefers-color-scheme/,
  // A command line.
  'src/panels/batch-save.tsx': /^(npm run -s evaluate|--files FOLDER|--processes 2)/,
  'src/panels/command-box.tsx': /^input, select, textarea$/,
  'src/panels/figure-picture.ts': /^(svg, canvas|button, label|<\?xml)/,
  'src/panels/focus.ts': /^\(hover: none\)/,
  'src/panels/game-library-list.tsx': /^\(pointer: fine\)$/,
  'src/panels/share-dialog.tsx': /^<iframe /,
  'src/panels/tour.tsx': /^\(prefers-reduced-motion/,
  'src/panels/training-ablations.tsx': /^uncertain latent$/,
  'src/plots/stacked-bars-plot.tsx': /^-part is-$/,
  'src/plots/pca-map.tsx': /^pca-(group-)?name plot-over$/,
  'src/plots/use-canvas-colours.ts': /^\(prefers-color-scheme/,
  'src/state/shortcuts.ts': /^(textarea, select|button, a\[href\])/,
};

/** Parts of the game's own English, which is the same in every language, and how it is read. */
const GAME: Readonly<Record<string, RegExp>> = {
  'src/plots/house-words.ts': /^hand towel$/,
  'src/state/house-view.ts': /./,
  'src/state/run-store.ts': /^Nothing happens\.$/,
};

/** Sentences of errors: `words.errors.told` says in every language what they mean. */
const ERRORS: Readonly<Record<string, RegExp>> = {
  'src/state/batch-games.ts':
    /^(Files of imported games are not in this browser|\. Give them again under)/,
  'src/state/batch-source-of.ts':
    /^(The models are not loaded yet|This batch was begun with|: its lines and new ones)/,
  'src/state/batch-recall.ts': /^The link’s batch cannot be played/,
  'src/state/game-choice.ts': /is no name of a game from a file/,
  'src/state/link/limits.ts': /^The settings are beyond what this page plays/,
  'src/state/run-files.ts': /^This run is beyond what the page plays\.$/,
};

/** With their folder, in order. */
function sources(...rooms: readonly string[]): string[] {
  return rooms
    .flatMap((room) =>
      readdirSync(`src/${room}`, { recursive: true, encoding: 'utf8' }).map(
        (file) => `src/${room}/${file}`,
      ),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .sort();
}

const read = (file: string): string => readFileSync(file, 'utf8');
const drawn = sources('app', 'panels', 'plots', 'state');
const files = drawn;

const isAllowed = (file: string, text: string): boolean =>
  ALIKE[file]?.includes(text) === true ||
  [MACHINE, GAME, ERRORS].some((patterns) => patterns[file]?.test(text) === true);

describe('the texts of the page', () => {
  it('all stand in src/words', () => {
    const missing = files.flatMap((file) =>
      unspokenTexts(file, read(file))
        .filter(({ text }) => !isAllowed(file, text))
        .map(({ line, text }) => `${file}:${line}: ${text}`),
    );
    expect(missing).toEqual([]);
    expect(files.length).toBeGreaterThan(150);
  });

  it('are looked for in files that exist', () => {
    for (const file of [ALIKE, MACHINE, GAME, ERRORS].flatMap(Object.keys)) {
      expect(drawn, file).toContain(file);
    }
  });

  // The templates stand in code that is given as a string.
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: see above
  it.each([
    ['<p>Two words</p>', 'Two words'],
    ['<p>{open ? "shown" : null}</p>', 'shown'],
    ['<p>{`step ${n}`}</p>', 'step'],
    ['<p>{name || "nobody"}</p>', 'nobody'],
    ['<button aria-label="Close" />', 'Close'],
    ['<Choice legend={a ? "Length" : words.b} />', 'Length'],
    ['<img alt={`of ${lane}`} />', 'of'],
    ['<p>{sentences["the key"]}</p>', 'the key'],
    ['<p className="one two" style={{ font: "a b c" }}>{words.x}</p>', null],
    ['<p>{words.step(1)} · 100% {n} / {m}</p>', null],
    ['<Icon name="plus" />', null],
    ['<p>{show("key")}</p>', null],
  ])('are found: %s', (jsx, text) => {
    const found = unspokenTexts('x.tsx', `const x = ${jsx};`);
    expect(found.map((one) => one.text)).toEqual(text === null ? [] : [text]);
  });

  it('are found outside JSX as well', () => {
    const found = (code: string) => unspokenTexts('x.ts', code).map(({ text }) => text);
    expect(found('export const name = "Two words.";')).toEqual(['Two words.']);
    expect(found('const text = `${n} of them, ${m}`;')).toEqual(['of them,']);
    expect(found('throw new Error(`Two words: ${n}`);')).toEqual([]);
    expect(found('import x from "./two-words";')).toEqual([]);
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
});

describe('the errors of the page', () => {
  const rooms = ['alfworld', 'client', 'interlat', 'lab', 'runtime', 'shared', 'state'];
  const codes = new Set(sources(...rooms).flatMap((file) => thrownCodes(file, read(file))));

  it('are worded in Chinese, by their codes', () => {
    const fault = CHINESE.errors.told('internal', 'It is odd.');
    expect(codes.size).toBeGreaterThan(15);
    for (const code of codes) {
      const told = CHINESE.errors.told(code, 'It is odd.');
      if (code !== 'internal') expect(told, code).not.toBe(fault);
      expect(told, code).toMatch(/\p{Script=Han}.*It is odd\.$/u);
    }
  });

  it('are told in English as they were thrown', () => {
    expect(ENGLISH.errors.told('bad-settings', 'It is odd.')).toBe('It is odd.');
  });
});
