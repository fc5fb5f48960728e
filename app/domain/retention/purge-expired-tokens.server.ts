import type { Context } from '~/context.server';
import { deleteEndedSessions, deleteExpiredTokens } from '~/db/retention.server';
import { deleteEndedSteps } from '~/db/sign-in-steps.server';
import { signInStepValidFor } from '../organisers/session-limits';
import { deleteInBatches } from './delete-in-batches';
import { retention } from './retention';

/** Deletes tokens seven days after their end, and sessions and half sign-ins that are too old. */
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
  const steps = await deleteInBatches((limit) =>
    deleteEndedSteps(ctx.db, { validFor: signInStepValidFor, limit }),
  );
  return { deleted: tokens + sessions + steps };
}
