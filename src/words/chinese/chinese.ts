import type { ENGLISH } from '../english/english';
import { language } from './language';
import { mind } from './mind';
import { recorded } from './recorded';
import { shortcuts } from './shortcuts';

/** Everything the page says in Simplified Chinese. */
export const CHINESE: typeof ENGLISH = { language, mind, recorded, shortcuts };
