/** The map in words: captions, labels and tables say the same. */
import type { ObjectView, PlaceView } from '../state/house-view';
import type { Words } from '../words/words';

type HouseWords = Words['house'];

const namesOf = (objects: readonly ObjectView[]): string[] => objects.map(({ name }) => name);

/** `here, closed`, `open surface`, `not visited`. */
export function stateWords({ door, here, visited }: PlaceView, words: HouseWords): string {
  const known = visited || door !== 'unknown' ? words.doors[door] : words.notVisited;
  return here ? words.here(known) : known;
}

/** `same spot as cabinet 1, countertop 1`; empty for a place that has its location to itself. */
export function spotWords({ beside }: PlaceView, words: HouseWords): string {
  return beside.length === 0 ? '' : words.sameSpot(beside);
}

/** What the agent knows of its contents, and with `truth` what else is there. */
export function contentWords(
  { searched, seen, unseen }: PlaceView,
  truth: boolean,
  words: HouseWords,
): string {
  const known = seen.length > 0 ? namesOf(seen).join(', ') : searched ? words.nothing : '';
  const hidden = truth && unseen.length > 0 ? words.unseen(namesOf(unseen)) : '';
  return [known, hidden].filter((part) => part !== '').join(' · ');
}

/** `fridge 1: here, open, lettuce 1, potato 2`. */
export function placeWords(place: PlaceView, truth: boolean, words: HouseWords): string {
  const parts = [
    stateWords(place, words),
    contentWords(place, truth, words),
    spotWords(place, words),
  ];
  return words.place(
    place.name,
    parts.filter((part) => part !== ''),
  );
}
