import type { Context } from '~/context.server';
import { finishExport, lockExport } from '~/db/exports.server';
import { hours } from '~/primitives/duration';
import { recordAudit } from '../audit/record-audit.server';
import type { Measured } from './measure-pieces.server';

/** How long a file, or the manifest of one that was downloaded at once, can be fetched. */
export const lifeOfExport = hours(24);

/**
 * Puts on record that an export is whole, with its rows, bytes and hash. False when it was cancelled
 * or given to another worker in the meantime; then nothing changes.
 */
export async function finishWhole(
  ctx: Context,
  attempt: { id: string; attempts: number },
  measured: Measured,
  fileKey: Buffer | null,
): Promise<boolean> {
  const { rows, bytes, sha256 } = measured;
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockExport(trx, attempt.id);
    if (row?.state !== 'running' || row.attempts !== attempt.attempts) return false;
    const change = { state: 'ready' as const, rows, bytes, file_hash: sha256, file_key: fileKey };
    await finishExport(trx, row.id, change, lifeOfExport);
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'export.finished',
      letterId: row.letter_id,
      object: { kind: 'export', id: row.id },
      details: {
        preset: row.preset,
        format: row.format,
        rows,
        bytes,
        sha256: sha256.toString('hex'),
      },
    });
    return true;
  });
}

/** Puts on record that an export will never be whole; of one that has ended nothing changes. */
export async function finishBroken(
  ctx: Context,
  attempt: { id: string; attempts: number },
  why: 'broken-off' | 'fault',
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const row = await lockExport(trx, attempt.id);
    if (row?.state !== 'running' || row.attempts !== attempt.attempts) return;
    await finishExport(trx, row.id, { state: 'failed' }, lifeOfExport);
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'export.failed',
      letterId: row.letter_id,
      object: { kind: 'export', id: row.id },
      details: { why },
    });
  });
}
