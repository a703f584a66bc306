import { language } from './language';
import { mind } from './mind';

/** Everything the page says in English: an entry a part of the page. */
export const ENGLISH = { language, mind };
