import type { Locale } from '~/i18n/locale';

/** Text in one language; null is the language of what surrounds it. */
export type LanguageRun = { text: string; language: string | null };

const plainLatin = /^[ -~]*$/;
const ownScript: Record<Locale, RegExp> = {
  en: /^[^\p{L}]*$|^[\p{Script=Latin}\P{L}]*$/u,
  ko: /^[\p{Script=Hangul}\P{L}]*$/u,
  uk: /^[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ\P{L}]*$/u,
};
const letter = /\p{L}/u;
const scripts: { pattern: RegExp; language: string }[] = [
  { pattern: /\p{Script=Hangul}/u, language: 'ko' },
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, language: 'ja' },
  { pattern: /\p{Script=Han}/u, language: 'und-Hani' },
  { pattern: /[ЫЭЁЪыэёъ]/, language: 'und-Cyrl' },
  { pattern: /\p{Script=Cyrillic}/u, language: 'uk' },
  { pattern: /^[ -~’‘“”–—…]*$/, language: 'en' },
  { pattern: /\p{Script=Latin}/u, language: 'und-Latn' },
];

/**
 * Text in runs of one language each, as far as its letters tell, for a reader that speaks it. The
 * language of a name is not asked: letters that are not Ukrainian, or not plain English, say only
 * their script (`und-Cyrl`, `und-Latn`).
 */
export function splitByLanguage(text: string, around: Locale): LanguageRun[] {
  if (around === 'en' ? plainLatin.test(text) : ownScript[around].test(text)) {
    return [{ text, language: null }];
  }
  const runs: LanguageRun[] = [];
  for (const piece of text.match(/[^ ]+ *|^ +/g) ?? []) {
    const last = runs.at(-1);
    const language = letter.test(piece) ? languageOf(piece, around) : (last?.language ?? null);
    if (last?.language === language) last.text += piece;
    else runs.push({ text: piece, language });
  }
  return runs;
}

function languageOf(word: string, around: Locale): string | null {
  if (ownScript[around].test(word)) return null;
  const found = scripts.find(({ pattern }) => pattern.test(word))?.language ?? 'und';
  return found === around ? null : found;
}
