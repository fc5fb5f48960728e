import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { type EndorsementRow, lockEndorsement } from '~/db/endorsements.server';
import { endMailboxChange } from '~/db/mailbox-changes.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { findMyEndorsementId } from './find-my-endorsement-id.server';
import { withMailboxLink } from './with-mailbox-link.server';

/**
 * Stops a change of mailbox that has not applied: the owner of the old mailbox by the link that
 * tells of it (`stop`), or whoever holds the link of the endorsement (`manage`). Repeating it is
 * harmless.
 */
export async function stopMailboxChange(
  ctx: Context,
  input: { token: string; by: 'stop' | 'manage' },
): Promise<Result<object, 'unknown'>> {
  const { token, by } = input;
  if (by === 'stop') {
    return withMailboxLink(ctx, { token, purpose: 'stop' }, async (trx, row, change) => {
      if (change.outcome === null) await stopOpen(trx, row);
      return { ok: true };
    });
  }
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMyEndorsementId(trx, token);
    const row = id ? await lockEndorsement(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    await stopOpen(trx, row);
    return { ok: true };
  });
}

async function stopOpen(trx: Transaction, row: EndorsementRow): Promise<void> {
  if (!(await endMailboxChange(trx, row.id, 'stopped'))) return;
  await recordAudit(trx, {
    actor: { kind: 'system' },
    action: 'endorsement.mailbox-stopped',
    letterId: row.letter_id,
    object: { kind: 'endorsement', id: row.id },
  });
}
