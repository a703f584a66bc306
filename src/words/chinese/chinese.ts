import type { ENGLISH } from '../english/english';
import { breadth } from './breadth';
import { language } from './language';
import { training } from './training';

/** Everything the page says in Simplified Chinese. */
export const CHINESE: typeof ENGLISH = { breadth, language, training };
