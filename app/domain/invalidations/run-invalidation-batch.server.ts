import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import {
  dropItems,
  lockItemsToReturn,
  lockItemsToTake,
  putBack,
  takeOut,
} from '~/db/invalidation-items.server';
import {
  finishInvalidation,
  type InvalidationRow,
  lockNextUnfinished,
  updateInvalidation,
} from '~/db/invalidations.server';
import type { AuditAction } from '../audit/audit-words';
import { recordAudit } from '../audit/record-audit.server';
import { publicColumns, unsealSignatory } from '../signatures/sealed-signatory.server';
import type { SignatureState, SignatureVisibility } from '../signatures/signature';
import { unsealCriteria } from './sealed-criteria.server';

export const invalidationBatch = 200;

/**
 * Does one batch of whatever invalidation or undoing has work left, in one transaction: what it did
 * and how far it came are written together, so a kill at any moment loses nothing and repeats
 * nothing. False when there was nothing to do. Any number of workers may call it.
 */
export async function runInvalidationBatch(ctx: Context): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockNextUnfinished(trx);
    if (!row) return false;
    await (row.state === 'running' ? takeOutBatch(ctx, trx, row) : putBackBatch(ctx, trx, row));
    return true;
  });
}

async function takeOutBatch(ctx: Context, trx: Transaction, row: InvalidationRow): Promise<void> {
  const states: readonly string[] = unsealCriteria(ctx, row).states;
  const found = await lockItemsToTake(trx, row.id, invalidationBatch);
  const meant = found.filter(({ state }) => states.includes(state));
  const changed = found.filter(({ state }) => !states.includes(state));
  await takeOut(trx, row.id, meant);
  await dropItems(
    trx,
    row.id,
    changed.map(({ id }) => id),
  );
  const done = row.done + meant.length;
  await updateInvalidation(trx, row.id, { done });
  if (found.length === invalidationBatch) return;
  await finishInvalidation(trx, row.id, 'done');
  await recordEnd(trx, row, 'invalidation.done', { takenOut: done, of: row.expected });
}

async function putBackBatch(ctx: Context, trx: Transaction, row: InvalidationRow): Promise<void> {
  const found = await lockItemsToReturn(trx, row.id, invalidationBatch);
  const returned = found
    .filter(({ state }) => state === 'invalidated')
    .map((signature) => {
      const state = signature.previous_state as SignatureState;
      const visibility = signature.visibility as SignatureVisibility;
      const person = unsealSignatory(ctx, signature);
      return { id: signature.id, state, ...publicColumns(state, visibility, person) };
    });
  const looked = found.map(({ id }) => id);
  if (looked.length > 0) await putBack(trx, row.id, returned, looked);
  const done = row.done - looked.length;
  await updateInvalidation(trx, row.id, { done });
  if (found.length === invalidationBatch) return;
  await finishInvalidation(trx, row.id, 'undone');
  await recordEnd(trx, row, 'invalidation.undone', {});
}

async function recordEnd(
  trx: Transaction,
  row: InvalidationRow,
  action: AuditAction,
  details: Record<string, number>,
): Promise<void> {
  await recordAudit(trx, {
    actor: { kind: 'system' },
    action,
    letterId: row.letter_id,
    object: { kind: 'invalidation', id: row.id },
    details,
  });
}
