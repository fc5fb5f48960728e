const longestBase = 32;
/** With room for the number that tells two organisations of one name apart. */
const longestCode = 40;
const shape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a text could be the code of an organisation's own link; most invented ones are not. */
export function isShareCode(text: string): boolean {
  return text.length <= longestCode && shape.test(text);
}

/**
 * A readable code for an organisation's own link that is not among the `taken` ones: its English
 * name in lower-case ASCII, up to 32 characters, with a number behind it when another has it.
 */
export function chooseShareCode(organisationEn: string, taken: ReadonlySet<string>): string {
  const words = organisationEn.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = words.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '');
  const base = slug.slice(0, longestBase).replace(/-+$/, '') || 'organisation';
  let code = base;
  for (let n = 2; taken.has(code); n += 1) code = `${base}-${n}`;
  return code;
}
