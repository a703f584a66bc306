/** The page's texts by language. A text with figures in it is a function. The types let none be missing. */
import { CHINESE } from './chinese/chinese';
import { ENGLISH } from './english/english';

export type Words = typeof ENGLISH;

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' };

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, zh: CHINESE };
