import { sql } from 'kysely';
import type { Context } from '~/context.server';
import type { ExportAsked, ExportFile } from '~/domain/exports/export';
import { startExport } from '~/domain/exports/start-export.server';
import { slug } from './letter';

const usual: Omit<ExportAsked, 'actor'> = {
  ...{ slug, what: 'signatures', preset: 'public', format: 'csv', timeZone: 'UTC' },
  ...{ view: null, reason: null, recipient: null },
};

/** Everything that a file says, and the file closed. */
export async function bytesOf(rows: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of rows) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** An export for the worker, however few rows it has. */
export async function queueExport(
  ctx: Context,
  asked: Partial<ExportAsked> & Pick<ExportAsked, 'actor'>,
): Promise<string> {
  const made = await startExport(ctx, { ...usual, ...asked }, { workerFrom: 0 });
  if (!made.ok) throw new Error(made.reason);
  if (made.file) throw new Error('it was streamed');
  return made.id;
}

/** An export as a file that is written while it is read. */
export async function openExport(
  ctx: Context,
  asked: Partial<ExportAsked> & Pick<ExportAsked, 'actor'>,
): Promise<ExportFile> {
  const made = await startExport(ctx, { ...usual, ...asked });
  if (!made.ok) throw new Error(made.reason);
  if (!made.file) throw new Error('it was queued');
  return made.file;
}

/** How many connections hold a transaction open on this database, besides the one that asks. */
export async function transactionsOpen(ctx: Context): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::integer as open from pg_stat_activity
    where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
      and backend_type = 'client backend'`.execute(ctx.db);
  return rows[0]?.open ?? 0;
}
