import type { Context } from '~/context.server';
import { lockSignature, withdrawRow } from '~/db/signatures.server';
import { replaceConfirmations } from '~/db/tokens.server';
import type { Result } from '~/primitives/result';
import { endReportsAbout } from '../reports/end-reports-about.server';
import { findMySignatureId } from './find-my-signature-id.server';
import { type SignatureState, signatureTransitions } from './signature';

/**
 * Takes a signature back: it leaves the count, the list and every later document at once (GDPR
 * art. 7(3)). Repeating it is harmless. A copy already delivered cannot be recalled.
 */
export async function withdrawSignature(
  ctx: Context,
  input: { token: string },
): Promise<Result<object, 'unknown'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMySignatureId(trx, input.token);
    const row = id ? await lockSignature(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    if (signatureTransitions[row.state as SignatureState].includes('withdrawn')) {
      await withdrawRow(trx, row.id);
      await replaceConfirmations(trx, { signatureId: row.id });
      await endReportsAbout(ctx, trx, row.id);
    }
    return { ok: true };
  });
}
