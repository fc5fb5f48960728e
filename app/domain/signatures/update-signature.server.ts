import type { Context } from '~/context.server';
import { lockSignature, updateSignatureRow } from '~/db/signatures.server';
import { deleteSuppression } from '~/db/suppressions.server';
import type { Result } from '~/primitives/result';
import { recipientIndexOf } from '../messages/recipient-index.server';
import { findMySignatureId } from './find-my-signature-id.server';
import { publicColumns, sealSignatory, unsealSignatory } from './sealed-signatory.server';
import type { SignatureState, UpdateSignatureForm } from './signature';

/**
 * Corrects what the owner wrote and who may see it; the address cannot be changed. A spelling in
 * Latin letters that the form does not mention stays; asking for news ends an unsubscription. News
 * of an organisation can be ended, not begun, here. Where the address has been erased, no news can be asked for and no comment begins a new term.
 */
export async function updateSignature(
  ctx: Context,
  input: { token: string; form: UpdateSignatureForm },
): Promise<Result<object, 'unknown' | 'not-signed'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMySignatureId(trx, input.token);
    const row = id ? await lockSignature(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    if (!['pending', 'held', 'confirmed'].includes(row.state)) {
      return { ok: false, reason: 'not-signed' };
    }
    const { name, title, affiliation, visibility, country } = input.form;
    const { email, latinName: known = null } = unsealSignatory(ctx, row);
    const updates = email !== '' && input.form.updates;
    const newsFrom = email !== '' && input.form.newsFrom ? row.news_from : null;
    const comment = email === '' ? null : input.form.comment;
    const { latinName = known } = input.form;
    const person = { email, name, title, affiliation, comment, latinName };
    await updateSignatureRow(trx, row.id, {
      visibility,
      country,
      updates,
      // Ticked just now, the box stands for the sentence that is beside it now.
      ...(updates && !row.updates ? { updates_about: 'news' } : {}),
      news_from: newsFrom,
      sealed: sealSignatory(ctx, row.id, person),
      ...publicColumns(row.state as SignatureState, visibility, person),
    });
    if (updates) {
      const recipientIndex = recipientIndexOf(ctx, email);
      await deleteSuppression(trx, {
        recipientIndex,
        letterId: row.letter_id,
        reason: 'unsubscribed',
      });
    }
    return { ok: true };
  });
}
