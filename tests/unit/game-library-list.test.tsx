import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { GameLibraryList, ROWS } from '../../src/panels/game-library-list';
import { libraryEntry, mergeEntries } from '../../src/state/game-library-import';
import { EVERY_GAME, searchLibrary } from '../../src/state/game-library-search';

const OBJECTS = ['Potato', 'Apple', 'Mug', 'Plate', 'Egg'];

const entries = Array.from({ length: 10_000 }, (_, index) => {
  const object = OBJECTS[index % OBJECTS.length];
  const folder = `pick_heat_then_place_in_recep-${object}-None-SinkBasin-${1 + (index % 30)}`;
  return libraryEntry(`json_2.1.1/train/${folder}/trial_${index}/game.tw-pddl`, '', async () => '');
});

const draw = (list: typeof entries): string =>
  renderToStaticMarkup(
    <GameLibraryList
      entries={list}
      verdicts={new Map()}
      opening={null}
      focused={true}
      onOpen={() => {}}
    />,
  );

describe('10,000 games', () => {
  it('are drawn a hundred at a time, and say how many there are', () => {
    const markup = draw(entries);
    expect(markup.match(/role="option"/g)).toHaveLength(ROWS);
    expect(markup).toContain('aria-setsize="10000"');
    expect(markup).toContain('10,000 games');
    expect(markup).toContain(`Show ${ROWS} more`);
    expect(draw(entries.slice(0, 30))).not.toContain('more</button>');
  });

  it('are searched whole', () => {
    const { found, rooms } = searchLibrary(entries, { ...EVERY_GAME, text: 'potato heat' });
    expect(found).toHaveLength(2000);
    expect(rooms.get('kitchen')).toBe(2000);
  });

  it('stay one each when they come twice', () => {
    const { entries: merged, added, again } = mergeEntries(entries, entries.slice(0, 400));
    expect([merged.length, added, again]).toEqual([10_000, 0, 400]);
  });
});

it('files without a path are told apart by size and date', () => {
  const noon = new Date(2026, 2, 9, 12).getTime();
  const markup = draw([
    libraryEntry('game.tw-pddl', `21500.${noon}`, async () => ''),
    libraryEntry('game.tw-pddl', `300000.${noon}`, async () => ''),
    libraryEntry('a/b.tw-pddl', '', async () => ''),
  ]);
  expect(markup).toContain('game.tw-pddl, 21.5 kB, 9 Mar 2026, 12:00');
  expect(markup).toContain('game.tw-pddl, 300 kB, ');
  expect(markup).toContain('>a/b.tw-pddl<');
});

it('what a path says is text, never markup', () => {
  const path = '<img src=x onerror=alert(1)>.tw-pddl';
  const markup = draw([libraryEntry(path, '', async () => '')]);
  expect(markup).not.toContain('<img');
  expect(markup).toContain('&lt;img');
});
