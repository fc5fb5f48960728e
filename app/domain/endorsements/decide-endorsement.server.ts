import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { listCheckRows } from '~/db/endorsement-checks.server';
import { type EndorsementRow, findLogoHash } from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';
import type { Actor } from '../organisers/organiser';
import { seenFingerprint } from './asked-changes.server';
import { lockEndorsementOf } from './lock-endorsement-of.server';
import { type Decision, recordDecision } from './record-decision.server';

export type DecisionInput = {
  id: string;
  slug?: string;
  actor: Actor;
  /** The fingerprint of what was seen; without one, whatever stands there now. */
  seen?: string;
};

export type DecisionRefusal = 'not-found' | 'not-waiting' | 'held' | 'other-now' | 'not-vouched';

/**
 * Records an organiser's decision on a waiting endorsement, once, with who decided and why, and
 * tells the representative by mail in the same transaction. An endorsement of another letter than
 * `slug` is as unknown as one that does not exist; one that another organiser holds is theirs. Names,
 * statement, logo and mailbox that changed since they were seen (`other-now`) are not approved, nor
 * on the word of a published contact that has not said yes (`not-vouched`).
 */
export async function decideEndorsement(
  ctx: Context,
  input: DecisionInput,
  decision: Decision,
): Promise<Result<object, DecisionRefusal>> {
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsementOf(trx, input);
    if (!row) return { ok: false, reason: 'not-found' };
    if (row.state !== 'waiting') return { ok: false, reason: 'not-waiting' };
    if (isHeldByAnother(ctx, row, input.actor)) return { ok: false, reason: 'held' };
    if (decision.state === 'approved') {
      if (await isOtherNow(trx, row, input)) return { ok: false, reason: 'other-now' };
      const { authorityBasis } = decision;
      if (authorityBasis === 'published-contact' && !(await isVouched(trx, row))) {
        return { ok: false, reason: 'not-vouched' };
      }
    }
    await recordDecision(ctx, trx, row, { decision, actor: input.actor });
    return { ok: true };
  });
}

async function isOtherNow(
  trx: Transaction,
  row: EndorsementRow,
  { seen }: DecisionInput,
): Promise<boolean> {
  return seen !== undefined && seen !== seenFingerprint(row, await findLogoHash(trx, row.id));
}

async function isVouched(trx: Transaction, row: EndorsementRow): Promise<boolean> {
  const checks = await listCheckRows(trx, { endorsementId: row.id });
  return checks.some(({ answer }) => answer === 'yes');
}

/** Whether another organiser than this actor is looking at an endorsement; never for the operator. */
export function isHeldByAnother(ctx: Context, row: EndorsementRow, actor: Actor): boolean {
  if (actor.kind !== 'organiser' || !row.held_by || !row.held_until) return false;
  return row.held_by !== actor.organiserId && row.held_until > ctx.clock.now();
}
