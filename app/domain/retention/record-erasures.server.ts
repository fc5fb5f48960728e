import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { type ErasureKind, insertErasures, type StoredErasure } from '~/db/erasures.server';
import { subjectIndex } from './erasure-entry.server';

/**
 * Writes the erasure of these rows into the ledger, in the transaction that does it: neither is
 * ever there without the other. What is returned goes to `keepErasures` after the commit.
 */
export async function recordErasures(
  ctx: Context,
  trx: Transaction,
  erased: { kind: ErasureKind; ids: string[] },
): Promise<StoredErasure[]> {
  if (erased.ids.length === 0) return [];
  const indexes = erased.ids.map((id) => subjectIndex(ctx, id));
  return insertErasures(trx, erased.kind, indexes);
}
