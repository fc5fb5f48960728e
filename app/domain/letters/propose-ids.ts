import { longestSlug, proposeSlug } from './slug';
import type { TextContent, TextKind } from './text-kind';

/** The words that the id of an item is made of, by list; items of other lists are named by people. */
const words: Record<TextKind, Record<string, string>> = {
  letter: {},
  background: { sections: 'heading', questions: 'question' },
};

/** What the page has for itself. */
const taken = ['timeline', 'questions', 'sources', 'main'];

type Item = Record<string, unknown> & { id: string };

/**
 * Gives each item without an id one that is made of its heading, for its place in the page's
 * address: `who-the-soldiers-are`, or `section-3` for a heading without Latin letters. Unique in its
 * list. An item without a heading waits. Runs on text as it was typed, and changes nothing in it.
 */
export function proposeIds(kind: TextKind, content: TextContent): TextContent {
  const lists = Object.entries(words[kind]).map(([list, part]) => {
    const items = content[list] as Item[];
    const ids = new Set([...taken, ...items.map(({ id }) => id.trim())]);
    const named = items.map((item, index) => {
      const heading = String(item[part] ?? '').trim();
      if (item.id.trim() !== '' || heading === '') return item;
      const id = findFree(proposeSlug(heading) || `${list.slice(0, -1)}-${index + 1}`, ids);
      ids.add(id);
      return { ...item, id };
    });
    return [list, named];
  });
  return { ...content, ...Object.fromEntries(lists) };
}

function findFree(id: string, ids: ReadonlySet<string>): string {
  if (!ids.has(id)) return id;
  for (let number = 2; ; number += 1) {
    const other = `${id.slice(0, longestSlug)}-${number}`;
    if (!ids.has(other)) return other;
  }
}
