import type { Context } from '~/context.server';
import { deleteSignature, lockSignature } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { findMySignatureId } from './find-my-signature-id.server';

/**
 * Removes everything stored about a signature and its owner (GDPR art. 17); the audit log keeps
 * that one was erased, and nothing about whose. Returns where to send the visitor.
 */
export async function eraseSignature(
  ctx: Context,
  input: { token: string },
): Promise<Result<{ slug: string; masterLocale: Locale }, 'unknown'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMySignatureId(trx, input.token);
    const row = id ? await lockSignature(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
    await deleteSignature(trx, row.id);
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'signature.erased',
      letterId: row.letter_id,
      details: { state: row.state },
    });
    return { ok: true, slug: letter.slug, masterLocale: letter.masterLocale };
  });
}
