import type { Context } from '~/context.server';
import { deleteSessionsOf } from '~/db/organisers.server';
import { hashToken } from '~/primitives/keyring.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from './organiser';

/** Ends every session of an organiser but the one that asks, on the server. */
export async function signOutEverywhere(
  ctx: Context,
  input: { organiserId: string; sessionId: string; actor: Actor },
): Promise<void> {
  const { organiserId, sessionId, actor } = input;
  await ctx.db.transaction().execute(async (trx) => {
    await deleteSessionsOf(trx, organiserId, { but: hashToken(sessionId) });
    await recordAudit(trx, {
      actor,
      action: 'organiser.signed-out-everywhere',
      object: { kind: 'organiser', id: organiserId },
    });
  });
}
