import { randomUUID } from 'node:crypto';
import { clockTime } from '~/components/desk/moments';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { placeAfter, readItemChange } from '~/domain/letters/change-items';
import { citeNote } from '~/domain/letters/cite-note';
import { compareTexts, type FieldDifference } from '~/domain/letters/compare-texts.server';
import type { LockHolder, TextPlace } from '~/domain/letters/edit-lock.server';
import type { LetterDraft } from '~/domain/letters/letter-draft';
import { partAt } from '~/domain/letters/part-at';
import { proposeIds } from '~/domain/letters/propose-ids';
import { type DraftFault, saveDraft } from '~/domain/letters/save-draft.server';
import { takeOverEditing } from '~/domain/letters/take-over-editing.server';
import { controlOf, readTextForm, type TypedText } from '~/domain/letters/text-form';
import { type TextContent, textShapes } from '~/domain/letters/text-kind';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

/** A form that was not saved, with all that was typed, and what the page says about it. */
export type RefusedText = {
  reason: 'stale' | 'taken-over' | 'invalid' | 'cite';
  refusal: Refusal;
  attempt: string;
  typed: TextContent;
  stillRight: string[];
  review: string | undefined;
  /** What the next save is about: after `stale` what is stored now, because the page shows it. */
  revision: number;
  /** Words about a field, by its path. */
  faults: Record<string, string>;
  /** From what is stored now to what was typed. */
  differences: FieldDifference[];
};

type Given = { fields: FormFields; place: TextPlace; actor: Actor; timeZone: string };

/**
 * What the form of an editor asks for: `save`, a change of a list (`up:requests.2`), `cite`, or
 * `take-over`, alone or with a text that is then saved. Throws a 404 for anything else.
 */
export async function saveText(
  ctx: Context,
  given: Given,
): Promise<
  | { ok: true; revision: number; savedAt: Date | null; at: string | null }
  | { ok: false; status: 409 | 422; refused: RefusedText }
> {
  const { fields, place, actor } = given;
  const { intent = '', review } = fields;
  const change = readItemChange(intent);
  if (!change && !['save', 'cite', 'take-over'].includes(intent)) return notFound();
  if (intent === 'take-over') {
    const taken = await takeOverEditing(ctx, { ...place, actor });
    if (!taken.ok) return notFound();
    if (fields.revision === undefined) return { ok: true, revision: 0, savedAt: null, at: null };
  }
  if (!/^\d{1,9}$/.test(fields.revision ?? '')) return notFound();
  const revision = Number(fields.revision);
  const read = readTextForm(place.kind, fields, change ?? undefined);
  const typed = { ...read, content: proposeIds(place.kind, read.content) };
  const cited = intent === 'cite' ? cite(fields, place, typed) : typed;
  if (!cited) return refuse(typed, { ...given, revision }, { reason: 'cite' });
  const text = { ...place, ...cited, revision, review, actor };
  const saved = await saveDraft(ctx, text);
  if (saved.ok) {
    const count = change ? countItems(cited.content, change.list) : 0;
    const at = change ? placeAfter(change, count) : null;
    return { ...saved, at: intent === 'cite' ? placeOfCitation(fields, cited) : at };
  }
  if (saved.reason === 'not-found') return notFound();
  return refuse(cited, { ...given, revision }, saved);
}

function countItems(content: TextContent, list: string): number {
  return ((partAt(content, list) as unknown[] | undefined) ?? []).length;
}

function placeOfCitation(fields: FormFields, { content }: TypedText): string {
  if (fields.citeNote !== 'new') return fields.citeField ?? '';
  return `notes.${countItems(content, 'notes') - 1}`;
}

function cite(fields: FormFields, { kind }: TextPlace, typed: TypedText): TypedText | null {
  if (kind !== 'letter') return null;
  const content = citeNote(typed.content as LetterDraft, {
    field: fields.citeField ?? '',
    note: fields.citeNote ?? '',
    at: /^\d{1,6}$/.test(fields.citeAt ?? '') ? Number(fields.citeAt) : null,
  });
  return content ? { ...typed, content } : null;
}

type Why =
  | { reason: 'cite' }
  | { reason: 'invalid'; faults: DraftFault[] }
  | { reason: 'taken-over'; holder: LockHolder | null }
  | { reason: 'stale'; stored: { content: TextContent; revision: number } };

function refuse(
  typed: TypedText,
  given: Given & { revision: number },
  why: Why,
): { ok: false; status: 409 | 422; refused: RefusedText } {
  const { place, revision, timeZone } = given;
  const common = {
    reason: why.reason,
    attempt: randomUUID(),
    typed: typed.content,
    stillRight: typed.stillRight,
    review: given.fields.review,
    revision,
    faults: {},
    differences: [],
  };
  if (why.reason === 'invalid') {
    const faults = Object.fromEntries(
      why.faults.map((fault) => [controlOf(place.kind, fault.field), sayFault(fault)]),
    );
    const refusal = invalidText(place, why.faults);
    return { ok: false, status: 422, refused: { ...common, refusal, faults } };
  }
  if (why.reason === 'cite')
    return { ok: false, status: 422, refused: { ...common, refusal: noPlace } };
  if (why.reason === 'taken-over') {
    const refusal = takenOver(why.holder, timeZone);
    return { ok: false, status: 409, refused: { ...common, refusal } };
  }
  const { stored } = why;
  const cleaned = textShapes[place.kind].draft.parse(typed.content);
  const differences = compareTexts(place.kind, stored.content, cleaned);
  const refused = { ...common, refusal: stale, revision: stored.revision, differences };
  return { ok: false, status: 409, refused };
}

const stale: Refusal = {
  title: 'Not saved: the text was saved elsewhere meanwhile',
  text: 'Nothing was overwritten, and nothing of yours was lost: your words are in the form. Below you see where what is stored now differs from them. Put together what should stay; Save then stores the form as it stands.',
};

const noPlace: Refusal = {
  title: 'No reference was inserted',
  text: 'Choose a note and a field that still exist. Everything you typed is in the form; nothing of it was saved yet.',
  fieldId: 'citeField',
};

function takenOver(holder: LockHolder | null, timeZone: string): Refusal {
  const who = holder
    ? `${holder.by} has been editing this text since ${clockTime(holder.since, timeZone)}`
    : 'Somebody else is editing this text';
  return {
    title: 'Not saved: somebody else is editing',
    text: `${who}. Nothing of yours was lost: your words are in the form. Talk to each other, wait two minutes after they have stopped, or take over and save.`,
  };
}

function invalidText({ kind }: TextPlace, faults: DraftFault[]): Refusal {
  const [first] = faults;
  return {
    title: 'Not saved: something is too long',
    text: first ? sayFault(first) : 'Shorten what is marked, then save again.',
    fieldId: first && controlOf(kind, first.field),
  };
}

function sayFault({ limit }: DraftFault): string {
  if (limit === null) return 'This cannot be read; write it anew';
  return limit < 100
    ? `There may be ${limit} of these at the most; your words are kept here until you have shortened it`
    : `This may have ${limit.toLocaleString('en-GB')} characters at the most; your words are kept here until you have shortened it`;
}
