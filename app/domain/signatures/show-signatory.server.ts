import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { findSignature } from '~/db/signatures.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { unsealSignatory } from './sealed-signatory.server';
import type { SealedSignatory } from './signature';

/**
 * The words and the address of one signatory, unmasked, for the one answer that asked for them. That
 * they were shown, to whom and when, is in the audit log before they leave the database.
 */
export async function showSignatory(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<Result<{ person: SealedSignatory }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await findSignature(trx, input.id);
    if (row?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
    await recordAudit(trx, {
      actor: input.actor,
      action: 'signature.shown',
      letterId: letter.id,
      object: { kind: 'signature', id: row.id },
    });
    return { ok: true, person: unsealSignatory(ctx, row) };
  });
}
