/**
 * Up to three letters that stand for an organisation without a logo: the initials of its words,
 * or the first two characters of a name in one word. Numbers say nothing on their own.
 */
export function monogramOf(organisation: string): string {
  const words = organisation.match(/\p{L}[\p{L}\p{M}\p{N}]*/gu) ?? [];
  const capitalised = words.filter((word) => /^[\p{Lu}\p{Lo}]/u.test(word));
  const chosen = capitalised.length > 1 ? capitalised : words;
  if (chosen.length > 1) {
    return chosen
      .slice(0, 3)
      .map((word) => [...word][0] ?? '')
      .join('')
      .toUpperCase();
  }
  return [...(chosen[0] ?? organisation)].slice(0, 2).join('').toUpperCase();
}
