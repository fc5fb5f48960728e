import type { Context } from '~/context.server';
import { lockEndorsement, updateEndorsementRow } from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { type EndorsementState, isStanding, type UpdateContactForm } from './endorsement';
import { findMyEndorsementId } from './find-my-endorsement-id.server';
import { sealRepresentative, unsealRepresentative } from './sealed-representative.server';

/**
 * Changes who represents an organisation and whether that is shown, at once and without review; the
 * mailbox stays. Where retention has erased the mailbox, name and role are kept only to be shown.
 */
export async function updateContact(
  ctx: Context,
  input: { token: string; form: UpdateContactForm },
): Promise<Result<object, 'unknown' | 'not-standing'>> {
  const { representative, role, showRepresentative } = input.form;
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMyEndorsementId(trx, input.token);
    const row = id ? await lockEndorsement(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    if (!isStanding(row.state as EndorsementState)) return { ok: false, reason: 'not-standing' };
    const { email } = unsealRepresentative(ctx, row);
    const shown = row.state === 'approved' && showRepresentative;
    const person =
      email || shown ? { email, representative, role } : { email, representative: '', role: '' };
    await updateEndorsementRow(trx, row.id, {
      show_representative: showRepresentative,
      sealed: sealRepresentative(ctx, row.id, person),
      public_representative: shown ? representative : null,
      public_role: shown ? role : null,
    });
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'endorsement.contact-changed',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      details: { shown },
      changes: changed({ showRepresentative: row.show_representative }, { showRepresentative }),
    });
    return { ok: true };
  });
}
