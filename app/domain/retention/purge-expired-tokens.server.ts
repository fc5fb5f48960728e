import type { Context } from '~/context.server';
import { deleteEndedSessions, deleteExpiredTokens } from '~/db/retention.server';
import { deleteInBatches } from './delete-in-batches';
import { retention } from './retention';

/** Deletes tokens seven days after their end, and sessions that are idle or too old. */
export async function purgeExpiredTokens(ctx: Context): Promise<{ deleted: number }> {
  const tokens = await deleteInBatches((limit) =>
    deleteExpiredTokens(ctx.db, { olderThan: retention.expiredToken, limit }),
  );
  const sessions = await deleteInBatches((limit) =>
    deleteEndedSessions(ctx.db, {
      idle: retention.sessionIdle,
      absolute: retention.sessionAbsolute,
      limit,
    }),
  );
  return { deleted: tokens + sessions };
}
