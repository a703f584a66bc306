import type { ENGLISH } from '../english/english';
import { language } from './language';
import { mind } from './mind';

/** Everything the page says in Simplified Chinese. */
export const CHINESE: typeof ENGLISH = { language, mind };
