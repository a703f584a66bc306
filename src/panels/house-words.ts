/** The map in words: captions, labels and tables say the same. */
import type { ObjectView, PlaceView } from '../state/house-view';

const DOORS: Readonly<Record<PlaceView['door'], string>> = {
  unknown: '',
  surface: '',
  closed: 'closed',
  open: 'open',
};

const namesOf = (objects: readonly ObjectView[]): string =>
  objects.map(({ name }) => name).join(', ');

/** `closed`, `open`, `not visited`; empty for a place without a door. */
export function doorWords({ door, visits }: PlaceView): string {
  return visits.length === 0 ? 'not visited' : DOORS[door];
}

/** What the agent knows of its contents, and with `truth` what else is there. */
export function contentWords({ searched, seen, unseen }: PlaceView, truth: boolean): string {
  const known = seen.length > 0 ? namesOf(seen) : searched ? 'nothing in it' : '';
  const hidden = truth && unseen.length > 0 ? `not seen: ${namesOf(unseen)}` : '';
  return [known, hidden].filter((words) => words !== '').join(' · ');
}

/** `fridge 1: open, lettuce 1, potato 2`. */
export function placeWords(place: PlaceView, truth: boolean): string {
  const words = [doorWords(place), contentWords(place, truth)].filter((part) => part !== '');
  return `${place.name}: ${words.join(', ') || 'visited'}`;
}
