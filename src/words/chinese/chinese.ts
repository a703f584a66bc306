import type { ENGLISH } from '../english/english';
import { disturbance } from './disturbance';
import { effect } from './effect';
import { language } from './language';
import { surgery } from './surgery';

/** Everything the page says in Simplified Chinese. */
export const CHINESE: typeof ENGLISH = { disturbance, effect, language, surgery };
