import type { Context } from '~/context.server';
import { countAuditEntries, listAuditEntries } from '~/db/audit-entries.server';
import { findLetterRow } from '~/db/letters.server';
import { writeLocalTime } from '~/primitives/local-time';
import type { Result } from '~/primitives/result';
import type { Cell } from '../exports/export';
import type { Actor } from '../organisers/organiser';
import { auditWordsOf } from './audit-words';
import { type AuditEntryView, type AuditQuery, viewAudit } from './list-audit.server';
import { recordAudit } from './record-audit.server';

export const auditFormats = ['csv', 'jsonl'] as const;
export type AuditFormat = (typeof auditFormats)[number];

const contentTypes: Record<AuditFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};

export const auditColumns = [
  'entry',
  'at_utc',
  'at_local',
  'time_zone',
  'actor_kind',
  'actor',
  'role',
  'action',
  'words',
  'letter',
  'object_kind',
  'object_id',
  'changes',
  'details',
  'request_id',
] as const;

const batch = 1000;

/**
 * The entries that a filter finds as a file, newest first, read in batches as it is written. That it
 * was exported, by which filter and how much, is on disk before the first byte and stands first in
 * the file where the filter finds it. Nothing in it is more than the page shows.
 */
export async function exportAudit(
  ctx: Context,
  input: AuditQuery & { format: AuditFormat; actor: Actor; by: AuditQuery['actor'] },
): Promise<
  Result<
    { fileName: string; contentType: string; rows: AsyncIterable<string | Uint8Array> },
    'not-found'
  >
> {
  const { slug, format, actor, by, ...query } = input;
  const letter = slug ? await findLetterRow(ctx.db, { slug }) : undefined;
  if (slug && !letter) return { ok: false, reason: 'not-found' };
  const filter = { ...query, actor: by, letterId: letter?.id };
  await recordAudit(ctx.db, {
    actor,
    action: 'audit.exported',
    letterId: letter?.id,
    details: { format, rows: await countAuditEntries(ctx.db, filter), ...describe(filter) },
  });
  const zone = query.timeZone ?? 'UTC';
  const entries = readEntries(ctx, filter);
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return {
    ok: true,
    fileName: `${slug ?? 'installation'}-audit-${day}.${format}`,
    contentType: contentTypes[format],
    rows: format === 'csv' ? toCsv(ctx, entries, zone) : toLines(entries, zone),
  };
}

type Filter = Parameters<typeof listAuditEntries>[1];

function describe({ actor, action, object, from, to }: Filter): Record<string, string> {
  const chosen = {
    actor: actor && ('kind' in actor ? actor.kind : actor.organiserId),
    action,
    object: object && [object.kind, object.id].filter(Boolean).join('/'),
    from,
    to,
  };
  return Object.fromEntries(Object.entries(chosen).flatMap(([k, v]) => (v ? [[k, v]] : [])));
}

async function* readEntries(ctx: Context, filter: Filter): AsyncGenerator<AuditEntryView> {
  let before: number | undefined;
  for (;;) {
    const rows = await listAuditEntries(ctx.db, filter, { before, limit: batch });
    yield* await viewAudit(ctx, rows, filter.letterId);
    before = rows.at(-1)?.id;
    if (rows.length < batch) return;
  }
}

function columnsOf(entry: AuditEntryView, zone: string) {
  const { actor } = entry;
  const organiser = actor.kind === 'organiser' ? actor : null;
  return {
    entry: entry.id,
    at_utc: entry.at,
    at_local: writeLocalTime(new Date(entry.at), zone),
    time_zone: zone,
    actor_kind: actor.kind,
    actor: organiser?.email ?? null,
    role: organiser?.role ?? null,
    action: entry.action,
    words: auditWordsOf(entry.action),
    letter: entry.letter,
    object_kind: entry.objectKind,
    object_id: entry.objectId,
    changes: entry.changes,
    details: entry.details,
    request_id: entry.requestId,
  };
}

async function* toLines(entries: AsyncIterable<AuditEntryView>, zone: string) {
  for await (const entry of entries) yield `${JSON.stringify(columnsOf(entry, zone))}\n`;
}

function toCsv(ctx: Context, entries: AsyncIterable<AuditEntryView>, zone: string) {
  async function* rows(): AsyncGenerator<Cell[][]> {
    for await (const entry of entries) {
      const { changes, details, ...plain } = columnsOf(entry, zone);
      const cells = { ...plain, changes: asText(changes), details: asText(details) };
      yield [auditColumns.map((column) => cells[column])];
    }
  }
  return ctx.press.table('csv', {
    title: 'Audit log',
    columns: auditColumns,
    rows: rows(),
    apart: [],
  });
}

/** As JSON, empty for nothing. */
function asText(value: object): string | null {
  return Object.keys(value).length > 0 ? JSON.stringify(value) : null;
}
