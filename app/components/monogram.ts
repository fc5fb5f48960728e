/**
 * One to three letters that stand for an organisation without a logo: the initials of a name in
 * several words, or the first two characters of a name in one.
 */
export function monogramOf(organisation: string): string {
  const words = organisation.match(/[\p{L}\p{N}]+/gu) ?? [];
  const initials = words
    .filter((word) => /^[\p{Lu}\p{Lo}\p{N}]/u.test(word))
    .map((word) => [...word][0] ?? '');
  if (initials.length > 1) return initials.slice(0, 3).join('');
  return [...(words[0] ?? '')].slice(0, 2).join('').toUpperCase();
}
