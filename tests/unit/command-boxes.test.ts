import { describe, expect, it } from 'vitest';
import { createCommandBoxes, typingOf } from '../../src/state/command-boxes';

describe('what the command boxes keep', () => {
  it('is text and history, lane by lane, for one game', () => {
    const boxes = createCommandBoxes();
    const { keep } = boxes.getState();
    const typing = (game: string, lane: string) => typingOf(boxes.getState(), game, lane);
    expect(typing('a', 'You')).toEqual({ text: '', sent: [] });
    keep('a', 'You', { sent: ['look'] });
    keep('a', 'You', { text: 'Go' });
    keep('a', 'You, lane 2', { text: 'open' });
    expect(typing('a', 'You')).toEqual({ text: 'Go', sent: ['look'] });
    expect(typing('a', 'You, lane 2')).toEqual({ text: 'open', sent: [] });
    expect(typing('b', 'You')).toEqual({ text: '', sent: [] });
    keep('b', 'You', { text: 'x' });
    expect(typing('a', 'You')).toEqual({ text: '', sent: [] });
    expect(typing('b', 'You')).toEqual({ text: 'x', sent: [] });
  });

  it('gives the focus to one box for each time it was asked for', () => {
    const { askFocus, takeFocus } = createCommandBoxes().getState();
    expect(takeFocus()).toBe(false);
    askFocus();
    expect([takeFocus(), takeFocus()]).toEqual([true, false]);
  });
});
