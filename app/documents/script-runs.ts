/** The two families of documents: one for Latin, Greek and Cyrillic, one for Hangul and Han. */
export type Face = 'serif' | 'korean';
/** Text for one face. Where nothing can draw it, the text is U+FFFD and `actual` what was meant. */
export type ScriptRun = { face: Face; text: string; actual?: string };
/** Whether a face has a glyph of its own for the code point. */
export type Coverage = (face: Face, codePoint: number) => boolean;

const clusters = /\P{M}\p{M}*|\p{M}+/gu;
const eastAsian =
  /^[\p{scx=Hangul}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const letter = /^[\p{L}\p{M}]/u;
/**
 * What copies out only when it is told apart: compatibility forms, which share a glyph with the
 * usual character, ligatures, which are taken apart, and marks that stand above a letter without
 * room of their own, behind which a reader sees a space.
 */
const toldApart = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]|\P{M}\p{M}/u;
const replacement = '\ufffd';

/**
 * Splits text into runs by script. Digits, spaces and punctuation go with the letters around them
 * and, between two scripts, with the face of the text's language. No character is dropped: what no
 * face covers becomes a visible U+FFFD that still copies out as what was meant.
 */
export function splitByScript(text: string, base: Face, covers: Coverage): ScriptRun[] {
  const parts = text.normalize('NFC').match(clusters) ?? [];
  const strong = parts.map(faceOfScript);
  const runs: ScriptRun[] = [];
  let before: Face | null = null;
  let after: { face: Face | null; at: number } = { face: null, at: -1 };
  for (const [index, part] of parts.entries()) {
    const own = strong[index] ?? null;
    if (own) before = own;
    else if (after.at <= index) after = nextStrong(strong, index);
    const wanted: Face = own ?? (before === after.face ? before : null) ?? base;
    appendRun(runs, drawable(part, wanted, covers));
  }
  return runs;
}

function faceOfScript(part: string): Face | null {
  if (eastAsian.test(part)) return 'korean';
  return letter.test(part) ? 'serif' : null;
}

function nextStrong(strong: (Face | null)[], from: number): { face: Face | null; at: number } {
  let at = from + 1;
  while (at < strong.length && strong[at] === null) at += 1;
  return { face: strong[at] ?? null, at };
}

function drawable(part: string, wanted: Face, covers: Coverage): ScriptRun {
  const codePoints = [...part].map((character) => character.codePointAt(0) ?? 0);
  const other: Face = wanted === 'serif' ? 'korean' : 'serif';
  for (const face of [wanted, other]) {
    if (!codePoints.every((codePoint) => covers(face, codePoint))) continue;
    return toldApart.test(part) ? { face, text: part, actual: part } : { face, text: part };
  }
  return { face: 'serif', text: replacement, actual: part };
}

/** So many undrawable characters at most in a row; between two rows a line may break. */
const longestReplacement = 12;

function appendRun(runs: ScriptRun[], run: ScriptRun): void {
  const last = runs.at(-1);
  const missing = run.actual !== undefined && run.text === replacement;
  if (missing && last?.actual !== undefined && last.text[0] === replacement) {
    if (last.text.length < longestReplacement) {
      last.text += run.text;
      last.actual += run.actual;
      return;
    }
  }
  if (last?.face === run.face && last.actual === undefined && run.actual === undefined) {
    last.text += run.text;
  } else {
    runs.push(run);
  }
}
