import { changeItems, type ItemChange } from './change-items';
import type { TextContent, TextKind } from './text-kind';

/**
 * What a control holds: `text` as it is, `lines` a line each, `paragraphs` with an empty line
 * between, `flag` a box that is ticked.
 */
type Control = 'text' | 'lines' | 'paragraphs' | 'flag';

/** How a kind of text is written in a form whose controls are named by paths (`requests.2`). */
type TextForm = {
  single: Record<string, Control>;
  /** Items of one control (`null`), or of several by name. */
  lists: Record<string, Record<string, Control> | null>;
  /** Lists of which an item with an empty line in it becomes two. */
  split: string[];
};

const textForms: Record<TextKind, TextForm> = {
  letter: {
    single: {
      title: 'text',
      summary: 'text',
      'letterhead.name': 'text',
      'letterhead.lines': 'lines',
      place: 'text',
      date: 'text',
      addressee: 'lines',
      addresseeShort: 'text',
      subject: 'text',
      salutation: 'text',
      requestsIntroduction: 'text',
      signOff: 'text',
      contact: 'lines',
    },
    lists: {
      paragraphs: null,
      requests: null,
      closing: null,
      notes: { id: 'text', text: 'text', url: 'text' },
    },
    split: ['paragraphs', 'closing'],
  },
  background: {
    single: { introduction: 'text' },
    lists: {
      sections: { id: 'text', heading: 'text', paragraphs: 'paragraphs' },
      timeline: { date: 'text', text: 'text', sourceId: 'text', demonstration: 'flag' },
      sources: { id: 'text', title: 'text', publisher: 'text', date: 'text', url: 'text' },
      questions: { id: 'text', question: 'text', answer: 'paragraphs' },
    },
    split: [],
  },
};

/**
 * The name of the control that holds what stands at a path: one line of an address is in its field,
 * one paragraph of a section in that of its paragraphs.
 */
export function controlOf(kind: TextKind, path: string): string {
  const { single, lists } = textForms[kind];
  const [list = '', index, part = ''] = path.split('.');
  if (lists[list]?.[part]) return `${list}.${index}.${part}`;
  return Object.keys(single).find((name) => path.startsWith(`${name}.`)) ?? path;
}

/** What stands before the number in the marks of these lists: `[^1]`, `[^source-1]`. */
const marks: Record<string, string> = { notes: '', sources: 'source-' };

type Fields = Readonly<Record<string, string>>;
type Row = { value: unknown; seen?: string; right: boolean };

/** What a form says: the text, and for a translation what stood beside it. */
export type TypedText = {
  content: TextContent;
  seen: Record<string, string>;
  stillRight: string[];
};

/** More rows than any list takes, so that a form that names a millionth one is no work. */
const mostRows = 100;

/**
 * Reads the controls of a text, as they were typed. `change` is applied to its list, and what
 * belongs to an item goes with it. The hashes of the master's fields come as JSON in `seen`, a box
 * `right:requests.2` says that a field is still right.
 */
export function readTextForm(kind: TextKind, fields: Fields, change?: ItemChange): TypedText {
  const form = textForms[kind];
  const allSeen = readSeen(fields.seen);
  const typed: TypedText = { content: {}, seen: {}, stillRight: [] };
  for (const [path, control] of Object.entries(form.single)) {
    put(typed.content, path, readControl(control, fields[path]));
    note(typed, path, { value: null, seen: allSeen[path], right: isRight(fields, path) });
  }
  for (const [list, parts] of Object.entries(form.lists)) {
    const rows = readRows(fields, list, parts).map((value, index): Row => {
      const path = `${list}.${index}`;
      return { value, seen: allSeen[path], right: isRight(fields, path) };
    });
    const whole = form.split.includes(list) ? rows.flatMap(splitRow) : rows;
    const empty = { value: newItem(list, parts, whole), right: false };
    const changed = change?.list === list ? changeItems(whole, change, empty) : whole;
    put(
      typed.content,
      list,
      changed.map(({ value }) => value),
    );
    changed.forEach((row, index) => {
      note(typed, `${list}.${index}`, row);
    });
  }
  return typed;
}

function isRight(fields: Fields, path: string): boolean {
  return fields[`right:${path}`] === 'yes';
}

function note(typed: TypedText, path: string, { seen, right }: Row): void {
  if (seen !== undefined) typed.seen[path] = seen;
  if (right) typed.stillRight.push(path);
}

function readSeen(json = '{}'): Record<string, string> {
  try {
    const seen: unknown = JSON.parse(json);
    if (seen === null || typeof seen !== 'object') return {};
    const hashes = Object.entries(seen).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && /^[\w-]{12}$/.test(entry[1]),
    );
    return Object.fromEntries(hashes);
  } catch {
    return {};
  }
}

function readControl(control: Control, typed = ''): unknown {
  const text = typed.replaceAll(/\r\n?/g, '\n');
  if (control === 'flag') return text === 'yes';
  if (control === 'lines') return text.split('\n');
  if (control === 'paragraphs')
    return text.split(/\n[ \t]*\n/).filter((part) => part.trim() !== '');
  return text;
}

function readRows(fields: Fields, list: string, parts: Record<string, Control> | null): unknown[] {
  const numbers = Object.keys(fields).flatMap((name) => {
    const found = name.startsWith(`${list}.`) ? /^\d{1,3}/.exec(name.slice(list.length + 1)) : null;
    return found ? [Number(found[0])] : [];
  });
  const count = Math.min(Math.max(-1, ...numbers) + 1, mostRows);
  return Array.from({ length: count }, (_, index) => {
    const path = `${list}.${index}`;
    if (!parts) return readControl('text', fields[path]);
    const read = Object.entries(parts).map(([part, control]) => [
      part,
      readControl(control, fields[`${path}.${part}`]),
    ]);
    return Object.fromEntries(read);
  });
}

function splitRow(row: Row): Row[] {
  const pieces = String(row.value)
    .split(/\n[ \t]*\n/)
    .filter((piece) => piece.trim() !== '');
  if (pieces.length < 2) return [row];
  return pieces.map((value, index) => (index === 0 ? { ...row, value } : { value, right: false }));
}

/** An item without words; one that the text refers to by its mark has the next free one. */
function newItem(list: string, parts: Record<string, Control> | null, rows: Row[]): unknown {
  if (!parts) return '';
  const empty = Object.entries(parts).map(([part, control]) => [part, readControl(control)]);
  const before = marks[list];
  if (before === undefined) return Object.fromEntries(empty);
  const numbers = rows.map(({ value }) => {
    const { id = '' } = value as { id?: string };
    return id.startsWith(before) ? Number(id.slice(before.length)) || 0 : 0;
  });
  return { ...Object.fromEntries(empty), id: `${before}${Math.max(0, ...numbers) + 1}` };
}

function put(content: TextContent, path: string, value: unknown): void {
  const [key = '', inner] = path.split('.');
  if (inner === undefined) content[key] = value;
  else content[key] = { ...(content[key] as object | undefined), [inner]: value };
}
