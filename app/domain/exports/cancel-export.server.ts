import { rm } from 'node:fs/promises';
import type { Context } from '~/context.server';
import { finishExport, lockExport, updateExport } from '~/db/exports.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { lifeOfExport } from './end-export.server';
import { exportFile } from './export-file';

/**
 * Calls off an export that waits or is being made, or deletes the file of one that is ready: its key
 * is gone with this call, whatever becomes of the file. Refuses what has ended (`wrong-state`), or
 * was downloaded while it was made.
 */
export async function cancelExport(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<Result<object, 'not-found' | 'wrong-state'>> {
  const { id, actor } = input;
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(id)) return { ok: false, reason: 'not-found' };
  const ended = await ctx.db.transaction().execute(async (trx) => {
    const row = await lockExport(trx, id);
    if (row?.letter_id !== letter.id) return { ok: false as const, reason: 'not-found' as const };
    const ready = row.state === 'ready';
    if (row.streamed || !(ready || row.state === 'queued' || row.state === 'running')) {
      return { ok: false as const, reason: 'wrong-state' as const };
    }
    await finishExport(trx, id, { state: 'cancelled' }, lifeOfExport);
    await updateExport(trx, id, { file_key: null });
    await recordAudit(trx, {
      actor,
      action: 'export.cancelled',
      letterId: letter.id,
      object: { kind: 'export', id },
      details: { was: row.state },
    });
    return { ok: true as const, row };
  });
  if (!ended.ok) return ended;
  if (ended.row.state === 'ready') await rm(exportFile(ctx, ended.row), { force: true });
  return { ok: true };
}
