import type { LetterDraft } from './letter-draft';

/** Where a reference is put: a field such as `paragraphs.2`, and behind which character. */
export type Citation = { field: string; note: string; at: number | null };

const citable = /^(requestsIntroduction|(?:paragraphs|requests|closing)\.\d{1,3})$/;

/** Whether a reference to a note may stand in this field. */
export function isCitable(field: string): boolean {
  return citable.test(field);
}

/**
 * Puts `[^n]` into a field, at the end where no place is given, and adds an empty note when `note`
 * is `new`. Null when the field or the note is not there. Runs on text as it was typed.
 */
export function citeNote(content: LetterDraft, citation: Citation): LetterDraft | null {
  const { field, note, at } = citation;
  if (!isCitable(field)) return null;
  const ids = content.notes.map(({ id }) => id);
  const fresh = `${Math.max(0, ...ids.map((id) => Number(id) || 0)) + 1}`;
  const id = note === 'new' ? fresh : note;
  if (note !== 'new' && !ids.includes(id)) return null;
  const notes =
    note === 'new' ? [...content.notes, { id, text: '', url: undefined }] : content.notes;
  const [key = '', index] = field.split('.');
  const insert = (text: string) => {
    const place = at === null ? text.trimEnd().length : Math.min(at, text.length);
    return `${text.slice(0, place)}[^${id}]${text.slice(place)}`;
  };
  if (index === undefined) {
    return { ...content, notes, requestsIntroduction: insert(content.requestsIntroduction) };
  }
  const items = content[key as 'paragraphs' | 'requests' | 'closing'];
  if (items[Number(index)] === undefined) return null;
  const changed = items.map((item, place) => (place === Number(index) ? insert(item) : item));
  return { ...content, notes, [key]: changed };
}

/** References without a note, by the field that has them. */
export function findLooseReferences(content: LetterDraft): { field: string; id: string }[] {
  const ids = new Set(content.notes.map(({ id }) => id));
  const texts = [
    ...(['paragraphs', 'requests', 'closing'] as const).flatMap((list) =>
      content[list].map((text, index) => ({ field: `${list}.${index}`, text })),
    ),
    { field: 'requestsIntroduction', text: content.requestsIntroduction },
  ];
  return texts.flatMap(({ field, text }) =>
    [...text.matchAll(/\[\^([^\]]{1,64})\]/g)]
      .map(([, id = '']) => ({ field, id }))
      .filter((reference) => !ids.has(reference.id)),
  );
}
