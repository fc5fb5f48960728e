import type { Context } from '~/context.server';
import { listMootCases, lockCase } from '~/db/report-cases.server';
import { findSignature } from '~/db/signatures.server';
import { closeCase } from './close-case.server';

const batch = 100;

/**
 * Ends open cases about signatures that do not count any more, as after many were taken out
 * together: one transaction each, so that a kill loses nothing. Returns how many.
 */
export async function endMootCases(ctx: Context): Promise<{ ended: number }> {
  let ended = 0;
  for (;;) {
    const ids = await listMootCases(ctx.db, batch);
    for (const id of ids) {
      ended += await ctx.db.transaction().execute(async (trx) => {
        const row = await lockCase(trx, id);
        if (row?.state !== 'open') return 0;
        // Put back in the meantime, it is to be decided about.
        if ((await findSignature(trx, row.signature_id))?.state === 'confirmed') return 0;
        await closeCase(ctx, trx, row, { state: 'gone', actor: { kind: 'system' } });
        return 1;
      });
    }
    if (ids.length < batch) return { ended };
  }
}
