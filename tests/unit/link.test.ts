import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW, SENDER_VIEWS } from '../../src/lab/sender-views';
import { DEFAULT_GAME } from '../../src/state/game-choice';
import { historySteps } from '../../src/state/link/history';
import { type Ignored, type LinkState, readLink, writeLink } from '../../src/state/link/link-codec';
import { readSteps, writeSteps } from '../../src/state/link/numbers';
import { message, SETTINGS } from './run-fixtures';

interface Fixture {
  readonly link: string;
  readonly state: LinkState;
  readonly ignored: readonly Ignored[];
}

const fixtures = (name: string): Fixture[] =>
  JSON.parse(readFileSync(`tests/fixtures/links/${name}.json`, 'utf8')) as Fixture[];

/** Of a link that says nothing else. */
const plain = (settings: LinkState['settings']): LinkState => ({
  settings,
  models: null,
  device: 'auto',
  tab: null,
  step: null,
  embed: false,
});

describe('links that were given out', () => {
  it.each([...fixtures('before-v1'), ...fixtures('v1')])('$link', ({ link, state, ignored }) => {
    const read = readLink(link);
    // A link without a game means the one that the page opens on now.
    const own = state.settings.game === 'the page’s own' ? { game: DEFAULT_GAME } : {};
    expect(read.state).toEqual({ ...state, models: null, settings: { ...state.settings, ...own } });
    expect(read.ignored).toEqual(ignored);
  });

  it.each(fixtures('v1'))('are written as they were: $link', ({ link, state }) => {
    expect(writeLink({ ...state, models: null })).toBe(link);
  });
});

describe('a link', () => {
  it('names the page’s other tier, and leaves out one that it does not know', () => {
    const small: LinkState = { ...plain(SETTINGS), models: 'small' };
    expect(writeLink(small)).toContain('&models=small');
    expect(readLink(writeLink(small)).state.models).toBe('small');
    const { state, ignored } = readLink('?models=huge');
    expect(state.models).toBeNull();
    expect(ignored).toMatchObject([{ key: 'models', given: 'huge', reason: 'bad' }]);
  });

  it('is that of the scout where it names a game alone, else of the page’s view', () => {
    expect(readLink('?game=g1/dev/x').state.settings.view).toBe('scout');
    expect(readLink('?device=wasm').state.settings.view).toBe(DEFAULT_VIEW);
    expect(readLink('').ignored).toEqual([]);
    for (const view of SENDER_VIEWS) {
      const link = writeLink(plain({ ...SETTINGS, view }));
      expect(readLink(link).state.settings.view).toBe(view);
    }
  });

  it('names what it leaves out, and what is used instead', () => {
    const { state, ignored } = readLink(
      '?utm_source=mail&steps=500&lane=latent~psychic(1)~cov-noise(9,corpus,1)&lane=telepathy&step=-1&step=2&v=7',
    );
    expect(ignored).toEqual([
      { key: 'utm_source', given: 'mail', reason: 'unknown', used: '' },
      { key: 'v', given: '7', reason: 'newer', used: 'v=1' },
      { key: 'steps', given: '500', reason: 'bad', used: 'steps=20' },
      { key: 'lane', given: '…~psychic(1)', reason: 'bad', used: 'lane=latent' },
      { key: 'lane', given: '…~cov-noise(9,corpus,1)', reason: 'bad', used: 'lane=latent' },
      { key: 'lane', given: 'telepathy', reason: 'bad', used: '' },
      { key: 'step', given: '2', reason: 'repeated', used: 'step=-1' },
      { key: 'step', given: '-1', reason: 'bad', used: '' },
    ]);
    expect(state.settings.lanes).toEqual([message('latent')]);
  });

  it('takes four lanes at most, and the usual ones where it has none that is right', () => {
    const five = readLink(`?${'lane=none&'.repeat(5)}`);
    expect(five.state.settings.lanes).toHaveLength(4);
    expect(five.ignored).toEqual([{ key: 'lane', given: 'none', reason: 'too-many', used: '' }]);
    const wrong = readLink('?lane=x');
    expect(wrong.state.settings.lanes).toHaveLength(3);
    expect(wrong.ignored.at(-1)?.used).toBe('latent, text, none');
  });

  it('that is too long is not read', () => {
    const { state, ignored } = readLink(`?game=g1/dev/x&words=${'x'.repeat(70_000)}`);
    expect(ignored).toEqual([{ key: '', given: '70021', reason: 'too-long', used: '' }]);
    expect(state.settings.lanes).toHaveLength(3);
  });

  it('names a dozen of what it leaves out, and counts the others', () => {
    const { ignored, others } = readLink(`?${'x=1&'.repeat(100)}`);
    expect([ignored.length, others]).toEqual([12, 88]);
  });

  it('cannot name what objects have anyway', () => {
    const { ignored } = readLink(
      '?__proto__=1&constructor=2&lane=latent~constructor(1)&view=__proto__',
    );
    expect(ignored.map(({ key }) => key)).toEqual(['__proto__', 'constructor', 'view', 'lane']);
  });
});

describe('steps in a link', () => {
  it.each([
    [[], 'none'],
    [[4], '4'],
    [[4, 5], '4.5'],
    [[4, 5, 6, 9, 1, 1], '4-6.9.1.1'],
  ])('%j are written %s', (steps, text) => {
    expect(writeSteps(steps)).toBe(text);
    expect(readSteps(text)).toEqual(steps);
  });

  it('are refused where they are none, or more than any message has', () => {
    for (const text of ['', '3-1', '0-9999', '0-2047.1', 'x', '-1']) {
      expect(readSteps(text), text).toBeNull();
    }
  });
});

describe('the history', () => {
  it('has one step for games that change quickly', () => {
    const step = historySteps();
    expect([0, 500, 1000, 2900, 5000].map(step)).toEqual([
      'push',
      'replace',
      'replace',
      'replace',
      'push',
    ]);
  });
});
