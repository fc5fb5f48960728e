import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import {
  findLetterLanguages,
  insertTextDraft,
  type NewDraft,
  updateTextDraft,
} from '~/db/text-drafts.server';
import { cleanText } from '~/primitives/clean-text';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { holdEditLock, type LockHolder, readLockHolder, type TextPlace } from './edit-lock.server';
import { loadWriting, type Writing, type WrittenText } from './load-writing.server';
import { type TextContent, textShapes } from './text-kind';
import { findChangedSources, hashPart, recordSources } from './translation-sources.server';

export const longestReview = 200;

/** What is wrong with a field; `limit` in UTF-16 units of a text, or in items of a list. */
export type DraftFault = { field: string; limit: number | null };

export type SaveDraftInput = TextPlace & {
  /** As it was typed; fields that are left out are empty. */
  content: unknown;
  /** The revision that was being changed; 0 where there was no draft. */
  revision: number;
  /** For a translation: the hashes of the master's fields that stood beside it, by path. */
  seen?: Record<string, string>;
  /** Fields of a translation that are said to be right although their master has changed. */
  stillRight?: readonly string[];
  /** In the organisers' own words; left out, it stays as it is. */
  review?: string;
  actor: Actor;
};

export type SaveDraftRefusal =
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: 'invalid'; faults: DraftFault[] }
  | { ok: false; reason: 'taken-over'; holder: LockHolder | null }
  /** Somebody has saved since; `stored` is what stands there now. Nothing was overwritten. */
  | { ok: false; reason: 'stale'; stored: { content: TextContent; revision: number } };

/**
 * Stores what somebody has written and renews their lock. Saving what is stored already changes
 * nothing. Audited once in a stretch of work, not with each autosave. What was typed is never
 * stored over what the writer has not seen.
 */
export async function saveDraft(
  ctx: Context,
  input: SaveDraftInput,
): Promise<{ ok: true; revision: number; savedAt: Date | null } | SaveDraftRefusal> {
  const { letterId, kind, locale, revision, actor } = input;
  const parsed = textShapes[kind].draft.safeParse(input.content);
  const review = input.review === undefined ? undefined : cleanText(input.review);
  const faults = parsed.success ? [] : parsed.error.issues.map(faultOf);
  if (review && review.length > longestReview) {
    faults.push({ field: 'review', limit: longestReview });
  }
  if (!parsed.success || faults.length > 0) return { ok: false, reason: 'invalid', faults };
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findLetterLanguages(trx, letterId);
    if (!known?.locales.includes(locale)) return { ok: false, reason: 'not-found' };
    const lock = await holdEditLock(trx, input, actor);
    if (!lock) {
      const holder = await readLockHolder({ ...ctx, db: trx }, input, actor);
      return { ok: false, reason: 'taken-over', holder };
    }
    // Behind the lock, so that two saves of one person come one after the other.
    const writing = await loadWriting(trx, { letterId, kind });
    if (!writing) return { ok: false, reason: 'not-found' };
    const stored = writing.text(locale);
    if (stored.revision !== revision) return staleBehind(stored);
    const draft = nextDraft(writing, { ...input, review }, stored, parsed.data);
    if (isSame(draft, stored)) return { ok: true, revision, savedAt: stored.savedAt };
    const saved =
      revision === 0
        ? await insertTextDraft(trx, draft)
        : await updateTextDraft(trx, draft, revision);
    if (!saved) return staleBehind(stored);
    await auditStretch(trx, input, { saved: saved.revision, since: lock.since, before: stored });
    return { ok: true, revision: saved.revision, savedAt: saved.updated_at };
  });
}

function faultOf(issue: { path: PropertyKey[]; code?: string }): DraftFault {
  const { maximum } = issue as { maximum?: number };
  return { field: issue.path.join('.'), limit: maximum ?? null };
}

function staleBehind({ content, revision }: WrittenText): SaveDraftRefusal {
  return { ok: false, reason: 'stale', stored: { content, revision } };
}

function nextDraft(
  writing: Writing,
  input: SaveDraftInput,
  stored: WrittenText,
  content: TextContent,
): NewDraft {
  const { letterId, kind, locale, actor } = input;
  const common = {
    letterId,
    kind,
    locale,
    content: JSON.parse(JSON.stringify(content)),
    review: input.review ?? stored.review,
    organiserId: actor.kind === 'organiser' ? actor.organiserId : null,
  };
  if (locale === writing.masterLocale) return { ...common, masterRevision: null, sources: {} };
  const master = writing.text(writing.masterLocale);
  const { seen = {}, stillRight = [] } = input;
  const { content: before } = stored;
  const made = { before, after: content, sources: stored.sources, seen, stillRight };
  const sources = recordSources(kind, made);
  const compared = { translation: content, master: master.content, sources };
  const agrees = findChangedSources(kind, compared).length === 0;
  return { ...common, sources, masterRevision: agrees ? master.revision : stored.masterRevision };
}

function isSame(draft: NewDraft, stored: WrittenText): boolean {
  return (
    hashPart(draft.content) === hashPart(stored.content) &&
    hashPart(draft.sources) === hashPart(stored.sources) &&
    draft.review === stored.review
  );
}

/** One entry for the first save after the lock was taken: what follows is the same work. */
async function auditStretch(
  trx: Transaction,
  { letterId, kind, locale, actor }: SaveDraftInput,
  stretch: { saved: number; since: Date; before: WrittenText },
): Promise<void> {
  const { saved, since, before } = stretch;
  const goesOn = before.savedAt !== null && before.savedAt >= since;
  if (goesOn && actor.kind === 'organiser') return;
  await recordAudit(trx, {
    actor,
    action: 'draft.written',
    letterId,
    object: { kind: 'letter', id: letterId },
    details: { text: kind, language: locale, revision: saved },
  });
}
