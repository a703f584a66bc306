import type { ENGLISH } from '../english/english';
import { language } from './language';
import { share } from './share';

/** Everything the page says in Simplified Chinese. */
export const CHINESE: typeof ENGLISH = { language, share };
