/**
 * What a spreadsheet may skip before it looks for a formula: spaces, quotes, byte order mark,
 * zero-width and direction characters. TAB, CR, LF and NUL are left out, being reasons themselves.
 */
const skipped =
  ' \\v\\f\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000' +
  '"\'`\\u2018-\\u201f\\u00ab\\u00bb\\u2039\\u203a\\uff02\\uff07' +
  '\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff';
const startsFormula = new RegExp(`^[${skipped}]*[=+\\-@\\t\\r\\n\\0\\uff1d\\uff0b\\uff0d\\uff20]`);

/**
 * Text for a CSV cell that no spreadsheet reads as a formula: a leading `'` stands before text
 * that begins with `= + - @`, TAB, CR, LF, NUL or full-width `＝＋－＠`, also behind spaces, quotes,
 * a byte order mark or zero-width characters (OWASP ASVS 5.0.0, 1.2.10). Other text is unchanged.
 * Exactly reversible: take one `'` away where what follows it would have been guarded.
 */
export function guardFormula(text: string): string {
  return startsFormula.test(text) ? `'${text}` : text;
}
