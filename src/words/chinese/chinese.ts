import type { ENGLISH } from '../english/english';
import { language } from './language';
import { recorded } from './recorded';
import { shortcuts } from './shortcuts';

/** Everything the page says in Simplified Chinese. */
export const CHINESE: typeof ENGLISH = { language, recorded, shortcuts };
