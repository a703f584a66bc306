import { describe, expect, it } from 'vitest';
import { houseAt, type PlaceView } from '../../src/state/house-view';
import { walk } from './house-fixtures';
import { smallHouse } from './small-house';

const NAMES = (objects: readonly { readonly name: string }[]): string[] =>
  objects.map(({ name }) => name);

function placeOf(places: readonly PlaceView[], name: string): PlaceView {
  const found = places.find((place) => place.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

/** `countertop 1` and `cabinet 1`, of the mug, share a location. */
const COMMANDS = [
  'go to countertop 1',
  'take apple 1 from countertop 1',
  'open cabinet 1',
  'go to fridge 1',
  'open fridge 1',
  'move apple 1 to fridge 1',
  'close fridge 1',
  'open the door',
];

describe('houseAt', () => {
  const { trace } = walk(smallHouse(), COMMANDS);
  const at = (step: number, place: string): PlaceView =>
    placeOf(houseAt(trace, 0, step).places, place);

  it('knows nothing in the middle of the room, while the truth is all there', () => {
    const { places, path, carried } = houseAt(trace, 0, 0);
    expect(carried).toBeNull();
    expect(places.some(({ here, visited }) => here || visited)).toBe(false);
    expect(path).toEqual([{ step: 0, place: null }]);
    expect(places.every(({ door, seen }) => door === 'unknown' && seen.length === 0)).toBe(true);
    expect(NAMES(at(0, 'countertop 1').unseen)).toEqual(['apple 1', 'knife 1']);
  });

  it('sees what lies on a surface, and not what is in the cabinet beside it', () => {
    expect(at(1, 'countertop 1')).toMatchObject({ door: 'surface', searched: true, unseen: [] });
    expect(NAMES(at(1, 'countertop 1').seen)).toEqual(['apple 1', 'knife 1']);
    expect(at(1, 'cabinet 1')).toMatchObject({ door: 'unknown', searched: false });
    expect(NAMES(at(1, 'cabinet 1').unseen)).toEqual(['mug 1']);
  });

  it('follows what is taken, carried and put away', () => {
    expect(NAMES(at(2, 'countertop 1').seen)).toEqual(['knife 1']);
    expect(houseAt(trace, 0, 2).carried).toMatchObject({ name: 'apple 1', wanted: true });
    expect(houseAt(trace, 0, 6).carried).toBeNull();
    expect(at(6, 'fridge 1').seen).toEqual([{ name: 'apple 1', wanted: true, moved: true }]);
  });

  it('remembers what is behind a door that was closed again', () => {
    expect(at(4, 'fridge 1')).toMatchObject({ door: 'closed', searched: false });
    expect(at(5, 'fridge 1')).toMatchObject({ door: 'open', searched: true });
    expect(at(7, 'fridge 1').door).toBe('closed');
    expect(NAMES(at(7, 'fridge 1').seen)).toEqual(['apple 1']);
  });

  it('is at every place of a location at once, and handling one of them is no walk', () => {
    for (const step of [1, 2, 3]) {
      const { places, path } = houseAt(trace, 0, step);
      expect(NAMES(places.filter(({ here }) => here))).toEqual(['cabinet 1', 'countertop 1']);
      expect(NAMES(places.filter(({ visited }) => visited))).toEqual(['cabinet 1', 'countertop 1']);
      expect(path.at(-1)).toEqual({ step: 1, place: 'countertop 1' });
    }
    expect(at(1, 'cabinet 1').beside).toEqual(['countertop 1']);
    expect(at(1, 'fridge 1').beside).toEqual([]);
    expect(at(8, 'cabinet 1')).toMatchObject({ here: false, visited: true });
  });

  it('keeps the path and the steps of each place; what is refused adds nothing', () => {
    const { path } = houseAt(trace, 0, 8);
    expect(path.map(({ step, place }) => [step, place])).toEqual([
      [0, null],
      [1, 'countertop 1'],
      [4, 'fridge 1'],
    ]);
    expect(at(8, 'fridge 1').here).toBe(true);
    expect(at(8, 'cabinet 1').visits).toEqual([3]);
    expect(at(8, 'countertop 1').visits).toEqual([1, 2]);
    expect(at(8, 'fridge 1').visits).toEqual([4, 5, 6, 7]);
  });

  it('counts cleaning, heating and cooling as a visit', () => {
    const commands = [...COMMANDS.slice(0, 2), 'go to fridge 1', 'cool apple 1 with fridge 1'];
    const { places } = houseAt(walk(smallHouse(), commands).trace, 0, 4);
    expect(placeOf(places, 'fridge 1').visits).toEqual([3, 4]);
  });

  it('marks what the task speaks of: the object’s class and the place’s', () => {
    const { places } = houseAt(trace, 0, 0);
    expect(places.filter(({ wanted }) => wanted).map(({ name }) => name)).toEqual(['fridge 1']);
    const objects = places.flatMap(({ unseen }) => unseen);
    expect(NAMES(objects.filter(({ wanted }) => wanted))).toEqual(['apple 1']);
  });

  it('starts where the agent stands, when that is at a place', () => {
    const start = houseAt(walk(smallHouse({ start: 'loc_bar_3' }), []).trace, 0, 0);
    expect(start.path).toEqual([{ step: 0, place: 'fridge 1' }]);
    const fridge = placeOf(start.places, 'fridge 1');
    expect(fridge).toMatchObject({ here: true, visited: true, visits: [] });
  });

  it('is empty for a lane that is not there', () => {
    expect(houseAt(trace, 7, 3)).toEqual(houseAt(trace, 0, 0));
  });
});
