import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import {
  deleteTextDrafts,
  lockTextDrafts,
  replaceBackgroundTexts,
} from '~/db/letter-publishing.server';
import { findLetterRow, lockLetter } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { backgroundTextSchema } from './letter';
import { loadWriting, type Writing } from './load-writing.server';
import { controlOf } from './text-form';
import { textStatus } from './text-status.server';

/** A field that keeps a language from being published: empty, wrong, or a figure without its source. */
export type BackgroundFault = { locale: Locale; field: string };

/** Languages whose drafts became public, and those whose drafts stay so: fields are empty or wrong. */
export type BackgroundOutcome = { published: Locale[]; left: Locale[] };

/**
 * Makes the background public as it is written, at any time: it has no versions and nobody signs it.
 * Each language in which it is complete goes out, the master language must be among them. Otherwise
 * `incomplete`, with the fields; a figure without its source is such a fault, see `findUnsourced`.
 */
export async function publishBackground(
  ctx: Context,
  input: { slug: string; actor: Actor },
): Promise<
  | Result<BackgroundOutcome, 'not-found' | 'draft' | 'nothing-new'>
  | { ok: false; reason: 'incomplete'; faults: BackgroundFault[] }
> {
  return ctx.db.transaction().execute(async (trx) => {
    const locked = await lockLetter(trx, input.slug);
    const row = locked && (await findLetterRow(trx, { id: locked.id }));
    if (!row) return { ok: false, reason: 'not-found' };
    if (row.state === 'draft') return { ok: false, reason: 'draft' };
    await lockTextDrafts(trx, row.id);
    const outcome = await storeBackground(trx, row.id, input.actor);
    if (outcome.published.length > 0) return { ok: true, ...outcome };
    if (outcome.left.length === 0) return { ok: false, reason: 'nothing-new' };
    return { ok: false, reason: 'incomplete', faults: await findFaults(trx, row.id) };
  });
}

async function findFaults(trx: Transaction, letterId: string): Promise<BackgroundFault[]> {
  const writing = await loadWriting(trx, { letterId, kind: 'background' });
  if (!writing) throw new Error('a letter without its row');
  return writing.offered
    .filter((locale) => writing.text(locale).revision > 0 || locale === writing.masterLocale)
    .flatMap((locale) => {
      const { missing } = textStatus(writing, locale);
      const fields = new Set(missing.map((path) => controlOf('background', path)));
      return [...fields].map((field) => ({ locale, field }));
    });
}

/** The same within the transaction that holds the letter and its drafts. */
export async function storeBackground(
  trx: Transaction,
  letterId: string,
  actor: Actor,
): Promise<BackgroundOutcome> {
  const writing = await loadWriting(trx, { letterId, kind: 'background' });
  if (!writing) throw new Error('a letter without its row');
  const drafted = writing.offered.filter((locale) => writing.text(locale).revision > 0);
  const complete = writing.offered.filter((locale) => isComplete(writing, locale));
  if (!complete.includes(writing.masterLocale)) return { published: [], left: drafted };
  const published = drafted.filter((locale) => complete.includes(locale));
  const left = drafted.filter((locale) => !published.includes(locale));
  if (published.length === 0) return { published, left };
  await replaceBackgroundTexts(trx, letterId, textsOf(writing, complete));
  await deleteTextDrafts(trx, { letterId, kind: 'background', locales: published });
  await recordAudit(trx, {
    actor,
    action: 'background.published',
    letterId,
    object: { kind: 'letter', id: letterId },
    details: { languages: published.join(' ') },
  });
  return { published, left };
}

function isComplete(writing: Writing, locale: Locale): boolean {
  const { status } = textStatus(writing, locale);
  return status === 'completed' || status === 'out-of-date';
}

/** A draft that is not complete leaves the public text of its language where it is. */
function textsOf(writing: Writing, complete: readonly Locale[]) {
  return writing.offered.flatMap((locale) => {
    const { content, published, review } = writing.text(locale);
    const text = complete.includes(locale) ? content : published;
    if (!text) return [];
    const parsed = backgroundTextSchema.safeParse(text);
    return parsed.success
      ? [{ locale, review, content: JSON.parse(JSON.stringify(parsed.data)) }]
      : [];
  });
}
