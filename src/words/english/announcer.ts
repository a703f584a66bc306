/** For those who hear the page. */
export const announcer = { seen: 'What you see' };
