import type { Context } from '~/context.server';
import { deleteScan } from '~/db/paper-scans.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import { type BatchInput, withBatch } from './with-batch.server';

/** Removes a scan of a batch for good, as when it shows more than it should; its hash stays on record. */
export async function removeScan(
  ctx: Context,
  input: BatchInput & { scanId: string },
): Promise<Result<object, 'not-found'>> {
  return withBatch<object, 'not-found'>(ctx, input, async (trx, row) => {
    const key = { batchId: row.id, id: input.scanId };
    const hash = isUuid(input.scanId) ? await deleteScan(trx, key) : null;
    if (hash === null) return { ok: false, reason: 'not-found' };
    await recordAudit(trx, {
      actor: input.actor,
      action: 'paper.scan-removed',
      letterId: row.letter_id,
      object: { kind: 'paper-batch', id: row.id },
      details: { number: row.number, fileHash: hash },
    });
    return { ok: true };
  });
}
