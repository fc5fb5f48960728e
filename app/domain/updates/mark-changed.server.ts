import type { Transaction } from '~/db/client.server';
import { deleteRecipients } from '~/db/update-recipients.server';
import { markChanged as markRowChanged, type UpdateRow } from '~/db/updates.server';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';

/**
 * After a change of what will be sent: test and approval no longer hold, whoever was frozen is
 * free again, and the update is a draft changed by `actor`. The caller holds its lock.
 */
export async function markChanged(
  trx: Transaction,
  change: { row: UpdateRow; actor: Actor; details: Record<string, string | boolean | null> },
): Promise<void> {
  const { row, actor, details } = change;
  if (row.state === 'approved') await deleteRecipients(trx, row.id);
  await markRowChanged(trx, row.id, actorKey(actor));
  await recordAudit(trx, {
    actor,
    action: 'update.changed',
    letterId: row.letter_id,
    object: { kind: 'update', id: row.id },
    details: { ...details, before: row.state },
  });
}
