import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

/**
 * Freezes who gets an update, each in the next free of their `promised` places; the caller holds the
 * lock on approvals of the letter.
 */
export async function insertRecipients(
  trx: Transaction,
  updateId: string,
  people: readonly { id: string; locale: string }[],
  promised: number,
): Promise<void> {
  if (people.length === 0) return;
  await sql`
    insert into update_recipients (update_id, signature_id, locale, slot)
    select ${updateId}, given.id, given.locale,
      (select min(place) from generate_series(1, ${promised}::int) place
        where not exists (select from update_recipients r
          where r.signature_id = given.id and r.slot = place))
    from unnest(${people.map(({ id }) => id)}::uuid[],
      ${people.map(({ locale }) => locale)}::text[]) as given (id, locale)`.execute(trx);
}

/** Frees everybody who was frozen, because what was approved is written anew. */
export async function deleteRecipients(trx: Transaction, updateId: string): Promise<void> {
  await trx.deleteFrom('update_recipients').where('update_id', '=', updateId).execute();
}

/** The next recipients whose mail is not written; a signature that somebody holds now waits. */
export async function lockWaitingRecipients(trx: Transaction, updateId: string, limit: number) {
  const { rows } = await sql<{
    id: number;
    signature_id: string | null;
    locale: string;
    slot: number | null;
    sealed: Buffer | null;
    state: string | null;
  }>`
    with held as materialized (
      select s.id, s.sealed, s.state from update_recipients r
        join signatures s on s.id = r.signature_id
      where r.update_id = ${updateId} and r.state = 'waiting'
      order by r.id limit ${limit} for share of s skip locked
    ), nobody as (
      select r.id from update_recipients r
      where r.update_id = ${updateId} and r.state = 'waiting' and r.signature_id is null
      limit ${limit}
    )
    select r.id, r.signature_id, r.locale, r.slot, held.sealed, held.state
    from update_recipients r left join held on held.id = r.signature_id
    where r.update_id = ${updateId} and r.state = 'waiting'
      and (held.id is not null or r.id in (select id from nobody))
    order by r.id limit ${limit}`.execute(trx);
  return rows;
}

/** How many mails of an update are written and have not come to an end. */
export async function countQueuedRecipients(trx: Transaction, updateId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('update_recipients')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('update_id', '=', updateId)
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  return count;
}

/** Notes which message carries somebody's mail, and the hash of the link in it that ends news. */
export async function markQueued(
  trx: Transaction,
  queued: readonly { id: number; messageId: string; unsubscribeHash: Buffer }[],
): Promise<void> {
  if (queued.length === 0) return;
  await sql`
    update update_recipients r set state = 'queued', message_id = given.message_id,
      unsubscribe_hash = given.unsubscribe_hash
    from unnest(${queued.map(({ id }) => id)}::bigint[],
      ${queued.map(({ messageId }) => messageId)}::uuid[],
      ${queued.map(({ unsubscribeHash }) => unsubscribeHash)}::bytea[])
      as given (id, message_id, unsubscribe_hash)
    where r.id = given.id`.execute(trx);
}

/** Notes that these get nothing, and why; the place among their promised mails is free again. */
export async function markSkipped(
  trx: Transaction,
  ids: readonly number[],
  reason: string,
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('update_recipients')
    .set({ state: 'skipped', reason, slot: null })
    .where('id', 'in', ids)
    .execute();
}

/** Skips the recipient of a message that is not to leave after all. */
export async function skipMessage(
  trx: Transaction,
  messageId: string,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('update_recipients')
    .set({ state: 'skipped', reason, slot: null })
    .where('message_id', '=', messageId)
    .where('state', '=', 'queued')
    .execute();
}

/** For whom a message is, in which update; undefined for one that is no part of an update. */
export function findRecipientOfMessage(db: Database, messageId: string) {
  return db
    .selectFrom('update_recipients as r')
    .innerJoin('updates as u', 'u.id', 'r.update_id')
    .select(['r.id', 'r.signature_id', 'u.state as update_state', 'u.letter_id'])
    .where('r.message_id', '=', messageId)
    .where('r.state', 'in', ['queued', 'sent'])
    .executeTakeFirst();
}

/**
 * Takes back what has not begun to leave: mails that are not written, and written ones that no
 * worker holds, which end and are emptied. Returns how many people get nothing by that.
 */
export async function skipUnsent(
  trx: Transaction,
  updateId: string,
  reason: string,
): Promise<number> {
  const { rows } = await sql<{ skipped: number }>`
    with ended as (
      update messages m set state = 'dead', sealed = null, server_answer = ${reason},
        finished_at = now()
      from update_recipients r
      where r.update_id = ${updateId} and r.state = 'queued' and m.id = r.message_id
        and m.state = 'queued'
      returning m.id
    ), skipped as (
      update update_recipients r set state = 'skipped', reason = ${reason}, slot = null
      where r.update_id = ${updateId} and (r.state = 'waiting'
        or (r.state = 'queued' and r.message_id in (select id from ended)))
      returning r.id
    )
    select count(*)::int as skipped from skipped`.execute(trx);
  return rows[0]?.skipped ?? 0;
}

/**
 * Takes over what became of mails under way, up to `limit` of them; returns how many. A message that
 * ended because its mailbox had died meanwhile was never sent.
 */
export async function settleRecipients(trx: Transaction, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update update_recipients r set state = ended.state, reason = ended.reason,
      slot = case when ended.state = 'skipped' then null else r.slot end
    from (
      select q.id,
        case when m.state = 'sent' then 'sent' when m.state = 'failed' then 'bounced'
          when m.state = 'dead' and m.server_answer = 'bounced' then 'skipped'
          when m.state = 'dead' then 'failed' else 'unknown' end as state,
        case when m.state = 'dead' and m.server_answer = 'bounced' then 'suppressed' end as reason
      from update_recipients q left join messages m on m.id = q.message_id
      where q.state = 'queued'
        and (m.id is null or m.state in ('sent', 'failed', 'dead', 'unknown'))
      order by q.id limit ${limit} for update of q skip locked
    ) ended where r.id = ended.id`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Notes that a mail came back after a server had taken it. */
export async function markBounced(trx: Transaction, messageId: string): Promise<void> {
  await trx
    .updateTable('update_recipients')
    .set({ state: 'bounced' })
    .where('message_id', '=', messageId)
    .where('state', '=', 'sent')
    .execute();
}

/** Notes that a signatory has ended news by the link in one of these mails. */
export async function markUnsubscribed(
  trx: Transaction,
  by: { signatureId: string; hash: Buffer },
): Promise<void> {
  await trx
    .updateTable('update_recipients')
    .set({ unsubscribed: true })
    .where('signature_id', '=', by.signatureId)
    .where('unsubscribe_hash', '=', by.hash)
    .execute();
}

/** Leaves of these people's mails what is counted, and nothing that leads to a person. */
export async function forgetRecipients(trx: Transaction, signatureIds: string[]): Promise<void> {
  await sql`
    update update_recipients set signature_id = null, message_id = null, unsubscribe_hash = null,
      slot = null,
      state = case when state = 'waiting' then 'skipped' when state = 'queued' then 'unknown'
        else state end,
      reason = case when state = 'waiting' then 'erased' else reason end
    where signature_id = any(${signatureIds}::uuid[])`.execute(trx);
}

/** How many recipients each update has by state, reason and whether they unsubscribed. */
export async function countRecipients(db: Database, updateIds: readonly string[]) {
  const { rows } = await sql<{
    update_id: string;
    state: string;
    reason: string | null;
    people: number;
    unsubscribed: number;
  }>`
    select update_id, state, reason, count(*)::int as people,
      (count(*) filter (where unsubscribed))::int as unsubscribed
    from update_recipients where update_id = any(${updateIds}::uuid[])
    group by update_id, state, reason`.execute(db);
  return rows;
}
