import { language } from './language';
import { mind } from './mind';
import { recorded } from './recorded';
import { shortcuts } from './shortcuts';

/** Everything the page says in English: an entry a part of the page. */
export const ENGLISH = { language, mind, recorded, shortcuts };
