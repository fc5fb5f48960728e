import type { Context } from '~/context.server';
import { findLetterLanguages } from '~/db/text-drafts.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { holdEditLock, readLockHolder, type TextPlace } from './edit-lock.server';

/**
 * Takes the lock of a text from whoever holds it; their next save is refused with what they typed
 * kept. Audited when somebody else held it.
 */
export async function takeOverEditing(
  ctx: Context,
  input: TextPlace & { actor: Actor },
): Promise<Result<object, 'not-found'>> {
  const { letterId, kind, locale, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findLetterLanguages(trx, letterId);
    if (!known?.locales.includes(locale)) return { ok: false, reason: 'not-found' };
    const holder = await readLockHolder({ ...ctx, db: trx }, input, actor);
    await holdEditLock(trx, input, actor, true);
    if (!holder) return { ok: true };
    await recordAudit(trx, {
      actor,
      action: 'draft.taken-over',
      letterId,
      object: { kind: 'letter', id: letterId },
      details: { text: kind, language: locale },
    });
    return { ok: true };
  });
}
