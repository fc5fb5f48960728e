import type { Context } from '~/context.server';
import { findLetterLanguages } from '~/db/text-drafts.server';
import type { Actor } from '../organisers/organiser';
import { holdEditLock, type LockHolder, readLockHolder, type TextPlace } from './edit-lock.server';

/**
 * Says that somebody has the text open: takes the lock if it is free, renews it if it is theirs.
 * A lock is no change of the letter and is not audited; what is written under it is.
 */
export async function keepEditing(
  ctx: Context,
  input: TextPlace & { actor: Actor },
): Promise<
  | { ok: true }
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: 'taken-over'; holder: LockHolder | null }
> {
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findLetterLanguages(trx, input.letterId);
    if (!known?.locales.includes(input.locale)) return { ok: false, reason: 'not-found' };
    if (await holdEditLock(trx, input, input.actor)) return { ok: true };
    const holder = await readLockHolder({ ...ctx, db: trx }, input, input.actor);
    return { ok: false, reason: 'taken-over', holder };
  });
}
