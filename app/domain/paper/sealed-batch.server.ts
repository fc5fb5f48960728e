import type { Context } from '~/context.server';
import type { SealedBatch } from './paper-batch';

/** Ciphertext of where and by whom a batch was collected, bound to its row. */
export function sealBatch(ctx: Context, batchId: string, batch: SealedBatch): Buffer {
  return ctx.keyring.seal(batch, `paper-batch:${batchId}`);
}

/** Null once retention has taken it away. */
export function unsealBatch(
  ctx: Context,
  row: { id: string; sealed: Buffer | null },
): SealedBatch | null {
  return row.sealed && ctx.keyring.unseal<SealedBatch>(row.sealed, `paper-batch:${row.id}`);
}

/** Why a batch was withdrawn, in an organiser's words. */
export function sealReason(ctx: Context, batchId: string, reason: string): Buffer {
  return ctx.keyring.seal(reason, `paper-reason:${batchId}`);
}

export function unsealReason(
  ctx: Context,
  row: { id: string; sealed_reason: Buffer | null },
): string | null {
  const { id, sealed_reason: sealed } = row;
  return sealed && ctx.keyring.unseal<string>(sealed, `paper-reason:${id}`);
}
