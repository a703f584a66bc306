import { useCommandBoxes } from '../state/command-boxes-context';
import { useMediaQuery } from './use-media-query';

/** Where a finger is all there is: a focused text field would open the keyboard. */
export function useTouch(): boolean {
  return useMediaQuery('(hover: none) and (pointer: coarse)');
}

/** Moves the focus to the command box as soon as it takes a command; not after a tap. */
export function useCommandBoxFocus(): () => void {
  const boxes = useCommandBoxes();
  const touch = useTouch();
  return () => {
    const byKeyboard = document.activeElement?.matches(':focus-visible') === true;
    if (!touch || byKeyboard) boxes.getState().askFocus();
  };
}

/** What had the focus is gone: the lanes have it, not nothing. */
export function rescueFocus(): void {
  if (document.activeElement !== document.body) return;
  document.getElementById('lanes')?.focus({ preventScroll: true });
}

/** Brings a lane into view, and the focus to its steps. */
export function showLane(lane: number): void {
  const card = document.querySelectorAll('#lanes .lane')[lane];
  card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  card?.querySelector<HTMLElement>('[role="listbox"]')?.focus({ preventScroll: true });
}
