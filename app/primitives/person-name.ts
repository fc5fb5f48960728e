/**
 * Text that a person types about themselves, made safe to show anywhere and otherwise unchanged:
 * NFC, single spaces, without control, bidi, zero-width, tag and variation characters
 * (Unicode TR36, TR39). ZWJ and ZWNJ stay between letters of scripts that need them.
 */
const invisible =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|[\ufe00-\ufe0f]/gu;
const joinersOutsideTheirScripts =
  /(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Khmer}\p{M}])[\u200c\u200d]|[\u200c\u200d](?!\p{L})/gu;

export function cleanLine(typed: string): string {
  return typed
    .replace(/[\t\n\r\v\f\u0085\u2028\u2029]+/g, ' ')
    .replace(invisible, '')
    .replace(joinersOutsideTheirScripts, '')
    .normalize('NFC')
    .replace(/[\p{Zs} ]+/gu, ' ')
    .trim();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters a reader would count. */
export function graphemeCount(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

export type LineFault = 'empty' | 'too-long' | 'link' | 'not-a-name';

/** Why a cleaned line cannot stand as a person's name, or null when it can. */
export function nameFault(name: string): LineFault | null {
  if (name === '') return 'empty';
  const fault = lineFault(name);
  if (fault) return fault;
  if (!/\p{L}/u.test(name) || /^[=+\-@]/.test(name)) return 'not-a-name';
  return /\p{Extended_Pictographic}/u.test(name) ? 'not-a-name' : null;
}

/** Why a cleaned line cannot stand as affiliation, title or role, or null when it can. */
export function lineFault(text: string): LineFault | null {
  if (graphemeCount(text) > 120 || new TextEncoder().encode(text).length > 480) return 'too-long';
  if (/\p{M}{4,}/u.test(text.normalize('NFD'))) return 'not-a-name';
  return /(https?:\/\/|www\.)/i.test(text) ? 'link' : null;
}
