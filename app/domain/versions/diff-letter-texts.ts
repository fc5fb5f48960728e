import { diffArrays } from 'diff';
import { type LetterText, letterTextSchema } from '../letters/letter';

export type LetterField = keyof LetterText;
export type DiffPart = { change: 'same' | 'added' | 'removed'; text: string };
/** One line or paragraph of a field, word by word. */
export type DiffLine = DiffPart[];
export type FieldDiff = { field: LetterField; lines: DiffLine[] };

type Piece<Value> = { added: boolean; removed: boolean; value: Value[] };

const words = /[\p{L}\p{M}\p{N}'’-]+|\s+|./gsu;
/** Two texts with nothing in common are shown one after the other. */
const mostEdits = 1500;

/**
 * What differs between two texts of a letter in one language, field by field in the order of the
 * letter, word by word; fields that are the same are left out, so the same texts give an empty list.
 * All parts that are not added, in order, are the text before; all that are not removed, the text
 * after.
 */
export function diffLetterTexts(before: LetterText, after: LetterText): FieldDiff[] {
  const fields = Object.keys(letterTextSchema.shape) as LetterField[];
  return fields.flatMap((field) => {
    const lines = diffLines(linesOf(before, field), linesOf(after, field));
    const same = lines.every((line) => line.every(({ change }) => change === 'same'));
    return same ? [] : [{ field, lines }];
  });
}

function linesOf(text: LetterText, field: LetterField): string[] {
  switch (field) {
    case 'letterhead':
      return [text.letterhead.name, ...text.letterhead.lines];
    case 'notes':
      return text.notes.map(({ id, text: note, url }) => `[${id}] ${note}${url ? ` ${url}` : ''}`);
    default: {
      const value = text[field];
      return typeof value === 'string' ? [value] : value;
    }
  }
}

/** Lines that are the same stand for themselves; between them, old and new ones are paired in order. */
function diffLines(before: string[], after: string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    for (let place = 0; place < Math.max(removed.length, added.length); place += 1) {
      lines.push(diffWords(removed[place] ?? '', added[place] ?? ''));
    }
    removed = [];
    added = [];
  };
  for (const piece of compare(before, after)) {
    if (piece.removed) removed.push(...piece.value);
    else if (piece.added) added.push(...piece.value);
    else {
      flush();
      for (const text of piece.value) lines.push([{ change: 'same', text }]);
    }
  }
  flush();
  return lines;
}

function diffWords(before: string, after: string): DiffLine {
  const pieces = compare(before.match(words) ?? [], after.match(words) ?? []);
  return pieces.map(({ added, removed, value }) => ({
    change: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

function compare(before: string[], after: string[]): Piece<string>[] {
  const found = diffArrays(before, after, { maxEditLength: mostEdits });
  if (found) return found;
  return [
    { added: false, removed: true, value: before },
    { added: true, removed: false, value: after },
  ];
}
