import { breadth } from './breadth';
import { language } from './language';
import { training } from './training';

/** Everything the page says in English: an entry a part of the page. */
export const ENGLISH = { breadth, language, training };
