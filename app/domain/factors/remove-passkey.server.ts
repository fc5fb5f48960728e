import type { Context } from '~/context.server';
import { deletePasskey } from '~/db/passkeys.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { type OwnAccount, type OwnFactorRefusal, withOwnFactors } from './with-own-factors.server';

/**
 * Takes one of an organiser's own passkeys away. `not-found` for any other; `last-factor` in
 * production when nothing else is left.
 */
export async function removePasskey(
  ctx: Context,
  input: OwnAccount & { id: string },
): Promise<Result<{ sessionId: string }, OwnFactorRefusal | 'not-found'>> {
  const { organiserId, id } = input;
  if (!isUuid(id)) return { ok: false, reason: 'not-found' };
  return withOwnFactors<'not-found'>(ctx, input, 'passkey-removed', async (trx) => {
    const removed = await deletePasskey(trx, { id, organiserId });
    return removed ? { ok: true } : { ok: false, reason: 'not-found' };
  });
}
