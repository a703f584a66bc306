/** What the sender can be told, and how it is called on screen. */
import { type SenderView, UNNAMED_VIEW } from '../lab/sender-views';
import type { RunSettings } from '../lab/settings';
import { rail } from '../words/english/rail';

/** In the order of the page's control. */
export const VIEW_OPTIONS: readonly SenderView[] = ['scout', 'uncertain', 'planner', 'hedging'];

/** In English: for panels whose texts are not in the words yet. */
export const VIEW_NOTES: Readonly<Record<SenderView, string>> = rail.viewNotes;

/** The view of these settings, which may be older than the views. */
export function viewOf({ view = UNNAMED_VIEW }: RunSettings): SenderView {
  return view;
}
