import { stripInvisible } from './strip-invisible';

/**
 * Text that a person types about themselves, made safe to show anywhere and otherwise unchanged:
 * NFC, single spaces, without characters that nobody can see (Unicode TR36, TR39). Full-width and
 * compatibility forms stay as they were typed. For names of people and of organisations alike.
 */
export function cleanLine(typed: string): string {
  return stripInvisible(typed.replace(/[\t\n\r\v\f\u0085\u2028\u2029\u2800]+/g, ' '))
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
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

/** Room for one line, in characters that a reader counts and in bytes of UTF-8. */
const nameRoom = { graphemes: 100, bytes: 400 };
const lineRoom = { graphemes: 120, bytes: 480 };
const paragraphRoom = { graphemes: 500, bytes: 2000 };

/**
 * Why a cleaned line cannot stand as a person's name, or null when it can. A name has a letter of
 * some script, at most 100 characters and 400 bytes, no pictures, and is no address of mail or
 * web: it would be printed, or turned into a link by somebody's mail program. One word, initials,
 * apostrophes, hyphens, dots and numerals ("John Smith III", "Jr. 2nd") are names.
 */
export function nameFault(name: string): LineFault | null {
  if (name === '') return 'empty';
  const fault = faultWithin(name, nameRoom);
  if (fault) return fault;
  if (webAddress.test(name)) return 'link';
  const isName = /\p{L}/u.test(name) && !/^[=+\-@＝＋－＠]/.test(name) && !/\S[@＠]\S/.test(name);
  return isName && !picture.test(name) ? null : 'not-a-name';
}

/** Why a cleaned line cannot stand as affiliation, title or role, or null when it can. */
export function lineFault(text: string): LineFault | null {
  return faultWithin(text, lineRoom);
}

/**
 * Why a cleaned paragraph cannot stand under an organisation, or null when it can: at most 500
 * characters and 2,000 bytes, and no address of web or mail.
 */
export function paragraphFault(text: string): LineFault | null {
  const fault = faultWithin(text, paragraphRoom);
  if (fault) return fault;
  return webAddress.test(text) || /\S[@＠]\S/.test(text) ? 'link' : null;
}

const picture = /[\p{Extended_Pictographic}\p{Emoji_Presentation}]/u;
const webAddress =
  /[\p{L}\p{N}]\.(?:com|net|org|info|biz|xyz|top|site|online|shop|click|link)(?![\p{L}\p{N}])|\.\p{L}{2,}\//iu;

function faultWithin(text: string, room: typeof nameRoom): LineFault | null {
  if (new TextEncoder().encode(text).length > room.bytes) return 'too-long';
  if (graphemeCount(text) > room.graphemes) return 'too-long';
  if (stacksMarks(text)) return 'not-a-name';
  return /(https?:\/\/|www\.)/i.test(text) ? 'link' : null;
}

/** More than three marks above or below one letter; Burmese and Tibetan spell with up to six. */
const stack =
  /(?:(?![\p{scx=Mymr}\p{scx=Tibt}])[\p{Mn}\p{Me}]\p{Mc}*){4}|(?:[\p{Mn}\p{Me}]\p{Mc}*){7}/u;

function stacksMarks(text: string): boolean {
  return stack.test(text.normalize('NFD'));
}

/**
 * The form in which two spellings of one name are equal: NFKC, without case, with one kind of
 * apostrophe and hyphen and without joiners. For comparing only; never shown and never stored in
 * place of what was typed.
 */
export function nameKey(text: string): string {
  const plain = cleanLine(text)
    .replace(/\u200c|\u200d|[\u180b-\u180f]/g, '')
    .replace(/[’‘‛`´′＇ʹʻʼʽˈ]/g, "'")
    .replace(/\p{Pd}/gu, '-')
    .normalize('NFKC');
  // Down, up and down again is Unicode's full case folding in all but a few letters (ẞ, ς, ﬁ).
  const folded = plain.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return folded.replaceAll('i\u0307', 'i').replace(/\s+/g, ' ').normalize('NFKC');
}
