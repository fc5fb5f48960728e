import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

type Value = string | number | boolean | null;

/** Adds an entry; the table refuses any later change. Nothing in it is personal data. */
export async function insertAuditEntry(
  db: Database | Transaction,
  entry: {
    actorKind: string;
    organiserId: string | null;
    action: string;
    letterId: string | null;
    objectKind: string | null;
    objectId: string | null;
    details: Record<string, Value>;
    changes: Record<string, [Value, Value]>;
    requestId: string | null;
  },
): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({
      actor_kind: entry.actorKind,
      organiser_id: entry.organiserId,
      action: entry.action,
      letter_id: entry.letterId,
      object_kind: entry.objectKind,
      object_id: entry.objectId,
      details: JSON.stringify(entry.details),
      changes: JSON.stringify(entry.changes),
      request_id: entry.requestId,
    })
    .execute();
}

/** Which entries to look at; without a letter, those of all letters and of none. */
export type AuditFilter = {
  letterId?: string;
  actor?: { kind: string } | { organiserId: string };
  action?: string;
  object?: { kind: string; id?: string };
  /** Days (`YYYY-MM-DD`) of a time zone, both included. */
  from?: string;
  to?: string;
  timeZone?: string;
};

function filtered(db: Database, filter: AuditFilter) {
  const { letterId, actor, action, object, from, to, timeZone = 'UTC' } = filter;
  const dayBegins = (day: string, later: number) =>
    sql<Date>`((${day}::date + ${later}::integer)::timestamp at time zone ${timeZone})`;
  let query = db.selectFrom('audit_entries');
  if (letterId) query = query.where('audit_entries.letter_id', '=', letterId);
  if (actor && 'kind' in actor) query = query.where('actor_kind', '=', actor.kind);
  if (actor && 'organiserId' in actor) query = query.where('organiser_id', '=', actor.organiserId);
  if (action) query = query.where('action', '=', action);
  if (object) query = query.where('object_kind', '=', object.kind);
  if (object?.id) query = query.where('object_id', '=', object.id);
  if (from) query = query.where('at', '>=', dayBegins(from, 0));
  if (to) query = query.where('at', '<', dayBegins(to, 1));
  return query;
}

/** Entries, newest first; `before` continues below an id, `after` goes back to those above one. */
export async function listAuditEntries(
  db: Database,
  filter: AuditFilter,
  page: { before?: number; after?: number; limit: number },
) {
  let query = filtered(db, filter)
    .leftJoin('letters', 'letters.id', 'audit_entries.letter_id')
    .select([
      'audit_entries.id',
      'at',
      'actor_kind',
      'organiser_id',
      'action',
      'audit_entries.letter_id',
      'letters.slug',
      'object_kind',
      'object_id',
      'details',
      'changes',
      'request_id',
    ]);
  if (page.before) query = query.where('audit_entries.id', '<', page.before);
  if (page.after) {
    const above = query.where('audit_entries.id', '>', page.after);
    const rows = await above.orderBy('audit_entries.id').limit(page.limit).execute();
    return rows.reverse();
  }
  return query.orderBy('audit_entries.id', 'desc').limit(page.limit).execute();
}

export type AuditRow = Awaited<ReturnType<typeof listAuditEntries>>[number];

/** How many entries the filter finds. */
export async function countAuditEntries(db: Database, filter: AuditFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Everybody, every action and every kind of object that the log of a letter, or all of it, names. */
export async function listAuditChoices(db: Database, of: { letterId?: string }) {
  const log = filtered(db, of);
  const [organisers, actions, objects] = await Promise.all([
    log.select('organiser_id').distinct().where('organiser_id', 'is not', null).execute(),
    log.select('action').distinct().orderBy('action').execute(),
    log.select('object_kind').distinct().where('object_kind', 'is not', null).execute(),
  ]);
  return {
    organiserIds: organisers.flatMap((row) => row.organiser_id ?? []),
    actions: actions.map((row) => row.action),
    objectKinds: objects.flatMap((row) => row.object_kind ?? []).sort(),
  };
}

/** The newest entry of one action on a letter, not older than `within` by the database's clock. */
export function findRecentEntry(
  db: Database,
  entry: { letterId: string; action: string; within: Duration },
) {
  return db
    .selectFrom('audit_entries')
    .select(['at', 'details'])
    .where('letter_id', '=', entry.letterId)
    .where('action', '=', entry.action)
    .where('at', '>', sql<Date>`now() - ${entry.within} * interval '1 millisecond'`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
