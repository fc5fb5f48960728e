/**
 * Scripts whose letters are made to look like each other's (UTS 39, section 5.1): one word that
 * mixes them is either a slip of the keyboard layout or a disguise. Every other mixture (Hangul
 * with Latin, kanji with kana …) is how people write.
 */
const lookalikeScripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** Spaces, hyphens, dashes, middle dots and slashes part words: "Ковальська-Smith" mixes nothing. */
const wordBreak = /[\p{Z}\p{Pd}\p{Pc}/·‧・|]+/u;

/**
 * The words of a text that mix Latin with Cyrillic or Greek letters, or Cyrillic with Greek, in
 * their order. Advice for a reviewer only: nobody is refused for how a name is spelt.
 */
export function mixedScriptTokens(text: string): string[] {
  return text.split(wordBreak).filter(mixesLookalikes);
}

function mixesLookalikes(word: string): boolean {
  return lookalikeScripts.filter((script) => script.test(word)).length > 1;
}
