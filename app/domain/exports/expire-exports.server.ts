import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '~/context.server';
import {
  deleteOldExports,
  listLiveExports,
  lockExpiredExports,
  lockLostStreams,
  updateExport,
} from '~/db/exports.server';
import { days, hours } from '~/primitives/duration';
import { recordAudit } from '../audit/record-audit.server';
import { exportFolder } from './export-file';

const batch = 100;
const keepRows = days(30);
const lostAfter = hours(6);

/**
 * Ends what is over by the database's clock: ready exports after their day, downloads that a killed
 * process left, and, after 30 days, what is left of an export besides the audit log. A file whose
 * export has ended is deleted; its key is gone before.
 */
export async function expireExports(ctx: Context): Promise<{ expired: number }> {
  const expired = await ctx.db.transaction().execute(async (trx) => {
    const rows = await lockExpiredExports(trx, batch);
    for (const { id, letter_id } of rows) {
      await updateExport(trx, id, { state: 'expired', file_key: null });
      await recordAudit(trx, {
        actor: { kind: 'system' },
        action: 'export.expired',
        letterId: letter_id,
        object: { kind: 'export', id },
      });
    }
    for (const { id, letter_id } of await lockLostStreams(trx, lostAfter)) {
      await updateExport(trx, id, { state: 'failed' });
      await recordAudit(trx, {
        actor: { kind: 'system' },
        action: 'export.failed',
        letterId: letter_id,
        object: { kind: 'export', id },
        details: { why: 'broken-off' },
      });
    }
    return rows.length;
  });
  await deleteOldExports(ctx.db, keepRows);
  await sweepFiles(ctx);
  return { expired };
}

async function sweepFiles(ctx: Context): Promise<void> {
  const folder = exportFolder(ctx);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => /^[0-9a-f-]{36}\./.test(name));
  const live = await listLiveExports(
    ctx.db,
    files.map((name) => name.slice(0, 36)),
  );
  for (const name of files) {
    if (!live.has(name.slice(0, 36))) await rm(join(folder, name), { force: true });
  }
}
