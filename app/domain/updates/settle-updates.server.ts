import type { Context } from '~/context.server';
import { countRecipients, settleRecipients } from '~/db/update-recipients.server';
import { finishUpdate, lockUpdatesAtTheirEnd } from '~/db/updates.server';
import { recordAudit } from '../audit/record-audit.server';
import { updateNumbers } from './update-numbers';

const batch = 500;

/**
 * Takes over what became of the mails under way, and ends each update of which none is left. True
 * when there may be more to take over at once.
 */
export async function settleUpdates(ctx: Context): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const settled = await settleRecipients(trx, batch);
    for (const row of await lockUpdatesAtTheirEnd(trx)) {
      await finishUpdate(trx, row.id, 'sent');
      const { sent, bounced, failed, unknown, skipped } = updateNumbers(
        await countRecipients(trx, [row.id]),
        row.id,
      );
      await recordAudit(trx, {
        actor: { kind: 'system' },
        action: 'update.sent',
        letterId: row.letter_id,
        object: { kind: 'update', id: row.id },
        details: { recipients: row.recipients, sent, bounced, failed, unknown, skipped },
      });
    }
    return settled === batch;
  });
}
