import type { Context } from '~/context.server';
import { closeNow, lockClosing } from '~/db/letter-closing.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/**
 * Ends signing and endorsing at once; the letter stays readable, and what is stored follows the
 * periods of a closed letter from now on. Because people who are about to confirm no longer can,
 * `confirm` must be the letter's slug: `confirm-mismatch` otherwise. Repeating it is harmless;
 * `draft` for a letter that was never open.
 */
export async function closeLetter(
  ctx: Context,
  input: { slug: string; confirm: string; actor: Actor },
): Promise<Result<object, 'not-found' | 'draft' | 'confirm-mismatch'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockClosing(trx, input.slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    if (letter.state === 'draft') return { ok: false, reason: 'draft' };
    if (letter.state === 'closed') return { ok: true };
    if (input.confirm.trim() !== input.slug) return { ok: false, reason: 'confirm-mismatch' };
    await closeNow(trx, letter.id);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'letter.closed',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      changes: changed({ state: letter.state }, { state: 'closed' }),
    });
    return { ok: true };
  });
}
