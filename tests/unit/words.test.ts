import { describe, expect, it } from 'vitest';
import { LANGUAGES, WORDS } from '../../src/words/words';

type Entry = readonly [path: string, value: unknown];

/** Every text and every function, by its path. */
function entriesOf(value: unknown, path = ''): Entry[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => entriesOf(inner, `${path}.${key}`));
}

const ENGLISH = entriesOf(WORDS.en);
const CHINESE = entriesOf(WORDS.zh);

const kindOf = (value: unknown): string =>
  typeof value === 'function' ? `function of ${value.length}` : typeof value;

/** A function's text for made-up values: lists where it joins them, else texts. */
function sample(value: unknown): string {
  if (typeof value !== 'function') return String(value);
  const names = Array.from({ length: value.length }, (_, index) => `v${index}`);
  try {
    return String(value(...names.map((name) => [name])));
  } catch {
    return String(value(...names));
  }
}

/** What every language writes alike: nothing but a name, a mark or a value. */
const ALIKE = [
  /^\.runStatus\.outcomes\.running$/,
  /^\.mindReading\.order$/,
  /^\.runStatus\.(standing|ended|announceCommand)$/,
  /^\.house\.place$/,
  /^\.badges\.tier$/,
  /^\.article\.state\.share$/,
  /^\.glossary\.terms\.\w+\.formula$/,
];
/** A lane that is still running has no outcome to tell. */
const EMPTY = ['.runStatus.outcomes.running'];

describe('the words of the page', () => {
  it('have the same entries of the same kind in both languages', () => {
    const kinds = (entries: readonly Entry[]) =>
      Object.fromEntries(entries.map(([path, value]) => [path, kindOf(value)]));
    expect(kinds(CHINESE)).toEqual(kinds(ENGLISH));
    expect(ENGLISH.length).toBeGreaterThan(150);
  });

  it.each(LANGUAGES)('have no empty text and no exclamation mark: %s', (language) => {
    for (const [path, value] of entriesOf(WORDS[language])) {
      const text = sample(value);
      if (!EMPTY.includes(path)) expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/[!！]/);
      expect(text, path).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('are Chinese in Chinese, and have none in English', () => {
    for (const [path, value] of CHINESE) {
      if (ALIKE.some((alike) => alike.test(path))) continue;
      expect(sample(value), path).toMatch(/\p{Script=Han}/u);
    }
    for (const [path, value] of ENGLISH) {
      expect(sample(value), path).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('tell every value that they are given', () => {
    for (const language of LANGUAGES) {
      for (const [path, value] of entriesOf(WORDS[language])) {
        if (typeof value !== 'function') continue;
        const text = sample(value);
        const told = Array.from({ length: value.length }, (_, i) =>
          text.toLowerCase().includes(`v${i}`),
        );
        expect(told.every(Boolean), `${language}${path}: ${text}`).toBe(true);
      }
    }
  });

  it('explain only terms that the glossary has', () => {
    const terms = Object.keys(WORDS.en.glossary.terms);
    const linked = [...ENGLISH, ...CHINESE].flatMap(([path, value]) =>
      [...sample(value).matchAll(/\[[^\]]+\]\((\w+)\)/g)].map(([, term = '']) => ({ path, term })),
    );
    expect(linked.length).toBeGreaterThan(10);
    for (const { path, term } of linked) expect(terms, path).toContain(term);
  });

  it('link the same terms in both languages', () => {
    const terms = (entries: readonly Entry[]) =>
      Object.fromEntries(
        entries.map(([path, value]) => [
          path,
          [...sample(value).matchAll(/\]\((\w+)\)/g)].map(([, term]) => term).sort(),
        ]),
      );
    expect(terms(CHINESE)).toEqual(terms(ENGLISH));
  });
});
