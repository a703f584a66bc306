import { describe, expect, it } from 'vitest';
import { batchTexts as chineseBatch } from '../../src/words/chinese/batch-texts';
import { CHINESE as CHINESE_WORDS } from '../../src/words/chinese/chinese';
import { figures as chineseFigures } from '../../src/words/chinese/figures';
import { batchTexts as englishBatch } from '../../src/words/english/batch-texts';
import { ENGLISH as ENGLISH_WORDS } from '../../src/words/english/english';
import { figures as englishFigures } from '../../src/words/english/figures';
import { LANGUAGES } from '../../src/words/words';

/** With the texts that are loaded later. */
const WORDS = {
  en: { ...ENGLISH_WORDS, ...englishBatch, figures: englishFigures },
  zh: { ...CHINESE_WORDS, ...chineseBatch, figures: chineseFigures },
};

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

/** Values for functions that take more than texts: choices, numbers to count with, figures by name. */
const GIVEN: Readonly<Record<string, readonly unknown[]>> = {
  '.effect.ended': ['won', 3],
  '.errors.told': ['internal', 'v1'],
  '.latency.ratio.paperNote': [
    {
      model: 'v0',
      full: 'v1',
      untrained: 'v2',
      untrainedRatio: 'v3',
      trained: 'v4',
      trainedRatio: 'v5',
    },
  ],
  '.message.heat.sentence': [
    { steps: 'v0', least: 'v1', leastStep: 'v2', most: 'v3', mostStep: 'v4', values: 'v5' },
  ],
  '.message.heat.changed': ['v0', 'v1', 'v2'],
  '.message.size.room': [{ vectors: 'v0', numbers: 'v1', bitsEach: 'v2', bits: 'v3' }],
  '.mind.absent.ended': [3, 'lost'],
  '.recorded.rates': [1000, false, [{ lane: 'v0', rate: 0.9, low: 0.8, high: 0.95 }]],
  '.share.notice.item': ['v0', 'bad', 'v2'],
  '.share.notice.fault': ['damaged'],
  '.surgery.steps.chosen': [0, 4, 'v2'],
  '.surgery.list.edit': [{ kind: 'remove', from: 0, to: 4 }],
};

/** A function's text for made-up values: lists where it joins them, else texts. */
function sample(value: unknown, path: string): string {
  if (typeof value !== 'function') return String(value);
  const given = GIVEN[path];
  if (given) return String(value(...given));
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
  /^\.device\.(kept\.megabytes|where\.names\.wasm)$/,
  /^\.article\.state\.share$/,
  /^\.message\.(heat\.zoom|together)$/,
  /^\.library\.notices\.of$/,
  /^\.models\.(together|spoken\.(row|rows|value|titled)|row\.details|sentences\.rate|calibration\.entropies)$/,
  /^\.language\.(sentences|beforeLink)$/,
  /^\.lanes\.(comma|named|lengths\.trained)$/,
  /^\.gamePicker\.withHash$/,
  /^\.recorded\.titled$/,
  /^\.statusLine\.amount$/,
  /^\.share\.save\.(svg|png|csv)$/,
  /^\.batch\.(progress\.made|plots\.value)$/,
  /^\.batchReport\.conditions\.(strength|of|join|kinds\.(cross-task|white-noise|cov-noise|random-rotation))$/,
  /^\.batchReport\.(columns\.p|findings\.join|methods\.(list|against)|tables\.(sentence|caption)|compare\.(of|partOf))$/,
  /^\.glossary\.terms\.\w+\.formula$/,
  /^\.figures\.\w+\.formula$/,
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
      const text = sample(value, path);
      if (!EMPTY.includes(path)) expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/[!！]/);
      expect(text, path).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('are Chinese in Chinese, and have none in English', () => {
    for (const [path, value] of CHINESE) {
      if (ALIKE.some((alike) => alike.test(path))) continue;
      expect(sample(value, path), path).toMatch(/\p{Script=Han}/u);
    }
    for (const [path, value] of ENGLISH) {
      expect(sample(value, path), path).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('tell every value that they are given', () => {
    for (const language of LANGUAGES) {
      for (const [path, value] of entriesOf(WORDS[language])) {
        if (typeof value !== 'function' || path in GIVEN) continue;
        const text = sample(value, path);
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
      [...sample(value, path).matchAll(/\[[^\]]+\]\((\w+)\)/g)].map(([, term = '']) => ({
        path,
        term,
      })),
    );
    expect(linked.length).toBeGreaterThan(10);
    for (const { path, term } of linked) expect(terms, path).toContain(term);
  });

  it('link the same terms in both languages', () => {
    const terms = (entries: readonly Entry[]) =>
      Object.fromEntries(
        entries.map(([path, value]) => [
          path,
          [...sample(value, path).matchAll(/\]\((\w+)\)/g)].map(([, term]) => term).sort(),
        ]),
      );
    expect(terms(CHINESE)).toEqual(terms(ENGLISH));
  });
});
