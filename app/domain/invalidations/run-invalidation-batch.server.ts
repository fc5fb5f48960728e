import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockItemsToReturn, markReturned } from '~/db/invalidation-items.server';
import {
  finishInvalidation,
  type InvalidationRow,
  lockNextUnfinished,
  updateInvalidation,
} from '~/db/invalidations.server';
import {
  type LockedSignature,
  lockSelected,
  markDone,
  markSkipped,
} from '~/db/selection-items.server';
import type { AuditAction } from '../audit/audit-words';
import { recordAudit } from '../audit/record-audit.server';
import { type SelectionAction, type SkipReason, whyNot } from '../selections/selection';
import { selectionActs } from '../selections/selection-acts.server';
import type { SignatureState, SignatureVisibility } from '../signatures/signature';
import { unsealCriteria } from './sealed-criteria.server';

export const invalidationBatch = 200;

/**
 * Does one batch of whatever has work left, be it taking signatures out, something else with
 * selected ones, or undoing it, in one transaction: what it did and how far it came are written
 * together, so a kill at any moment loses nothing and repeats nothing. False when there was nothing
 * to do. Any number of workers may call it.
 */
export async function runInvalidationBatch(ctx: Context): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockNextUnfinished(trx);
    if (!row) return false;
    await (row.state === 'running' ? doBatch(ctx, trx, row) : putBackBatch(ctx, trx, row));
    return true;
  });
}

async function doBatch(ctx: Context, trx: Transaction, row: InvalidationRow): Promise<void> {
  const act = selectionActs[row.action as SelectionAction];
  const limit = act.batch ?? invalidationBatch;
  const found = await lockSelected(trx, row.id, limit);
  const reasons = reasonsToSkip(ctx, row, found);
  const meant = found.filter(({ id }) => !reasons.has(id));
  const refused = meant.length > 0 ? await act.apply(ctx, trx, row, meant) : new Map();
  for (const [id, why] of refused) reasons.set(id, why);
  const did = meant.filter(({ id }) => !reasons.has(id));
  await markDone(trx, row.id, did);
  await markSkipped(
    trx,
    row.id,
    [...reasons].map(([id, why]) => ({ id, why })),
  );
  const done = row.done + did.length;
  await updateInvalidation(trx, row.id, { done, skipped: row.skipped + reasons.size });
  if (found.length === limit) return;
  await finishInvalidation(trx, row.id, 'done');
  await recordEnd(trx, row, 'invalidation.done', {
    action: row.action,
    takenOut: done,
    of: row.expected,
  });
}

function reasonsToSkip(
  ctx: Context,
  row: InvalidationRow,
  found: LockedSignature[],
): Map<string, SkipReason> {
  const { states }: { states: readonly string[] } = unsealCriteria(ctx, row);
  const reasons = new Map<string, SkipReason>();
  for (const { id, state, visibility, hidden } of found) {
    const standing = {
      state: state as SignatureState,
      visibility: visibility as SignatureVisibility,
      hidden,
    };
    const why = whyNot(row.action as SelectionAction, standing);
    if (why) reasons.set(id, why);
    else if (row.chosen_by === 'criteria' && !states.includes(state))
      reasons.set(id, 'not-counted');
  }
  return reasons;
}

async function putBackBatch(ctx: Context, trx: Transaction, row: InvalidationRow): Promise<void> {
  const found = await lockItemsToReturn(trx, row.id, invalidationBatch);
  const looked = found.map(({ id }) => id);
  const { revert } = selectionActs[row.action as SelectionAction];
  if (looked.length > 0) {
    await revert?.(ctx, trx, found);
    await markReturned(trx, row.id, looked);
  }
  await updateInvalidation(trx, row.id, { done: row.done - looked.length });
  if (found.length === invalidationBatch) return;
  await finishInvalidation(trx, row.id, 'undone');
  await recordEnd(trx, row, 'invalidation.undone', { action: row.action });
}

async function recordEnd(
  trx: Transaction,
  row: InvalidationRow,
  action: AuditAction,
  details: Record<string, number | string>,
): Promise<void> {
  await recordAudit(trx, {
    actor: { kind: 'system' },
    action,
    letterId: row.letter_id,
    object: { kind: 'invalidation', id: row.id },
    details,
  });
}
