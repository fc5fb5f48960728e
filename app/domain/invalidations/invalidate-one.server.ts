import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertInvalidationItems, takeOut } from '~/db/invalidation-items.server';
import {
  finishInvalidation,
  insertInvalidation,
  updateInvalidation,
} from '~/db/invalidations.server';
import { markDone } from '~/db/selection-items.server';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import type { LeaveOutReason } from '../signatures/signature';
import type { InvalidatableState } from './invalidation';
import { sealCriteria } from './sealed-criteria.server';

const origins = { reported: 'Reported', flagged: 'Flagged' };

/**
 * Takes one locked signature out of the count at once, as an invalidation that stands among the
 * others and is undone like them; returns its id. The caller has checked the signature's state.
 */
export async function invalidateOne(
  ctx: Context,
  trx: Transaction,
  taken: {
    letterId: string;
    signature: { id: string; number: number; state: InvalidatableState };
    origin: keyof typeof origins;
    because: LeaveOutReason;
    actor: Actor;
  },
): Promise<string> {
  const { letterId, signature, origin, because, actor } = taken;
  const { state, number } = signature;
  const id = randomUUID();
  await insertInvalidation(trx, {
    id,
    letter_id: letterId,
    state: 'running',
    reason: `${origins[origin]}: ${because.replaceAll('-', ' ')}`,
    criteria: sealCriteria(ctx, id, { states: [state], numbers: [number] }),
    expected: 1,
    requested_by: actorKey(actor),
  });
  await insertInvalidationItems(trx, id, [signature]);
  await takeOut(trx, [signature.id]);
  await markDone(trx, id, [signature]);
  await updateInvalidation(trx, id, { done: 1 });
  await finishInvalidation(trx, id, 'done');
  await recordAudit(trx, {
    actor,
    action: 'invalidation.done',
    letterId,
    object: { kind: 'invalidation', id },
    details: { takenOut: 1, of: 1, because, origin },
  });
  return id;
}
