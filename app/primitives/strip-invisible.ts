/**
 * What has no shape of its own: controls, format characters (direction, zero width, tags, soft
 * hyphen), lone surrogates, noncharacters, private use, variation selectors, Hangul fillers. The
 * replacement character stands for what was lost on the way here and goes too.
 */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\p{Variation_Selector}\ufff9-\ufffd]/gu;

/** Scripts in which a joiner decides how letters are written, not only how text is broken. */
const joining = [
  'Arab Syrc Nkoo Mong Adlm Mand Rohg',
  'Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Mtei',
]
  .join(' ')
  .split(' ')
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const joiningLetter = `(?:(?=[${joining}])[\\p{L}\\p{M}])`;
/** Kills the vowel of the letter before it; a joiner behind it chooses the letter's last form. */
const virama = '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca]';

/**
 * ZWJ and ZWNJ that are spelling: between two letters or marks of such scripts (علی‌رضا, श्रीमती
 * with an open half form), and at the end of a word behind a virama (older Malayalam and Bengali)
 * or behind Arabic heh (older Kurdish). One, never a row of them.
 */
const spellingJoiner = new RegExp(
  `(?<=${joiningLetter})[\\u200c\\u200d](?=${joiningLetter})|(?<=${virama})[\\u200c\\u200d](?![\\p{L}\\p{M}\\u200c\\u200d])|(?<=\\u0647)\\u200c(?![\\p{L}\\p{M}\\u200c\\u200d])`,
  'u',
);
/** Mongolian vowel separator and free variation selectors: they are spelling behind its letters. */
const mongolianSelector = /(?<=\p{scx=Mong}|[\u180b-\u180f])[\u180b-\u180f]/u;

const kept = new RegExp(`(?:${spellingJoiner.source})|(?:${mongolianSelector.source})`, 'gu');

/** The text without characters that nobody can see, except those that are part of the spelling. */
export function stripInvisible(text: string): string {
  const spelling = new Set([...text.matchAll(kept)].map(({ index }) => index));
  return text.replace(invisible, (character, at: number) => (spelling.has(at) ? character : ''));
}
