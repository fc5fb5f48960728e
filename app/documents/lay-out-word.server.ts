import type { Glyph, GlyphPosition } from 'fontkit';
import { documentFont, type FontKey } from '~/documents/document-fonts.server';

/** The glyphs of a word and where they go, in thousandths of the font size. */
export type WordLayout = {
  glyphs: Glyph[];
  positions: (GlyphPosition & { advanceWidth: number })[];
  advanceWidth: number;
};

const wordsKept = 10_000;
const kept: Partial<Record<FontKey, Map<string, WordLayout>>> = {};

/** Scripts that are written letter by letter: but for kerning and ligatures, shaping is idle. */
const unshaped =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\uac00-\ud7a3\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}]*$/u;
const idleFeatures = Object.fromEntries(
  'ccmp locl rlig calt clig rclt curs mark mkmk rvrn ltra ltrm'
    .split(' ')
    .map((feature) => [feature, false]),
);

/** Digits and Hangul syllables stand side by side as they are; looking them up is quick. */
const sideBySide = /^(?:[0-9]+|[\uac00-\ud7a3]+) ?$/;

/**
 * Letters of which each is one glyph and only its neighbour moves it: no marks, and none of the `f`s
 * that are drawn together with what follows.
 */
const pairwise =
  /^(?:(?!f[fijlbhkt])[!-~\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e\u0400-\u045f\u0490\u0491\u2019])+ ?$/;

/**
 * Lays a word out once for measuring and drawing alike, in all documents of the process; of each
 * font the last 10,000 words or so are remembered.
 */
export function layOutWord(key: FontKey, word: string): WordLayout {
  if (sideBySide.test(word)) return inARow(key, word);
  let words = kept[key];
  if (!words) {
    words = new Map();
    kept[key] = words;
  }
  let layout = words.get(word);
  if (!layout) {
    layout = pairwise.test(word) ? pairByPair(key, word) : shape(key, word);
    if (words.size >= wordsKept) words.clear();
    words.set(word, layout);
  }
  return layout;
}

function inARow(key: FontKey, word: string): WordLayout {
  const { font } = documentFont(key);
  const scale = 1000 / font.unitsPerEm;
  const layout: WordLayout = { glyphs: [], positions: [], advanceWidth: 0 };
  for (const character of word) {
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const advanceWidth = glyph.advanceWidth * scale;
    layout.glyphs.push(glyph);
    layout.positions.push({
      xAdvance: advanceWidth,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
      advanceWidth,
    });
    layout.advanceWidth += advanceWidth;
  }
  return layout;
}

type Pairs = Map<number, { glyph: Glyph; advance: number; before: Map<number, number> }>;
const pairs: Partial<Record<FontKey, Pairs>> = {};

/**
 * The same as shaping the word, from what is known of each letter and of each two neighbours: names
 * are seldom met twice, but their letters are few.
 */
function pairByPair(key: FontKey, word: string): WordLayout {
  let letters = pairs[key];
  if (!letters) {
    letters = new Map();
    pairs[key] = letters;
  }
  const layout: WordLayout = { glyphs: [], positions: [], advanceWidth: 0 };
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    let letter = letters.get(code);
    if (!letter) {
      const { glyphs, positions } = shape(key, word.charAt(index));
      const [glyph, position] = [glyphs[0], positions[0]];
      if (!glyph || !position) throw new Error('a letter without a glyph');
      letter = { glyph, advance: position.advanceWidth, before: new Map() };
      letters.set(code, letter);
    }
    const next = word.charCodeAt(index + 1);
    let xAdvance = letter.advance;
    if (index + 1 < word.length) {
      const known = letter.before.get(next);
      xAdvance = known ?? shape(key, word.slice(index, index + 2)).positions[0]?.xAdvance ?? 0;
      if (known === undefined) letter.before.set(next, xAdvance);
    }
    const { glyph, advance: advanceWidth } = letter;
    layout.glyphs.push(glyph);
    layout.positions.push({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth });
    layout.advanceWidth += xAdvance;
  }
  return layout;
}

/** Shapes a word as the font says: with ligatures, marks and kerning. */
export function shape(key: FontKey, word: string): WordLayout {
  const { font } = documentFont(key);
  const scale = 1000 / font.unitsPerEm;
  const run = font.layout(word, unshaped.test(word) ? idleFeatures : undefined);
  const positions = run.positions.map((position, index) => ({
    xAdvance: position.xAdvance * scale,
    yAdvance: position.yAdvance * scale,
    xOffset: position.xOffset * scale,
    yOffset: position.yOffset * scale,
    advanceWidth: (run.glyphs[index]?.advanceWidth ?? 0) * scale,
  }));
  const advanceWidth = positions.reduce((sum, position) => sum + position.xAdvance, 0);
  return { glyphs: run.glyphs, positions, advanceWidth };
}

/** The advance width of text in em. A word is laid out with the space behind it, as pdfkit does. */
export function widthInEm(key: FontKey, text: string): number {
  let width = 0;
  for (const word of text.match(/[^ ]* |[^ ]+/g) ?? []) width += layOutWord(key, word).advanceWidth;
  return width / 1000;
}
