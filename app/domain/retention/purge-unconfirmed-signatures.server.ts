import type { Context } from '~/context.server';
import { deletePendingSignatures } from '~/db/retention.server';
import { deleteInBatches } from './delete-in-batches';
import { retention } from './retention';

/** Erases signatures that nobody confirmed in seven days, by the database's clock. */
export async function purgeUnconfirmedSignatures(ctx: Context): Promise<{ deleted: number }> {
  const deleted = await deleteInBatches((limit) =>
    deletePendingSignatures(ctx.db, { olderThan: retention.unconfirmedSignature, limit }),
  );
  return { deleted };
}
