/** The map in words: captions, labels and tables say the same. */
import type { ObjectView, PlaceView } from '../state/house-view';

const DOORS: Readonly<Record<PlaceView['door'], string>> = {
  unknown: 'not looked at',
  surface: 'open surface',
  closed: 'closed',
  open: 'open',
};

const namesOf = (objects: readonly ObjectView[]): string =>
  objects.map(({ name }) => name).join(', ');

/** `here, closed`, `open surface`, `not visited`. */
export function stateWords({ door, here, visited }: PlaceView): string {
  const known = visited || door !== 'unknown' ? DOORS[door] : 'not visited';
  return here ? `here, ${known}` : known;
}

/** `same spot as cabinet 1, countertop 1`; empty for a place that has its location to itself. */
export function spotWords({ beside }: PlaceView): string {
  return beside.length === 0 ? '' : `same spot as ${beside.join(', ')}`;
}

/** What the agent knows of its contents, and with `truth` what else is there. */
export function contentWords({ searched, seen, unseen }: PlaceView, truth: boolean): string {
  const known = seen.length > 0 ? namesOf(seen) : searched ? 'nothing in it' : '';
  const hidden = truth && unseen.length > 0 ? `not seen: ${namesOf(unseen)}` : '';
  return [known, hidden].filter((words) => words !== '').join(' · ');
}

/** `fridge 1: here, open, lettuce 1, potato 2`. */
export function placeWords(place: PlaceView, truth: boolean): string {
  const words = [stateWords(place), contentWords(place, truth), spotWords(place)];
  return `${place.name}: ${words.filter((part) => part !== '').join(', ')}`;
}
