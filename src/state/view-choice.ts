/** What the sender can be told, and how it is called on screen. */
import { SENDER_VIEWS, type SenderView, UNNAMED_VIEW } from '../lab/sender-views';
import type { RunSettings } from '../lab/settings';

/** In the order of the page's control. */
export const VIEW_OPTIONS: readonly { readonly value: SenderView; readonly label: string }[] = [
  { value: 'scout', label: 'scout' },
  { value: 'uncertain', label: 'uncertain' },
  { value: 'planner', label: 'planner' },
  { value: 'hedging', label: 'hedging' },
];

export const VIEW_NOTES: Readonly<Record<SenderView, string>> = {
  scout: 'Scout: the task, and where every object is.',
  uncertain: 'Uncertain: three reports per object, one true.',
  planner: 'Planner: the task alone, as in the paper.',
  hedging: 'Hedging: three reports per object, all to be named.',
};

/** The view of this name; null where there is none. */
export function viewNamed(text: string): SenderView | null {
  return SENDER_VIEWS.find((view) => view === text) ?? null;
}

/** The view of these settings, which may be older than the views. */
export function viewOf({ view = UNNAMED_VIEW }: RunSettings): SenderView {
  return view;
}
