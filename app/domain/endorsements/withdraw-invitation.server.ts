import type { Context } from '~/context.server';
import { lockInvitationOfLetter, withdrawInvitationRow } from '~/db/endorsement-invitations.server';
import { findEndorsement } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { mayWithdraw } from './invitation';

/**
 * Takes an invitation back: its link opens no form any more, and what came through it and is not yet
 * confirmed by mail will wait for a decision. `not-found` for one to another letter; `ended` when
 * it was withdrawn or has run out before, or the endorsement is already confirmed.
 */
export async function withdrawInvitation(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<Result<object, 'not-found' | 'ended'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockInvitationOfLetter(trx, { id: input.id, letterId: letter.id });
    if (!row) return { ok: false, reason: 'not-found' };
    const endorsement = row.endorsement_id
      ? await findEndorsement(trx, row.endorsement_id)
      : undefined;
    if (!mayWithdraw(row, endorsement?.state ?? null)) return { ok: false, reason: 'ended' };
    await withdrawInvitationRow(trx, row.id);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'endorsement-invitation.withdrawn',
      letterId: letter.id,
      object: { kind: 'endorsement-invitation', id: row.id },
    });
    return { ok: true };
  });
}
