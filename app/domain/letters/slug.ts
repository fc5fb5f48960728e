/** Words that an address under `/letters/` or `/organise/letters/` may need for something else. */
const reserved = new Set([
  'new',
  'all',
  'archive',
  'create',
  'draft',
  'drafts',
  'edit',
  'embed',
  'feed',
  'index',
  'letters',
  'organise',
  'search',
  'sign',
  'status',
]);

const shape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const longestSlug = 60;

/** What is wrong with a short name; null for one that can be an address. */
export function slugFault(slug: string): 'empty' | 'shape' | 'long' | 'reserved' | null {
  if (slug === '') return 'empty';
  if (slug.length > longestSlug) return 'long';
  if (!shape.test(slug)) return 'shape';
  return reserved.has(slug) ? 'reserved' : null;
}

/** A short name made of a title's Latin letters and digits; empty for a title without any. */
export function proposeSlug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’'ʼ]/g, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let slug = '';
  for (const word of words ?? []) {
    const longer = slug ? `${slug}-${word}` : word;
    if (longer.length > longestSlug) break;
    slug = longer;
  }
  return slug;
}
