import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import {
  deleteTextDrafts,
  isVersionInUse,
  lockTextDrafts,
  lockVersion,
  markPublished,
  replaceVersionTexts,
} from '~/db/letter-publishing.server';
import { findLetterRow, lockLetter } from '~/db/letters.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { hashLetterVersion } from './hash-letter-version.server';
import type { LetterTask } from './letter-task';
import type { LetterView } from './letter-view';
import { loadWriting } from './load-writing.server';
import { type BackgroundOutcome, storeBackground } from './publish-background.server';
import { readDraftTexts } from './read-draft-texts.server';
import { readLetterTasks } from './read-letter-tasks.server';
import { viewLetter } from './view-letter.server';

export type PublishRefusal =
  | { ok: false; reason: 'not-found' | 'closed' | 'has-signatures' | 'nothing-new' }
  /** What is left to do, see `readLetterTasks`. */
  | { ok: false; reason: 'not-ready'; blocking: LetterTask[] };

/**
 * Makes what was written public, all languages at once: a draft opens for signatures, an open letter
 * gets another text in the place of the one it had. A background that is complete goes with it. Its
 * drafts end with that. `has-signatures` once somebody has signed this version, in whatever state, or
 * a copy of it has left: then its text stays. A signature that arrives meanwhile is for the old text,
 * and this is refused, or for the new one; never for a mixture.
 */
export async function publishLetter(
  ctx: Context,
  input: { slug: string; actor: Actor },
): Promise<{ ok: true; hash: string; background: BackgroundOutcome } | PublishRefusal> {
  return ctx.db.transaction().execute(async (trx) => {
    const inside = { ...ctx, db: trx };
    const locked = await lockLetter(trx, input.slug);
    const row = locked && (await findLetterRow(trx, { id: locked.id }));
    if (!row) return { ok: false, reason: 'not-found' };
    if (row.state === 'closed') return { ok: false, reason: 'closed' };
    await lockVersion(trx, row.version_id);
    if (await isVersionInUse(trx, row.version_id)) return { ok: false, reason: 'has-signatures' };
    await lockTextDrafts(trx, row.id);
    const letter = await viewLetter(inside, row);
    const { blocking } = await readLetterTasks(inside, letter);
    if (blocking.length > 0) return { ok: false, reason: 'not-ready', blocking };
    const written = await readDraftTexts(inside, letter);
    if (!written.ok) throw new Error('the texts are complete and are not');
    const hash = hashLetterVersion(written.texts, letter.locales);
    const same = row.state !== 'draft' && hash === letter.version.hash;
    if (!same) await storeTexts(trx, letter, { hash, texts: written.texts });
    const background = await storeBackground(trx, letter.id, input.actor);
    if (same && background.published.length === 0) return { ok: false, reason: 'nothing-new' };
    if (same) return { ok: true, hash, background };
    await recordAudit(trx, {
      actor: input.actor,
      action: 'letter.published',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      details: {
        version: letter.version.number,
        hash,
        languages: letter.locales.join(' '),
        before: row.state === 'draft' ? null : letter.version.hash,
      },
    });
    return { ok: true, hash, background };
  });
}

async function storeTexts(
  trx: Transaction,
  letter: LetterView,
  { hash, texts }: { hash: string; texts: LetterView['texts'] },
): Promise<void> {
  const { id: letterId, locales } = letter;
  const writing = await loadWriting(trx, { letterId, kind: 'letter' });
  await replaceVersionTexts(trx, {
    id: letter.version.id,
    hash,
    texts: locales.map((locale) => ({
      locale,
      content: JSON.parse(JSON.stringify(texts[locale])),
      review: writing?.text(locale).review ?? 'draft',
    })),
  });
  await deleteTextDrafts(trx, { letterId, kind: 'letter', locales });
  await markPublished(trx, letterId);
}
