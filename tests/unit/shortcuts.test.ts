import { describe, expect, it } from 'vitest';
import { shortcutOf } from '../../src/state/shortcuts';

const press = (key: string, change = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  ...change,
});

/** An element that answers to these parts of a selector list. */
const element = (...selectors: string[]) => ({
  matches: (list: string) => selectors.some((one) => list.split(', ').includes(one)),
});
const PAGE = element();
/** `list` of the inputs that take letters, as the module writes it. */
const TEXT_FIELD = {
  matches: (list: string) => list.startsWith('input:not(') || list.split(', ').includes('input'),
};

describe('shortcutOf', () => {
  it('knows the keys, in either case', () => {
    expect(shortcutOf(press(' '), PAGE)).toBe('run');
    expect(shortcutOf(press('.'), PAGE)).toBe('step');
    expect(shortcutOf(press('T', { shiftKey: true }), PAGE)).toBe('theme');
    expect(shortcutOf(press('4'), PAGE)).toEqual({ lane: 3 });
    expect(shortcutOf(press('5'), PAGE)).toBeNull();
    expect(shortcutOf(press('ArrowLeft'), PAGE)).toBe('back');
    expect(shortcutOf(press('End'), PAGE)).toBe('last');
  });

  it('leaves the browser its keys, and what was handled already', () => {
    for (const change of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      expect(shortcutOf(press('t', change), PAGE)).toBeNull();
    }
    expect(shortcutOf(press('End', { defaultPrevented: true }), PAGE)).toBeNull();
  });

  it('rests where a person types, and in a dialog', () => {
    for (const target of [
      TEXT_FIELD,
      element('textarea'),
      element('select'),
      element('dialog *'),
    ]) {
      for (const key of [' ', '.', 't', '1', '?', 'ArrowLeft', 'Home']) {
        expect(shortcutOf(press(key), target), key).toBeNull();
      }
    }
  });

  it('leaves a control the keys that it has a use for', () => {
    const button = element('button');
    expect(shortcutOf(press(' '), button)).toBeNull();
    expect(shortcutOf(press('t'), button)).toBe('theme');
    expect(shortcutOf(press('ArrowLeft'), button)).toBe('back');
    const tab = element('button', '[role="tab"]');
    expect(shortcutOf(press('ArrowRight'), tab)).toBeNull();
    const list = element('[role="listbox"]');
    expect(shortcutOf(press('Home'), list)).toBeNull();
    expect(shortcutOf(press('ArrowRight'), list)).toBe('forth');
    expect(shortcutOf(press(' '), list)).toBe('run');
  });
});
