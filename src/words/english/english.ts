import { language } from './language';
import { share } from './share';

/** Everything the page says in English: an entry a part of the page. */
export const ENGLISH = { language, share };
