import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { type EndorsementRow, lockEndorsement } from '~/db/endorsements.server';
import { findMailboxLink, type MailboxChangeRow } from '~/db/mailbox-changes.server';
import { hashToken } from '~/primitives/keyring.server';

/**
 * Acts on the change of mailbox that a link of this purpose belongs to. The endorsement is locked
 * before its change is looked at, so that two presses take turns.
 */
export async function withMailboxLink<Answer>(
  ctx: Context,
  link: { token: string; purpose: 'confirm' | 'stop' },
  act: (trx: Transaction, row: EndorsementRow, change: MailboxChangeRow) => Promise<Answer>,
): Promise<Answer | { ok: false; reason: 'unknown' }> {
  const hash = hashToken(link.token);
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findMailboxLink(trx, hash);
    const row = known && (await lockEndorsement(trx, known.change.endorsement_id));
    const found = row && (await findMailboxLink(trx, hash));
    if (!row || found?.purpose !== link.purpose) return { ok: false, reason: 'unknown' };
    return act(trx, row, found.change);
  });
}
