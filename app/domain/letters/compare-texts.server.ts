import { diffArrays, diffWordsWithSpace } from 'diff';
import { partAt } from './part-at';
import { type TextContent, type TextKind, textShapes } from './text-kind';
import { hashPart } from './translation-sources.server';

/** A stretch of words: in both texts, only in the earlier, or only in the later one. */
export type ComparedWords = { text: string; in: 'both' | 'before' | 'after' };
/** `field` is a path; for an item of a list its place in the later text, or where it was. */
export type FieldDifference = { field: string; words: ComparedWords[] };

/** Where two texts of a kind differ, field by field, in words; equal fields are left out. */
export function compareTexts(
  kind: TextKind,
  before: TextContent,
  after: TextContent,
): FieldDifference[] {
  const { single, lists } = textShapes[kind];
  const fields = single.map((field) => ({
    field,
    words: compareWords(wordsOf(partAt(before, field)), wordsOf(partAt(after, field))),
  }));
  const items = lists.flatMap((list) =>
    compareItems(list, itemsOf(before, list), itemsOf(after, list)),
  );
  return [...fields, ...items].filter(({ words }) => words.some((part) => part.in !== 'both'));
}

function itemsOf(content: TextContent, list: string): unknown[] {
  return (partAt(content, list) as unknown[] | undefined) ?? [];
}

/** Items are matched first, so that one that was put between others is the only difference. */
function compareItems(list: string, before: unknown[], after: unknown[]): FieldDifference[] {
  const changes = diffArrays(before.map(hashPart), after.map(hashPart));
  const found: FieldDifference[] = [];
  let [old, now] = [0, 0];
  changes.forEach((change, index) => {
    const count = change.value.length;
    if (!change.added && !change.removed) {
      old += count;
      now += count;
      return;
    }
    if (change.added && changes[index - 1]?.removed) return;
    const gone = change.removed ? before.slice(old, old + count) : [];
    const next = change.removed ? changes[index + 1] : change;
    const come = next?.added ? after.slice(now, now + next.value.length) : [];
    for (let at = 0; at < Math.max(gone.length, come.length); at += 1) {
      const words = compareWords(wordsOf(gone[at]), wordsOf(come[at]));
      found.push({ field: `${list}.${(at < come.length ? now : old) + at}`, words });
    }
    old += gone.length;
    now += come.length;
  });
  return found;
}

/** Words that were written anew are shown whole: a word here and there in common helps nobody. */
const leastInCommon = 0.4;

function compareWords(before: string, after: string): ComparedWords[] {
  const parts: ComparedWords[] = diffWordsWithSpace(before, after).map((part) => ({
    text: part.value,
    in: part.added ? 'after' : part.removed ? 'before' : 'both',
  }));
  const common = parts.filter((part) => part.in === 'both').map(({ text }) => text.trim());
  const longer = Math.max(before.length, after.length);
  if (!before || !after || common.join('').length >= leastInCommon * longer) return parts;
  return [
    { text: before, in: 'before' },
    { text: '\n', in: 'both' },
    { text: after, in: 'after' },
  ];
}

/** A field as running text: lines below one another, the parts of an item likewise. */
function wordsOf(part: unknown): string {
  if (part === undefined || part === null || typeof part === 'boolean') return '';
  if (Array.isArray(part)) return part.map(wordsOf).join('\n');
  if (typeof part !== 'object') return String(part);
  return Object.entries(part)
    .filter(([key]) => key !== 'id')
    .map(([, value]) => wordsOf(value))
    .filter(Boolean)
    .join('\n');
}
