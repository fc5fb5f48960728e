import type { Context } from '~/context.server';
import { deleteEditLock } from '~/db/edit-locks.server';
import { deleteTextDraft } from '~/db/text-drafts.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import {
  holdEditLock,
  type LockHolder,
  partOf,
  readLockHolder,
  type TextPlace,
} from './edit-lock.server';
import { loadWriting } from './load-writing.server';

/**
 * Takes the draft in one language away, so that its text is the public one again. `stale` when it
 * is another revision than the one that was looked at, `taken-over` while somebody else edits it.
 */
export async function discardDraft(
  ctx: Context,
  input: TextPlace & { revision: number; actor: Actor },
): Promise<
  | { ok: true }
  | { ok: false; reason: 'not-found' | 'stale' }
  | { ok: false; reason: 'taken-over'; holder: LockHolder | null }
> {
  const { letterId, kind, locale, revision, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const writing = await loadWriting(trx, input);
    if (!writing || writing.text(locale).revision === 0) return { ok: false, reason: 'not-found' };
    if (!(await holdEditLock(trx, input, actor))) {
      const holder = await readLockHolder({ ...ctx, db: trx }, input, actor);
      return { ok: false, reason: 'taken-over', holder };
    }
    const deleted = await deleteTextDraft(trx, { letterId, kind, locale, revision });
    if (actor.kind === 'organiser') {
      const { organiserId } = actor;
      await deleteEditLock(trx, { letterId, part: partOf(input), organiserId });
    }
    if (!deleted) return { ok: false, reason: 'stale' };
    await recordAudit(trx, {
      actor,
      action: 'draft.discarded',
      letterId,
      object: { kind: 'letter', id: letterId },
      details: { text: kind, language: locale, revision },
    });
    return { ok: true };
  });
}
