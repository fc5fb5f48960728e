import type { Context } from '~/context.server';
import { findScan } from '~/db/paper-scans.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import { scanSeal } from './add-scans.server';
import { type BatchInput, withBatch } from './with-batch.server';

type Scan = { bytes: Buffer; contentType: string; fileName: string };

/**
 * The bytes of one scan, with a file name made from the batch and its hash. The sheets name people,
 * so who fetched one is on record before the first byte.
 */
export async function readScan(
  ctx: Context,
  input: BatchInput & { scanId: string },
): Promise<Result<Scan, 'not-found'>> {
  return withBatch<Scan, 'not-found'>(ctx, input, async (trx, row) => {
    const key = { batchId: row.id, id: input.scanId };
    const scan = isUuid(input.scanId) ? await findScan(trx, key) : undefined;
    if (!scan) return { ok: false, reason: 'not-found' };
    await recordAudit(trx, {
      actor: input.actor,
      action: 'paper.scan-read',
      letterId: row.letter_id,
      object: { kind: 'paper-batch', id: row.id },
      details: { number: row.number, fileHash: scan.file_hash },
    });
    const extension = scan.file_type === 'application/pdf' ? 'pdf' : 'jpg';
    return {
      ok: true,
      bytes: ctx.keyring.unsealBytes(scan.sealed_file, scanSeal(scan.id)),
      contentType: scan.file_type,
      fileName: `paper-${row.number}-${scan.file_hash.slice(0, 12)}.${extension}`,
    };
  });
}
