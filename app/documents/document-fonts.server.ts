import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { type Face, type ScriptRun, splitByScript } from '~/documents/script-runs';

const files = {
  'serif-regular': 'noto-serif/400Regular/NotoSerif_400Regular.ttf',
  'serif-bold': 'noto-serif/600SemiBold/NotoSerif_600SemiBold.ttf',
  'korean-regular': 'noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
  'korean-bold': 'noto-sans-kr/600SemiBold/NotoSansKR_600SemiBold.ttf',
} as const;

export type FontKey = keyof typeof files;
export const fontKeys = Object.keys(files) as FontKey[];

const require = createRequire(import.meta.url);
const open = new Map<FontKey, { data: Buffer; font: Font }>();

/** The font of a face and weight, read once per process; no font of the system is ever used. */
export function documentFont(key: FontKey): { data: Buffer; font: Font } {
  let opened = open.get(key);
  if (!opened) {
    const data = readFileSync(require.resolve(`@expo-google-fonts/${files[key]}`));
    opened = { data, font: create(data) };
    open.set(key, opened);
  }
  return opened;
}

export function fontKey(face: Face, bold: boolean): FontKey {
  return `${face}-${bold ? 'bold' : 'regular'}`;
}

const covered: Record<Face, Map<number, boolean>> = { serif: new Map(), korean: new Map() };
/** These share a glyph with a commoner character in the Korean font and would copy out as that. */
const notFromKorean = new Set(
  [...'\u00a0\u00ad\u02bb\u2003\u2011\u2012\u2027\u2035\u22ef'].map((c) => c.codePointAt(0)),
);

function covers(face: Face, codePoint: number): boolean {
  const known = covered[face].get(codePoint);
  if (known !== undefined) return known;
  const { font } = documentFont(fontKey(face, false));
  const aliased = face === 'korean' && notFromKorean.has(codePoint);
  const has = !aliased && font.hasGlyphForCodePoint(codePoint);
  covered[face].set(codePoint, has);
  return has;
}

const plainLatin = /^[ -~]+$/;
const onlyHangul = /^[\uac00-\ud7a3]+$/;

/** Text in runs by face, as far as the fonts of documents cover it. */
export function runsByScript(text: string, base: Face): ScriptRun[] {
  if (base === 'serif' && plainLatin.test(text)) return [{ face: 'serif', text }];
  if (onlyHangul.test(text)) return [{ face: 'korean', text }];
  return splitByScript(text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '), base, covers);
}
