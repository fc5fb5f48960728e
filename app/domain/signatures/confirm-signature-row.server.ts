import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { confirmRow, type SignatureRow } from '~/db/signatures.server';
import { publicColumns, unsealSignatory } from './sealed-signatory.server';
import type { SignatureVisibility } from './signature';

/**
 * Makes a pending signature count, and its name public if its owner chose so. One with `hold` is
 * held instead: it counts and is shown nowhere until an organiser accepts it.
 */
export async function confirmSignatureRow(
  ctx: Context,
  trx: Transaction,
  row: SignatureRow,
): Promise<void> {
  const visibility = row.visibility as SignatureVisibility;
  const state = row.hold ? 'held' : 'confirmed';
  await confirmRow(trx, row.id, state, publicColumns(state, visibility, unsealSignatory(ctx, row)));
}
