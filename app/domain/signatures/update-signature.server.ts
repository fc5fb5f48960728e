import type { Context } from '~/context.server';
import { lockSignature, updateSignatureRow } from '~/db/signatures.server';
import type { Result } from '~/primitives/result';
import { findMySignatureId } from './find-my-signature-id.server';
import { publicColumns, sealSignatory, unsealSignatory } from './sealed-signatory.server';
import type { SignatureState, UpdateSignatureForm } from './signature';

/** Corrects what the owner wrote and who may see it; the address cannot be changed. */
export async function updateSignature(
  ctx: Context,
  input: { token: string; form: UpdateSignatureForm },
): Promise<Result<object, 'unknown' | 'not-signed'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMySignatureId(trx, input.token);
    const row = id ? await lockSignature(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    if (row.state !== 'pending' && row.state !== 'confirmed') {
      return { ok: false, reason: 'not-signed' };
    }
    const { name, title, affiliation, comment, visibility, country, updates } = input.form;
    const { email } = unsealSignatory(ctx, row);
    const person = { email, name, title, affiliation, comment };
    await updateSignatureRow(trx, row.id, {
      visibility,
      country,
      updates,
      sealed: sealSignatory(ctx, row.id, person),
      ...publicColumns(row.state as SignatureState, visibility, person),
    });
    return { ok: true };
  });
}
