import type { announcer as english } from '../english/announcer';

export const announcer: typeof english = { seen: '你所看到的' };
