import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { MessageTrace } from '../../src/lab/trace';
import { ImportancePlot } from '../../src/plots/importance-plot';
import {
  anotherGame,
  canHold,
  draftOf,
  hasWords,
  keepDraft,
  messageSteps,
  moved,
  settingsBefore,
  withEdits,
  withoutEdits,
  withSenderGame,
  withWords,
} from '../../src/state/surgery';
import { message, SETTINGS } from './run-fixtures';

const zero = { kind: 'zero', from: 1, to: 3 } as const;

describe('changes by hand', () => {
  it('lead back one by one, whatever they were', () => {
    const first = message('latent');
    const edited = withEdits(first, [zero]);
    const written = withWords(edited, 'Look in the fridge 1.');
    const held = withSenderGame(written, 'g');
    const cleared = withoutEdits(held);
    expect(cleared).toEqual(first);
    const back = [];
    for (let at = settingsBefore(cleared); at !== null; at = settingsBefore(at)) back.push(at);
    expect(back).toEqual([held, written, edited, first]);
    expect(settingsBefore(first)).toBeNull();
  });

  it('leave no key behind that says nothing', () => {
    const edited = withSenderGame(withWords(withEdits(message('latent'), [zero]), 'x'), 'g');
    const none = withSenderGame(withWords(withEdits(edited, []), null), null);
    expect(Object.keys(none)).toEqual(Object.keys(message('latent')));
  });

  it('keep their number where one is moved', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });
});

describe('what can be done', () => {
  it('depends on the message and the lanes', () => {
    expect(hasWords(message('latent', { compression: 'kept' }))).toBe(true);
    expect(hasWords(message('latent', { compression: 'trained' }))).toBe(false);
    expect(canHold(SETTINGS.game)).toBe(true);
    expect(canHold('file/x/0123456789abcdef')).toBe(false);
    const other = anotherGame(SETTINGS.game, 0.25);
    expect(other).toMatch(/^g1\/dev\/kitchen\/pick_heat_then_place_in_recep\/250000\/standard$/);
    expect(anotherGame(other, 0.25)).not.toBe(other);
  });
});

describe('words typed for a lane', () => {
  it('are kept with its settings until they are taken back', () => {
    const lane = message('latent');
    expect(draftOf(lane)).toBeNull();
    keepDraft(lane, 'Look in the fridge 1.');
    expect(draftOf(lane)).toBe('Look in the fridge 1.');
    expect(draftOf({ ...lane })).toBeNull();
    keepDraft(lane, null);
    expect(draftOf(lane)).toBeNull();
  });
});

describe('the steps of a message', () => {
  const top = (token: number, text: string) => ({
    top: [{ token, text, probability: 1 }],
    entropy: 0,
  });
  const sent: MessageTrace = {
    chainOfThought: { tokens: [5, 6], text: 'go left' },
    positions: 3,
    bytes: 24,
    latents: new Float32Array(6),
    dim: 2,
    lens: [top(9, ' noise'), top(8, ' other'), top(6, ' left')],
    tokenOfStep: [1, null, 0],
    written: { latents: new Float32Array(4), lens: [top(5, 'go'), top(6, ' left')] },
  };

  it('carry the token that they emitted, else the likeliest one', () => {
    expect(messageSteps(sent)).toEqual([
      { text: ' left', emitted: true },
      { text: ' other', emitted: false },
      { text: 'go', emitted: true },
    ]);
  });

  it('are counted without words and lens, and none without latents', () => {
    const { lens: _lens, tokenOfStep: _tokens, written: _written, ...bare } = sent;
    expect(messageSteps({ ...bare, chainOfThought: null })).toEqual(
      [0, 1, 2].map(() => ({ text: null, emitted: false })),
    );
    expect(messageSteps({ ...sent, latents: null })).toEqual([]);
    expect(messageSteps(null)).toEqual([]);
  });
});

describe('ImportancePlot', () => {
  const draw = (divergences: readonly number[]): string =>
    renderToStaticMarkup(
      <ImportancePlot
        width={400}
        divergences={divergences}
        tokens={[' a', ' b', null]}
        chosen={{ from: 1, to: 2 }}
        label="importance"
      />,
    );
  const heights = (markup: string): number[] =>
    [...markup.matchAll(/class="plot-bar"[^>]* height="([^"]*)"/g)].map(([, height]) =>
      Number(height),
    );

  it('draws a bar a step, in proportion, and names the largest', () => {
    const markup = draw([0.1, 0.4, 0]);
    const [first = 0, second = 0, third = 0] = heights(markup);
    expect(first / second).toBeCloseTo(0.25, 6);
    expect(third).toBe(0);
    expect(markup).toContain('␣b');
    expect(markup).toContain('aria-label="importance"');
  });

  it('names no bar that is hardly seen', () => {
    const markup = draw([0.001, 0.4, 0]);
    expect(markup).toContain('␣b');
    expect(markup).not.toContain('␣a');
  });

  it('lies where it is told to, and shows the step pointed at elsewhere', () => {
    const steps = [0.1, 0.4, 0.2, 0.3];
    const markup = renderToStaticMarkup(
      <ImportancePlot
        width={400}
        divergences={steps}
        tokens={[]}
        chosen={null}
        pointed={3}
        margin={{ left: 100, right: 60 }}
        label="importance"
      />,
    );
    const number = (pattern: RegExp): number => Number(pattern.exec(markup)?.[1]);
    // Four steps share 240 pixels; the last begins 60 before the right margin.
    expect(number(/importance-pointed" x="([^"]*)"/)).toBeCloseTo(280, 6);
    expect(number(/importance-pointed"[^>]* width="([^"]*)"/)).toBeCloseTo(60, 6);
    expect(number(/plot-axis" x1="([^"]*)"/)).toBe(100);
    expect(number(/plot-axis"[^>]* x2="([^"]*)"/)).toBe(340);
  });

  it('is flat where nothing moves', () => {
    const markup = draw([0, 0, 0]);
    expect(heights(markup)).toEqual([0, 0, 0]);
    expect(markup).not.toMatch(/NaN|plot-token/);
  });
});
