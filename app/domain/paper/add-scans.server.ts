import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { insertScan, listScans } from '~/db/paper-scans.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { type CleanScan, cleanScan, type ScanFault } from './clean-scan.server';
import { mostScans } from './paper-batch';
import { type BatchInput, withBatch } from './with-batch.server';

type Refusal = ScanFault | 'wrong-state' | 'no-file' | 'too-many-scans';

/** By which a scan's bytes are bound to its row. */
export function scanSeal(scanId: string): string {
  return `paper-scan:${scanId}`;
}

/**
 * Adds scans of the sheets to a batch that stands, all of them or none, each made safe first (see
 * `cleanScan`) and sealed; the same file twice is one. At most twenty a batch.
 */
export async function addScans(
  ctx: Context,
  input: BatchInput & { files: Buffer[] },
): Promise<Result<{ added: number }, Refusal | 'not-found'>> {
  const { files, actor } = input;
  if (files.length === 0) return { ok: false, reason: 'no-file' };
  if (files.length > mostScans) return { ok: false, reason: 'too-many-scans' };
  const clean: CleanScan[] = [];
  for (const file of files) {
    const made = await cleanScan(file);
    if (!made.ok) return made;
    clean.push(made);
  }
  return withBatch<{ added: number }, Refusal>(ctx, input, async (trx, row) => {
    if (row.state === 'withdrawn') return { ok: false, reason: 'wrong-state' };
    const kept = await listScans(trx, row.id);
    if (kept.length + clean.length > mostScans) return { ok: false, reason: 'too-many-scans' };
    let added = 0;
    for (const { type, bytes } of clean) {
      const id = randomUUID();
      const hash = createHash('sha256').update(bytes).digest('hex');
      const inserted = await insertScan(trx, {
        id,
        batch_id: row.id,
        file_type: type,
        file_hash: hash,
        file_bytes: bytes.length,
        sealed_file: ctx.keyring.sealBytes(bytes, scanSeal(id)),
      });
      if (!inserted) continue;
      added += 1;
      await recordAudit(trx, {
        actor,
        action: 'paper.scan-added',
        letterId: row.letter_id,
        object: { kind: 'paper-batch', id: row.id },
        details: { number: row.number, fileHash: hash, type },
      });
    }
    return { ok: true, added };
  });
}
