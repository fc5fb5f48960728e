import type { Context } from '~/context.server';
import { countSignatures, listExportRows, type SignatureFilter } from '~/db/desk-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import {
  type Cell,
  type ExportFile,
  type ExportFormat,
  exportContentTypes,
  type SignatureColumn,
  type SignaturePreset,
  signatureColumns,
} from './export';
import { exportFileName } from './export-file-name';

const batch = 2000;

const filters: Record<SignaturePreset, SignatureFilter> = {
  public: { audience: 'public' },
  letter: { audience: 'addressee' },
  full: {},
};

/**
 * The signatures of a letter as a file, read in batches as it is written, oldest first. The audit
 * entry is on disk before the first byte. `public` and `letter` hold no address and no comment and
 * nobody who did not choose to be named there, or who signed an earlier text only; `public` is empty
 * while the names are hidden.
 */
export async function exportSignatures(
  ctx: Context,
  input: { slug: string; preset: SignaturePreset; format: ExportFormat; actor: Actor },
): Promise<Result<ExportFile, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const { preset, format, actor } = input;
  const rowCount = await countSignatures(ctx.db, letter.id, filters[preset]);
  const countedOnly =
    preset === 'letter'
      ? await countSignatures(ctx.db, letter.id, {
          states: ['confirmed'],
          visibilities: ['counted'],
          presentText: true,
        })
      : null;
  await recordAudit(ctx.db, {
    actor,
    action: 'signatures.exported',
    letterId: letter.id,
    details: { preset, format, rows: rowCount },
  });
  const columns = signatureColumns(preset);
  return {
    ok: true,
    fileName: exportFileName(letter.slug, 'signatures', preset, format, ctx.clock.now()),
    contentType: exportContentTypes[format],
    rowCount,
    countedOnly,
    rows: ctx.press.table(format, {
      title: 'Signatures',
      columns,
      rows: readRows(ctx, letter.id, filters[preset], columns),
      apart:
        countedOnly === null
          ? []
          : [
              { name: 'people named in this file', count: rowCount },
              { name: 'more people, counted only', count: countedOnly },
            ],
    }),
  };
}

async function* readRows(
  ctx: Context,
  letterId: string,
  filter: SignatureFilter,
  columns: SignatureColumn[],
): AsyncGenerator<Cell[]> {
  let after = 0;
  for (;;) {
    const rows = await listExportRows(ctx.db, letterId, filter, { after, limit: batch });
    for (const row of rows) {
      const cells = toCells(ctx, row);
      yield columns.map((column) => cells[column]);
      after = row.number;
    }
    if (rows.length < batch) return;
  }
}

type ExportRow = Awaited<ReturnType<typeof listExportRows>>[number];

function toCells(ctx: Context, row: ExportRow): Record<SignatureColumn, Cell> {
  const person = unsealSignatory(ctx, row);
  return {
    ...person,
    number: row.number,
    country: row.country,
    locale: row.locale,
    visibility: row.visibility,
    state: row.state,
    letter_version: row.version_number,
    signed_at: row.signed_at.toISOString(),
    confirmed_at: row.confirmed_at?.toISOString() ?? null,
    withdrawn_at: row.withdrawn_at?.toISOString() ?? null,
    source: row.source,
  };
}
