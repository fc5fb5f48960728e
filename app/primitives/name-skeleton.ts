/** Lower-case letters and digits by the Latin letter that they, or their capitals, look like. */
const lookalikes: Record<string, string> = {
  a: 'аα',
  b: 'вβ',
  c: 'сϲ',
  e: 'еε',
  h: 'нη',
  j: 'јϳ',
  k: 'кκ',
  l: 'iіιı1ӏ',
  m: 'мμ',
  n: 'ν',
  o: 'оο0',
  p: 'рρ',
  s: 'ѕ',
  t: 'тτ',
  x: 'хχ',
  y: 'уυ',
  z: 'ζ',
};

const latin = new Map(
  Object.entries(lookalikes).flatMap(([letter, others]) =>
    [...others].map((other) => [other, letter] as const),
  ),
);

/** Articles and legal forms: with or without them it is the same organisation. */
const fillers = new Set(['the', 'inc', 'ltd', 'llc', 'ngo', 'го', '사단법인', '재단법인']);

/**
 * What is left of a name when everything is taken away that an eye passes over: case, accents,
 * spaces and signs, legal forms, and the script of letters that look alike (the idea of UTS 39,
 * section 4, with capitals too). Two names with one skeleton are to be looked at by a person; it is
 * never shown, and nobody is refused for it.
 */
export function nameSkeleton(name: string): string {
  const words = name.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '').normalize('NFC');
  return (words.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !fillers.has(word))
    .flatMap((word) => [...word].map((sign) => latin.get(sign) ?? sign))
    .join('');
}
