import type { Context } from '~/context.server';
import { lockSignature, updateSignatureRow } from '~/db/signatures.server';
import type { Result } from '~/primitives/result';
import { publicColumns, sealSignatory, unsealSignatory } from './sealed-signatory.server';
import type { SignatureState, SignatureVisibility } from './signature';

/**
 * Adds how a name is spelled in Latin letters; the name itself stays as its owner wrote it. The
 * caller knows that the browser is the owner's. Refuses signatures that do not stand.
 */
export async function addLatinName(
  ctx: Context,
  input: { signatureId: string; latinName: string | null },
): Promise<Result<object, 'not-signed'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockSignature(trx, input.signatureId);
    if (row?.state !== 'confirmed' && row?.state !== 'held') {
      return { ok: false, reason: 'not-signed' };
    }
    const person = { ...unsealSignatory(ctx, row), latinName: input.latinName };
    await updateSignatureRow(trx, row.id, {
      sealed: sealSignatory(ctx, row.id, person),
      ...publicColumns(row.state as SignatureState, row.visibility as SignatureVisibility, person),
    });
    return { ok: true };
  });
}
