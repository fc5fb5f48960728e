import type { Context } from '~/context.server';
import { deleteOldPreparations } from '~/db/delivery-preparations.server';
import { days } from '~/primitives/duration';
import { deleteInBatches } from '../retention/delete-in-batches';

const keptFor = days(30);

/** Forgets what was refused and nobody has asked for again within 30 days, with the cover written for it. */
export async function purgePreparations(ctx: Context): Promise<{ deleted: number }> {
  const deleted = await deleteInBatches((limit) =>
    deleteOldPreparations(ctx.db, { age: keptFor, limit }),
  );
  return { deleted };
}
