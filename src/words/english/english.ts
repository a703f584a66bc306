import { language } from './language';

/** Everything the page says in English: an entry a part of the page. */
export const ENGLISH = { language };
