import { language } from './language';
import { latency } from './latency';
import { message } from './message';

/** Everything the page says in English: an entry a part of the page. */
export const ENGLISH = { language, latency, message };
