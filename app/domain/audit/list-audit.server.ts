import type { Context } from '~/context.server';
import { type AuditFilter, type AuditRow, listAuditEntries } from '~/db/audit-entries.server';
import { findLetterRow } from '~/db/letters.server';
import type { AuditChanges, AuditValue } from './audit-changes';
import { type AuditActor, nameAuditActors } from './name-audit-actors.server';

export type AuditEntryView = {
  id: number;
  /** ISO 8601 in UTC. */
  at: string;
  actor: AuditActor;
  action: string;
  /** The slug of the letter it is about. */
  letter: string | null;
  objectKind: string | null;
  objectId: string | null;
  details: Record<string, AuditValue>;
  changes: AuditChanges;
  requestId: string | null;
};

/** Which entries to list; days are of `timeZone`, both included. */
export type AuditQuery = Omit<AuditFilter, 'letterId'> & { slug?: string };

const pageSize = 100;

/**
 * The log of one letter or, without `slug`, of the whole installation, newest first; empty for an
 * unknown letter. Organisers are named by their masked address and the role they have now. `older`
 * is the `before` of the following page, `newer` the `after` of the one before; null at the ends.
 */
export async function listAudit(
  ctx: Context,
  input: AuditQuery & { before?: number; after?: number; limit?: number },
): Promise<{ entries: AuditEntryView[]; older: number | null; newer: number | null }> {
  const { slug, before, after, limit = pageSize, ...query } = input;
  const letter = slug ? await findLetterRow(ctx.db, { slug }) : undefined;
  if (slug && !letter) return { entries: [], older: null, newer: null };
  const filter = { ...query, letterId: letter?.id };
  const found = await listAuditEntries(ctx.db, filter, { before, after, limit: limit + 1 });
  const more = found.length > limit;
  const rows = after ? found.slice(more ? 1 : 0) : found.slice(0, limit);
  const [first, last] = [rows.at(0)?.id ?? null, rows.at(-1)?.id ?? null];
  return {
    entries: await viewAudit(ctx, rows, letter?.id),
    older: (after && last !== null) || (!after && more) ? last : null,
    newer: (after ? more : before !== undefined) ? first : null,
  };
}

/** Rows as the desk and the exports show them, with the roles that count on a letter. */
export async function viewAudit(
  ctx: Context,
  rows: AuditRow[],
  letterId?: string,
): Promise<AuditEntryView[]> {
  const ids = rows.flatMap((row) => row.organiser_id ?? []);
  const actorOf = await nameAuditActors(ctx, ids, letterId);
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: actorOf(row),
    action: row.action,
    letter: row.slug,
    objectKind: row.object_kind,
    objectId: row.object_id,
    details: row.details as AuditEntryView['details'],
    changes: row.changes as AuditChanges,
    requestId: row.request_id,
  }));
}
