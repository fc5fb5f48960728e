import type { Context } from '~/context.server';
import { listAuditEntries } from '~/db/audit-entries.server';
import { findLetterRow } from '~/db/letters.server';
import { findOrganiser } from '~/db/organisers.server';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';

export type AuditEntryView = {
  id: number;
  at: string;
  /** The organiser's address, or `operator` (command line) or `system`. */
  actor: string;
  action: string;
  objectKind: string | null;
  objectId: string | null;
  details: Record<string, string | number | boolean | null>;
};

const pageSize = 100;

/** The log, newest first; `next` is the `before` of the following page or null at the end. */
export async function listAudit(
  ctx: Context,
  input: { slug?: string; before?: number },
): Promise<{ entries: AuditEntryView[]; next: number | null }> {
  const letter = input.slug ? await findLetterRow(ctx.db, { slug: input.slug }) : undefined;
  if (input.slug && !letter) return { entries: [], next: null };
  const page = { letterId: letter?.id, before: input.before, limit: pageSize + 1 };
  const rows = await listAuditEntries(ctx.db, page);
  const shown = rows.slice(0, pageSize);
  const names = new Map<string, string>();
  for (const id of new Set(shown.flatMap((row) => row.organiser_id ?? []))) {
    const organiser = await findOrganiser(ctx.db, id);
    if (organiser) names.set(id, unsealOrganiser(ctx, organiser).email);
  }
  return {
    entries: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: row.organiser_id
        ? (names.get(row.organiser_id) ?? 'a former organiser')
        : row.actor_kind,
      action: row.action,
      objectKind: row.object_kind,
      objectId: row.object_id,
      details: row.details as AuditEntryView['details'],
    })),
    next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  };
}
