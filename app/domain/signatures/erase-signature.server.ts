import type { Context } from '~/context.server';
import { deleteSignature, lockSignature } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { endReportsAbout } from '../reports/end-reports-about.server';
import { keepErasures } from '../retention/keep-erasures.server';
import { recordErasures } from '../retention/record-erasures.server';
import { findMySignatureId } from './find-my-signature-id.server';

/**
 * Removes everything stored about a signature and its owner (GDPR art. 17); the audit log keeps
 * that one was erased, and nothing about whose. The ledger of erasures keeps what makes a restored
 * copy of the row known. Returns where to send the visitor.
 */
export async function eraseSignature(
  ctx: Context,
  input: { token: string },
): Promise<Result<{ slug: string; masterLocale: Locale }, 'unknown'>> {
  const outcome = await ctx.db.transaction().execute(async (trx) => {
    const id = await findMySignatureId(trx, input.token);
    const row = id ? await lockSignature(trx, id) : undefined;
    if (!row) return null;
    const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
    await endReportsAbout(ctx, trx, row.id);
    await deleteSignature(trx, row.id);
    const erasures = await recordErasures(ctx, trx, { kind: 'signature', ids: [row.id] });
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'signature.erased',
      letterId: row.letter_id,
      details: { state: row.state },
    });
    return { letter, erasures };
  });
  if (!outcome) return { ok: false, reason: 'unknown' };
  await keepErasures(ctx, outcome.erasures);
  const { slug, masterLocale } = outcome.letter;
  return { ok: true, slug, masterLocale };
}
