import type { Context } from '~/context.server';
import { deleteOldCapturedMails } from '~/db/captured-mails.server';
import { deleteInBatches } from './delete-in-batches';
import { retention } from './retention';

/** Deletes captured mail that is older than seven days. */
export async function purgeOldCapturedMail(ctx: Context): Promise<{ deleted: number }> {
  const deleted = await deleteInBatches((limit) =>
    deleteOldCapturedMails(ctx.db, { olderThan: retention.capturedMail, limit }),
  );
  return { deleted };
}
