import { createHash } from 'node:crypto';
import { partAt } from './part-at';
import { fieldsOf, type TextContent, type TextKind, textShapes } from './text-kind';

/**
 * What each field of a translation was made from: a hash of the master's field by a key of the
 * field and its translated words. By words and not by place, so that an item that is moved keeps
 * its origin, and one that is written anew has none until it is saved beside a master's.
 */
export type Sources = Record<string, string>;

/** A short hash of one field, the same for the same words; for comparing, not a secret. */
export function hashPart(part: unknown): string {
  const canonical = JSON.stringify(sortKeys(part)) ?? '';
  return createHash('sha256').update(canonical).digest('base64url').slice(0, 12);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sortKeys(part)]),
  );
}

/** Whether nothing is written there; an id or a switch alone is nothing. */
export function isBlank(part: unknown): boolean {
  if (typeof part === 'string') return part.trim() === '';
  if (Array.isArray(part)) return part.every(isBlank);
  if (part === null || typeof part !== 'object') return true;
  return Object.entries(part).every(([key, value]) => key === 'id' || isBlank(value));
}

function keyOf(path: string, part: unknown): string {
  return `${path.replace(/\.\d+$/, '')}:${hashPart(part)}`;
}

/** The hash of each field of the master, as the form beside it carries it. */
export function hashFields(kind: TextKind, master: TextContent): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(kind, master).map((path) => [path, hashPart(partAt(master, path))]),
  );
}

/** What a translation was made from that stands beside this master, every field of it. */
export function sourcesBeside(
  kind: TextKind,
  translation: TextContent,
  master: TextContent,
): Sources {
  const seen = hashFields(kind, master);
  const stillRight = textShapes[kind].lists;
  return recordSources(kind, { before: {}, after: translation, sources: {}, seen, stillRight });
}

/** By which a list is known that has another number of items than the master's on purpose. */
function countKey(list: string): string {
  return `${list}:count`;
}

function counted(translation: TextContent, master: Record<string, unknown>, list: string): string {
  return `${countItems(translation, list)}/${countItems(master, list)}`;
}

/** The lists whose number of items differs from the master's, and nobody has said that it may. */
export function findUnevenLists(
  kind: TextKind,
  given: { translation: TextContent; master: TextContent; sources: Sources },
): string[] {
  const { translation, master, sources } = given;
  return textShapes[kind].lists.filter(
    (list) =>
      countItems(translation, list) !== countItems(master, list) &&
      sources[countKey(list)] !== counted(translation, master, list),
  );
}

/**
 * The sources after a save: a field with new words, or one that is said to be still right, was made
 * from the master's field that was `seen` beside it; the others stay, and what is gone is dropped.
 */
export function recordSources(
  kind: TextKind,
  given: {
    before: TextContent;
    after: TextContent;
    sources: Sources;
    seen: Record<string, string>;
    stillRight: readonly string[];
  },
): Sources {
  const { before, after, sources, seen, stillRight } = given;
  const known = new Set(fieldsOf(kind, before).map((path) => keyOf(path, partAt(before, path))));
  const next: Sources = {};
  for (const path of fieldsOf(kind, after)) {
    const part = partAt(after, path);
    if (isBlank(part)) continue;
    const key = keyOf(path, part);
    const anew = !known.has(key) || stillRight.includes(path);
    const source = anew ? (seen[path] ?? sources[key]) : sources[key];
    if (source !== undefined) next[key] = source;
  }
  const masterItems = Object.keys(seen);
  for (const list of textShapes[kind].lists) {
    const items = masterItems.filter((path) => path.startsWith(`${list}.`));
    const said = stillRight.includes(list) ? counted(after, { [list]: items }, list) : undefined;
    const agreed = said ?? sources[countKey(list)];
    if (agreed !== undefined) next[countKey(list)] = agreed;
  }
  return next;
}

/**
 * The fields of a translation whose master has changed since they were made, and the lists that
 * have more or fewer items than the master's.
 */
export function findChangedSources(
  kind: TextKind,
  given: { translation: TextContent; master: TextContent; sources: Sources },
): string[] {
  const { translation, master, sources } = given;
  const changed = fieldsOf(kind, translation).filter((path) => {
    const part = partAt(translation, path);
    const origin = partAt(master, path);
    if (isBlank(part) || origin === undefined) return false;
    return sources[keyOf(path, part)] !== hashPart(origin);
  });
  return [...changed, ...findUnevenLists(kind, given)];
}

function countItems(content: TextContent, list: string): number {
  return ((partAt(content, list) as unknown[] | undefined) ?? []).length;
}

/** The fields that the master has and the translation has not, by path. */
export function findUntranslated(
  kind: TextKind,
  given: { translation: TextContent; master: TextContent; sources: Sources },
): string[] {
  const { translation, master } = given;
  const uneven = findUnevenLists(kind, given);
  return fieldsOf(kind, master).filter((path) => {
    if (isBlank(partAt(master, path)) || !isBlank(partAt(translation, path))) return false;
    const isThere = partAt(translation, path) !== undefined;
    const [list = ''] = path.split('.');
    return isThere || !textShapes[kind].lists.includes(list) || uneven.includes(list);
  });
}
