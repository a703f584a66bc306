import { describe, expect, it } from 'vitest';
import { contentWords, placeWords, stateWords } from '../../src/panels/house-words';
import { fitWord, textWidth } from '../../src/plots/house-words';
import { houseAt, type PlaceView } from '../../src/state/house-view';
import { house } from '../../src/words/english/house';
import { walk } from './house-fixtures';
import { smallHouse } from './small-house';

const { trace } = walk(smallHouse(), ['go to countertop 1', 'go to fridge 1', 'open fridge 1']);

function at(step: number, name: string): PlaceView {
  const place = houseAt(trace, 0, step).places.find((one) => one.name === name);
  if (place === undefined) throw new Error(`no ${name}`);
  return place;
}

describe('the map in words', () => {
  it('says what the agent knows of a place', () => {
    expect(placeWords(at(0, 'fridge 1'), false, house)).toBe('fridge 1: not visited');
    expect(placeWords(at(2, 'fridge 1'), false, house)).toBe('fridge 1: here, closed');
    expect(placeWords(at(3, 'fridge 1'), false, house)).toBe('fridge 1: here, open, nothing in it');
    expect(stateWords(at(2, 'countertop 1'), house)).toBe('open surface');
  });

  it('says the same of all places of the spot where the agent stands', () => {
    expect(placeWords(at(1, 'countertop 1'), false, house)).toBe(
      'countertop 1: here, open surface, apple 1, knife 1, same spot as cabinet 1',
    );
    expect(placeWords(at(1, 'cabinet 1'), false, house)).toBe(
      'cabinet 1: here, not looked at, same spot as countertop 1',
    );
    expect(stateWords(at(2, 'cabinet 1'), house)).toBe('not looked at');
  });

  it('adds what it does not know only on request, and says so', () => {
    expect(contentWords(at(0, 'countertop 1'), false, house)).toBe('');
    expect(contentWords(at(0, 'countertop 1'), true, house)).toBe('not seen: apple 1, knife 1');
    expect(contentWords(at(1, 'countertop 1'), true, house)).toBe('apple 1, knife 1');
  });
});

describe('fitWord', () => {
  it('takes the full name, else the short one, else its beginning', () => {
    expect(fitWord('coffeemachine', 100, 11)).toBe('coffeemachine');
    expect(fitWord('coffeemachine', 60, 11)).toBe('coffee m.');
    expect(fitWord('coffeemachine', 40, 11)).toBe('cof.m.');
    expect(fitWord('coffeetable', 40, 11)).toBe('cof.t.');
    expect(fitWord('coffeemachine', 22, 11)).toBe('co.');
    expect(fitWord('wardrobe', 30, 11)).toMatch(/^war.*\.$/);
  });

  it('is never wider than it may be, down to one letter', () => {
    for (let width = 16; width < 120; width++) {
      expect(textWidth(fitWord('toiletpaperhanger', width, 11), 11)).toBeLessThanOrEqual(width);
    }
  });
});
