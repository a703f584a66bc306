import type { ENGLISH } from '../english/english';
import { disturbance } from './disturbance';
import { effect } from './effect';
import { language } from './language';
import { latency } from './latency';
import { message } from './message';
import { mind } from './mind';
import { recorded } from './recorded';
import { share } from './share';
import { shortcuts } from './shortcuts';
import { surgery } from './surgery';

/** Everything the page says in Simplified Chinese. */
export const CHINESE: typeof ENGLISH = {
  disturbance,
  effect,
  language,
  latency,
  message,
  mind,
  recorded,
  share,
  shortcuts,
  surgery,
};
