import type { Context } from '~/context.server';
import { type ExportRow, findExport, listExportRows } from '~/db/exports.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { nameActors } from '../organisers/name-actors.server';
import type { ExportChoice, ExportState } from './export';
import { exportFileName } from './export-file-name';
import { writeManifest } from './export-manifest';
import { choiceOf } from './sealed-export.server';

export type ExportView = Omit<ExportChoice, 'view'> & {
  id: string;
  state: ExportState;
  /** It was downloaded while it was made; only its manifest is there. */
  streamed: boolean;
  narrowed: boolean;
  /** Whoever asked for it: an organiser's id, or `operator`; and in words. */
  requestedBy: string;
  requestedByName: string;
  /** ISO 8601 in UTC, here and below. */
  requestedAt: string;
  finishedAt: string | null;
  expiresAt: string | null;
  expected: number;
  rows: number;
  countedOnly: number | null;
  bytes: number | null;
  sha256: string | null;
  fileName: string;
};

const most = 50;

/** One export of a letter as organisers see it. */
export async function readExport(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<{ export: ExportView }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  const row = letter && isUuid(input.id) ? await findExport(ctx.db, input.id) : undefined;
  if (!letter || row?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
  return { ok: true, export: viewExport(ctx, letter.slug, row, await namesOf(ctx, [row])) };
}

/** The newest 50 exports of a letter. */
export async function listExports(ctx: Context, input: { slug: string }): Promise<ExportView[]> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return [];
  const rows = await listExportRows(ctx.db, letter.id, most);
  const nameOf = await namesOf(ctx, rows);
  return rows.map((row) => viewExport(ctx, letter.slug, row, nameOf));
}

/** The manifest of a file that is whole; refuses (`not-found`) before, and once it has expired. */
export async function readManifest(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<{ fileName: string; text: string }, 'not-found'>> {
  const found = await readExport(ctx, input);
  if (!found.ok) return found;
  const made = found.export;
  if (made.state !== 'ready' || made.sha256 === null) return { ok: false, reason: 'not-found' };
  const text = writeManifest({
    ...made,
    slug: input.slug,
    at: new Date(made.requestedAt),
    bytes: made.bytes ?? 0,
    sha256: Buffer.from(made.sha256, 'hex'),
  });
  return { ok: true, fileName: `${made.fileName}.sha256.txt`, text };
}

function namesOf(ctx: Context, rows: ExportRow[]): Promise<(key: string) => string> {
  return nameActors(
    ctx,
    rows.map((row) => row.requested_by),
  );
}

function viewExport(
  ctx: Context,
  slug: string,
  row: ExportRow,
  nameOf: (key: string) => string,
): ExportView {
  const { view, ...choice } = choiceOf(ctx, row);
  const rows = row.state === 'ready' ? row.rows : row.expected;
  return {
    ...choice,
    id: row.id,
    state: row.state as ExportState,
    streamed: row.streamed,
    narrowed: view !== null,
    requestedBy: row.requested_by,
    requestedByName: nameOf(row.requested_by),
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    expected: row.expected,
    rows: row.rows,
    countedOnly: row.counted_only,
    bytes: row.bytes,
    sha256: row.file_hash?.toString('hex') ?? null,
    fileName: exportFileName(slug, choice, { id: row.id, rows, at: row.requested_at }),
  };
}
