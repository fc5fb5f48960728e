import type { Context } from '~/context.server';
import { listFigureListeners, noteToldFigures } from '~/db/webhooks.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { queueWebhookCalls } from './queue-webhook-calls.server';

/**
 * Tells the public figures of a letter to whoever wants them, when they are not the ones told last:
 * at most one call a run, however many people signed. Returns how many calls were queued.
 */
export async function tellFigures(ctx: Context): Promise<{ told: number }> {
  const listeners = await listFigureListeners(ctx.db, 'figures.changed');
  const letterIds = new Set(listeners.map((listener) => listener.letter_id));
  let told = 0;
  for (const letterId of letterIds) {
    const { signatures, countries, endorsements } = (await findLetterById(ctx, letterId)).counts;
    const counts = { signatures, countries, endorsements };
    for (const { id } of listeners.filter((listener) => listener.letter_id === letterId)) {
      if (await tell(ctx, { id, letterId, counts })) told += 1;
    }
  }
  return { told };
}

async function tell(
  ctx: Context,
  to: { id: string; letterId: string; counts: Record<string, number> },
): Promise<boolean> {
  const { id: webhookId, letterId, counts: data } = to;
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await noteToldFigures(trx, webhookId, data))) return false;
    await queueWebhookCalls(trx, { letterId, webhookId, event: 'figures.changed', data });
    return true;
  });
}
