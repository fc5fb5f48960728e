import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { deleteSessionsOf, lockOrganiser, renewSession } from '~/db/organisers.server';
import { deleteStepsOf } from '~/db/sign-in-steps.server';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import type { FactorChange } from './factor';
import { tellOfChange } from './tell-of-change.server';

/** Somebody at work on their own account, in this session. */
export type OwnAccount = { organiserId: string; sessionId: string; actor: Actor };
export type OwnFactorRefusal = 'signed-out' | 'last-factor';

/**
 * Changes how an organiser signs in, one change at a time. All their other sessions and half
 * sign-ins end, this session gets another id, which is returned, and a mail tells them. Refused in
 * production when it would leave an enrolled account without a second factor, and when the session
 * has ended.
 */
export async function withOwnFactors<Refusal extends string>(
  ctx: Context,
  account: OwnAccount,
  change: FactorChange,
  work: (trx: Transaction) => Promise<Result<object, Refusal>>,
): Promise<Result<{ sessionId: string }, Refusal | OwnFactorRefusal>> {
  const { organiserId, actor } = account;
  try {
    return await ctx.db.transaction().execute(async (trx) => {
      const before = await lockOrganiser(trx, organiserId);
      if (!before) throw new Undo('signed-out');
      const changed = await work(trx);
      if (!changed.ok) return changed;
      const after = await lockOrganiser(trx, organiserId);
      const lost = before.enrolled && !after?.enrolled;
      if (lost && ctx.config.production) throw new Undo('last-factor');
      const sessionId = await keepOnly(trx, account, { withFactor: after?.enrolled ?? false });
      await recordAudit(trx, {
        actor,
        action: 'organiser.sign-in-changed',
        object: { kind: 'organiser', id: organiserId },
        details: { change },
      });
      await tellOfChange(ctx, trx, before, change);
      return { ok: true, sessionId } as const;
    });
  } catch (error) {
    if (error instanceof Undo) return { ok: false, reason: error.reason };
    throw error;
  }
}

async function keepOnly(
  trx: Transaction,
  { organiserId, sessionId }: OwnAccount,
  { withFactor }: { withFactor: boolean },
): Promise<string> {
  const renewed = newToken();
  const to = hashToken(renewed);
  const kept = await renewSession(trx, { from: hashToken(sessionId), to, withFactor });
  if (!kept) throw new Undo('signed-out');
  await deleteSessionsOf(trx, organiserId, { but: to });
  await deleteStepsOf(trx, organiserId);
  return renewed;
}

/** Takes the change back with the transaction. */
class Undo extends Error {
  constructor(readonly reason: OwnFactorRefusal) {
    super(reason);
  }
}
