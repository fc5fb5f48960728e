/** Text in one style. With `actual` the text is a picture of it that must not be joined or cut. */
export type StyledText<S> = { text: string; style: S; actual?: string };
/** A line: its runs in order, spaces included, each with its width in the unit of `measure`. */
export type WrappedLine<S> = { runs: (StyledText<S> & { width: number })[]; width: number };

type Part<S> = WrappedLine<S>['runs'][number];
type Token<S> = { space: Part<S> } | { space: null; word: Part<S>[] };
type Measure<S> = (text: string, style: S) => number;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const goodBreak = /[/\-–—.?&=_,;]$/;

/**
 * Breaks text into lines no wider than `width`, at spaces only: a Korean word or a name is never
 * torn. Only a word that is wider than a whole line is broken, after a slash or the like if there
 * is one. A word may run over several styles (a bold half, a note's number).
 */
export function wrapRuns<S>(
  runs: readonly StyledText<S>[],
  width: number,
  measure: Measure<S>,
): WrappedLine<S>[] {
  const lines: WrappedLine<S>[] = [];
  let line: WrappedLine<S> = { runs: [], width: 0 };
  let space: Part<S> | null = null;
  const finish = () => {
    lines.push(line);
    line = { runs: [], width: 0 };
  };
  for (const token of splitWords(runs, measure)) {
    if (token.space) {
      space = token.space;
      continue;
    }
    const wordWidth = token.word.reduce((total, part) => total + part.width, 0);
    if (line.runs.length > 0) {
      if (line.width + (space?.width ?? 0) + wordWidth > width) finish();
      else if (space) append(line, space);
    }
    space = null;
    const pieces = wordWidth > width ? breakWord(token.word, width, measure) : [token.word];
    for (const [index, parts] of pieces.entries()) {
      if (index > 0) finish();
      for (const part of parts) append(line, part);
    }
  }
  if (line.runs.length > 0) finish();
  return lines;
}

function* splitWords<S>(
  runs: readonly StyledText<S>[],
  measure: Measure<S>,
): Generator<Token<S>, void> {
  let word: Part<S>[] = [];
  for (const { text, style, actual } of runs) {
    for (const piece of text.split(/( +)/)) {
      if (piece === '') continue;
      if (piece[0] !== ' ') {
        word.push({ text: piece, style, actual, width: measure(piece, style) });
        continue;
      }
      if (word.length > 0) yield { space: null, word };
      word = [];
      yield { space: { text: ' ', style, width: measure(' ', style) } };
    }
  }
  if (word.length > 0) yield { space: null, word };
}

function breakWord<S>(word: Part<S>[], width: number, measure: Measure<S>): Part<S>[][] {
  const letters = word.flatMap((part) =>
    part.actual === undefined
      ? [...graphemes.segment(part.text)].map(({ segment }) => ({
          text: segment,
          style: part.style,
          width: measure(segment, part.style),
        }))
      : [part],
  );
  const pieces: Part<S>[][] = [];
  let from = 0;
  while (from < letters.length) {
    const to = endOfPiece(letters, from, width);
    pieces.push(letters.slice(from, to));
    from = to;
  }
  return pieces;
}

function endOfPiece<S>(letters: Part<S>[], from: number, width: number): number {
  let used = 0;
  let to = from;
  while (to < letters.length) {
    used += letters[to]?.width ?? 0;
    if (used > width && to > from) break;
    to += 1;
  }
  if (to === letters.length) return to;
  const half = from + (to - from) / 2;
  for (let at = to; at > half; at -= 1) {
    if (goodBreak.test(letters[at - 1]?.text ?? '')) return at;
  }
  return to;
}

function append<S>(line: WrappedLine<S>, part: Part<S>): void {
  const last = line.runs.at(-1);
  line.width += part.width;
  const joins = last?.style === part.style && last.actual === undefined;
  if (last && joins && part.actual === undefined) {
    last.text += part.text;
    last.width += part.width;
  } else {
    line.runs.push({ ...part });
  }
}
