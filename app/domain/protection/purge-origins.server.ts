import type { Context } from '~/context.server';
import { deleteEndedCounters } from '~/db/limit-counters.server';
import { deleteOldOrigins } from '~/db/signature-origins.server';
import { deleteExpiredProofs } from '~/db/used-proofs.server';
import { hours } from '~/primitives/duration';
import { deleteInBatches } from '../retention/delete-in-batches';

/** A run that is an hour late still keeps the promise of two days. */
const originsKeptFor = hours(46);

/**
 * Forgets where signatures came from before two days are over, and the counters and proofs that
 * have run out. Runs every hour.
 */
export async function purgeOrigins(ctx: Context): Promise<{ deleted: number }> {
  const { db } = ctx;
  const origins = await deleteInBatches((limit) =>
    deleteOldOrigins(db, { olderThan: originsKeptFor, limit }),
  );
  const counters = await deleteInBatches((limit) => deleteEndedCounters(db, limit));
  const proofs = await deleteInBatches((limit) => deleteExpiredProofs(db, limit));
  return { deleted: origins + counters + proofs };
}
