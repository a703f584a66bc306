/** One tab stop for many options: the arrow keys go from one to the next. */
import type { KeyboardEvent } from 'react';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The option in the next line up or down that is nearest sideways; the place itself where there is none. */
export function besideVertically(boxes: readonly Box[], place: number, down: boolean): number {
  const from = boxes[place];
  if (from === undefined) return place;
  const middle = (from.left + from.right) / 2;
  const apart = ({ top, bottom }: Box): number => (down ? top - from.bottom : from.top - bottom);
  const beyond = boxes.flatMap((box, index) => (apart(box) > -2 ? [{ box, index }] : []));
  const nearest = Math.min(...beyond.map(({ box }) => apart(box)));
  const line = beyond.filter(({ box }) => apart(box) < nearest + 4);
  const aside = ({ box }: { box: Box }): number => Math.abs((box.left + box.right) / 2 - middle);
  return line.toSorted((one, other) => aside(one) - aside(other))[0]?.index ?? place;
}

/**
 * Handles a key in a `listbox` whose options carry their number as `data-step`: chooses and focuses
 * the option that the key leads to.
 */
export function moveBetweenOptions(
  event: KeyboardEvent<HTMLElement>,
  onSelect: (step: number) => void,
): void {
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=option]')];
  const place = Math.max(0, options.indexOf(document.activeElement as HTMLElement));
  const last = options.length - 1;
  const boxes = (): Box[] => options.map((option) => option.getBoundingClientRect());
  const moves: Readonly<Record<string, () => number>> = {
    ArrowLeft: () => Math.max(0, place - 1),
    ArrowRight: () => Math.min(last, place + 1),
    ArrowUp: () => besideVertically(boxes(), place, false),
    ArrowDown: () => besideVertically(boxes(), place, true),
    Home: () => 0,
    End: () => last,
  };
  const move = moves[event.key];
  const target = move && options[move()];
  if (target === undefined) return;
  event.preventDefault();
  onSelect(Number(target.dataset.step));
  target.focus();
}
