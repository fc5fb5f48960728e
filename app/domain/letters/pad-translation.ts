import { partAt } from './part-at';
import type { TextContent } from './text-kind';

/**
 * A translation with an empty item beside each item of the master in these lists, so that there is
 * a place to write it; ids and addresses of notes are the master's.
 */
export function padTranslation(
  translation: TextContent,
  master: TextContent,
  lists: readonly string[],
): TextContent {
  const padded = lists.map((list) => {
    const items = (partAt(translation, list) as unknown[] | undefined) ?? [];
    const missing = ((partAt(master, list) as unknown[] | undefined) ?? []).slice(items.length);
    return [list, [...items, ...missing.map(withoutWords)]];
  });
  return { ...translation, ...Object.fromEntries(padded) };
}

const sameInEveryLanguage = ['id', 'url', 'date', 'sourceId', 'demonstration'];

function withoutWords(item: unknown): unknown {
  if (item === null || typeof item !== 'object') return '';
  const parts = Object.entries(item).map(([key, value]) => {
    if (sameInEveryLanguage.includes(key)) return [key, value];
    return [key, Array.isArray(value) ? [] : ''];
  });
  return Object.fromEntries(parts);
}
