import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { type ListedBatch, listBatches } from '../paper/list-batches.server';
import { type Cell, type ExportFile, type ExportFormat, exportContentTypes } from './export';
import { exportFileName } from './export-file-name';

const columns = [
  'batch',
  'state',
  'collected_from',
  'collected_until',
  'place',
  'collected_by',
  'country',
  'on_sheets',
  'valid',
  'note',
  'scans',
  'entered_by',
  'entered_at',
  'verified_by',
  'verified_at',
  'withdrawn_by',
  'withdrawn_at',
  'withdrawn_reason',
] as const;

/**
 * The batches of signatures on paper as a file, oldest first, in every state and with who did what;
 * no names of signatories, which are not stored. Audited before the first byte.
 */
export async function exportPaper(
  ctx: Context,
  input: { slug: string; format: ExportFormat; actor: Actor },
): Promise<Result<ExportFile, 'not-found'>> {
  const { slug, format, actor } = input;
  const letter = await findLetterRow(ctx.db, { slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const listed = await listBatches(ctx, { slug });
  if (!listed.ok) return listed;
  const batches = listed.batches.toReversed();
  await recordAudit(ctx.db, {
    actor,
    action: 'paper.exported',
    letterId: letter.id,
    details: { format, rows: batches.length },
  });
  return {
    ok: true,
    fileName: exportFileName(letter.slug, 'paper', 'full', format, ctx.clock.now()),
    contentType: exportContentTypes[format],
    rowCount: batches.length,
    countedOnly: null,
    rows: ctx.press.table(format, { title: 'Paper', columns, rows: readRows(batches), apart: [] }),
  };
}

async function* readRows(batches: ListedBatch[]): AsyncGenerator<Cell[]> {
  for (const batch of batches) {
    const cells: Record<(typeof columns)[number], Cell> = {
      batch: batch.number,
      state: batch.state,
      collected_from: batch.from,
      collected_until: batch.until,
      place: batch.about?.place ?? null,
      collected_by: batch.about?.collector ?? null,
      country: batch.country,
      on_sheets: batch.onSheets,
      valid: batch.valid,
      note: batch.about?.note ?? null,
      scans: batch.scans,
      entered_by: batch.enteredBy,
      entered_at: batch.enteredAt,
      verified_by: batch.verifiedBy,
      verified_at: batch.verifiedAt,
      withdrawn_by: batch.withdrawnBy,
      withdrawn_at: batch.withdrawnAt,
      withdrawn_reason: batch.withdrawnReason,
    };
    yield columns.map((column) => cells[column]);
  }
}
