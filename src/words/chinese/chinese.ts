import type { ENGLISH } from '../english/english';
import { language } from './language';
import { latency } from './latency';
import { message } from './message';

/** Everything the page says in Simplified Chinese. */
export const CHINESE: typeof ENGLISH = { language, latency, message };
