import { access } from 'node:fs/promises';
import type { Context } from '~/context.server';
import { findExport } from '~/db/exports.server';
import type { Result } from '~/primitives/result';
import { readSealedFile } from '~/primitives/sealed-file.server';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { exportContentTypes } from './export';
import { exportFile } from './export-file';
import { readExport } from './read-export.server';
import { unsealFileKey } from './sealed-export.server';

type Fetched = {
  fileName: string;
  contentType: string;
  countedOnly: number | null;
  length: number;
  rows: AsyncIterable<Uint8Array>;
};

/**
 * The file that the worker has made, recorded before its first byte. The full record is only for
 * whoever asked for it (`not-yours`). Refuses what is not ready or has expired (`gone`), and a file
 * that is not on this machine (`elsewhere`).
 */
export async function fetchExport(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<Result<Fetched, 'not-found' | 'not-yours' | 'gone' | 'elsewhere'>> {
  const { id, actor } = input;
  const found = await readExport(ctx, input);
  if (!found.ok) return found;
  const made = found.export;
  if (made.preset === 'full' && made.requestedBy !== actorKey(actor)) {
    return { ok: false, reason: 'not-yours' };
  }
  const row = await findExport(ctx.db, id);
  if (made.state !== 'ready' || !row?.file_key || !row.expires_at) {
    return { ok: false, reason: 'gone' };
  }
  if (row.expires_at <= ctx.clock.now()) return { ok: false, reason: 'gone' };
  const file = exportFile(ctx, row);
  try {
    await access(file);
  } catch {
    return { ok: false, reason: 'elsewhere' };
  }
  await recordAudit(ctx.db, {
    actor,
    action: 'export.downloaded',
    letterId: row.letter_id,
    object: { kind: 'export', id },
    details: { preset: made.preset, format: made.format, rows: made.rows },
  });
  return {
    ok: true,
    fileName: made.fileName,
    contentType: made.recipient ? 'application/octet-stream' : exportContentTypes[made.format],
    countedOnly: made.countedOnly,
    length: made.bytes ?? 0,
    rows: readSealedFile(file, unsealFileKey(ctx, id, row.file_key)),
  };
}
