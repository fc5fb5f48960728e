import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockInvitationOf } from '~/db/endorsement-invitations.server';
import { confirmRow, type EndorsementRow } from '~/db/endorsements.server';
import type { Actor } from '../organisers/organiser';
import { settledByInvitation } from './invitation';
import { recordDecision } from './record-decision.server';

/**
 * Marks an unconfirmed endorsement, whose row is locked, as confirmed by mail. It waits for an
 * organiser, unless it came through an invitation that settles its authority: then it is approved
 * at once, on the decision of whoever invited.
 */
export async function confirmEndorsementRow(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
): Promise<{ approved: boolean }> {
  await confirmRow(trx, row.id);
  const found = await lockInvitationOf(trx, row.id);
  if (!found || !settledByInvitation(found)) return { approved: false };
  const { id, founding_position: foundingPosition, invited_by: organiserId } = found;
  // Who invited from the command line, or is no organiser any more, stands with the invitation.
  const actor: Actor = organiserId ? { kind: 'organiser', organiserId } : { kind: 'system' };
  await recordDecision(ctx, trx, row, {
    decision: {
      state: 'approved',
      authorityBasis: 'invitation',
      proof: null,
      invitation: { id, foundingPosition },
    },
    actor,
  });
  return { approved: true };
}
