import { type Insertable, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { Messages } from './schema';

/** What the ledger says of a message that had begun to leave and was never answered. */
export const unanswered = 'no answer after DATA';

/** Any number will do, as long as nothing else in this database uses it. */
const claimLock = 7_204_311;

/** A message that ends its worker every time, unsent, is dead after so many leases. */
const mostLeases = 50;

/** How many due rows one claim looks at; full domains are left out before, so few are enough. */
const claimWindow = 64;

export type ClaimedMessage = {
  id: string;
  kind: string;
  message_id: string;
  recipient_index: Buffer;
  sealed: Buffer | null;
  delivery_id: string | null;
  /** Of a delivery: 0 the addressee's mailbox, from 1 on the copies. */
  recipient_place: number;
  attempts: number;
  /** What the last try was answered, or `unanswered`. */
  server_answer: string | null;
  /** Seconds since the message was queued, by the database's clock. */
  age_seconds: number;
};

/** Puts a message into the queue, due after `delay`; false when its `dedupe_key` is there already. */
export async function enqueueMessage(
  trx: Transaction,
  delay: Duration,
  row: Insertable<Messages>,
): Promise<boolean> {
  const due = sql<Date>`now() + ${delay} * interval '1 millisecond'`;
  const inserted = await trx
    .insertInto('messages')
    .values({ ...row, next_attempt_at: due })
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/**
 * Leases up to `limit` due messages to `owner` for `leaseSeconds` and counts the try. At most
 * `perDomain` messages to one recipient domain are in flight, over all workers, so that one
 * stalled server holds up nobody else's mail; claims take turns to make that figure exact. Mail
 * that somebody waits for goes first: of the rest at most `bulk` are in flight, and they always
 * leave one place to a domain free.
 */
export async function claimMessages(
  db: Database,
  claim: { owner: string; leaseSeconds: number; limit: number; perDomain: number; bulk: number },
): Promise<ClaimedMessage[]> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${claimLock})`.execute(trx);
    const claimed = await sql<ClaimedMessage>`
      with in_flight as materialized (
        select recipient_domain_index as domain, count(*) as count
        from messages where state = 'leased' and lease_until > now()
        group by recipient_domain_index
      ), due as materialized (
        select id, recipient_domain_index as domain, priority, next_attempt_at
        from messages
        where state = 'queued' and next_attempt_at <= now()
          and recipient_domain_index <> all
            (array(select domain from in_flight where count >= ${claim.perDomain}))
        order by priority, next_attempt_at
        limit ${claimWindow}
        for update skip locked
      ), placed as (
        select due.id, due.priority, due.next_attempt_at, coalesce(in_flight.count, 0)
          + row_number() over (partition by due.domain
            order by due.priority, due.next_attempt_at, due.id) as place
        from due left join in_flight using (domain)
      ), allowed as (
        select placed.*, row_number()
          over (partition by priority order by next_attempt_at, id) as of_priority
        from placed where place <= ${claim.perDomain} - (priority > 0)::int
      )
      update messages
      set state = 'leased', lease_owner = ${claim.owner}, attempts = attempts + 1,
        lease_until = now() + ${claim.leaseSeconds} * interval '1 second', data_started_at = null
      where id in (
        select id from allowed
        where priority = 0 or of_priority <= ${claim.bulk} - (select count(*) from messages
          where state = 'leased' and lease_until > now() and priority > 0)
        order by priority, next_attempt_at limit ${claim.limit}
      )
      returning id, kind, message_id, recipient_index, sealed, delivery_id, recipient_place, attempts,
        server_answer, extract(epoch from now() - created_at)::float8 as age_seconds`.execute(trx);
    return claimed.rows;
  });
}

/** The ids of messages by the keys under which they were queued. */
export async function findMessageIds(
  trx: Transaction,
  dedupeKeys: readonly string[],
): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('messages')
    .select(['id', 'dedupe_key'])
    .where('dedupe_key', 'in', dedupeKeys)
    .execute();
  return new Map(rows.map((row) => [row.dedupe_key, row.id]));
}

type Lease = { id: string; owner: string };

/**
 * Locks a message that `owner` still holds and says whether it has begun to leave; null when the
 * lease has gone to somebody else.
 */
export async function lockLeasedMessage(
  trx: Transaction,
  lease: Lease,
): Promise<'unsent' | 'begun' | null> {
  const row = await trx
    .selectFrom('messages')
    .select('data_started_at')
    .where('id', '=', lease.id)
    .where('lease_owner', '=', lease.owner)
    .where('state', '=', 'leased')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  return row.data_started_at ? 'begun' : 'unsent';
}

/**
 * Records, before the first byte of the message leaves, that it is about to. With `answerWithin`
 * seconds the lease ends that much later, so that it is soon known that no answer comes. False when
 * the lease has gone: then nothing may be sent.
 */
export async function markDataStarted(
  db: Database,
  { answerWithin, ...lease }: Lease & { answerWithin?: number },
): Promise<boolean> {
  const result = await db
    .updateTable('messages')
    .set({
      data_started_at: sql`now()`,
      ...(answerWithin === undefined
        ? {}
        : { lease_until: sql<Date>`now() + ${answerWithin} * interval '1 second'` }),
    })
    .where('id', '=', lease.id)
    .where('lease_owner', '=', lease.owner)
    .where('state', '=', 'leased')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Ends a message. With `scrub` its sealed content is erased in the same step. A late but true
 * answer may still end a message that the reaper had to call unknown. False when the lease is lost.
 */
export async function finishMessage(
  trx: Transaction,
  end: Lease & {
    state: 'sent' | 'failed' | 'dead' | 'unknown';
    answer: string | null;
    scrub: boolean;
  },
): Promise<boolean> {
  const result = await trx
    .updateTable('messages')
    .set({
      state: end.state,
      server_answer: end.answer,
      lease_until: null,
      finished_at: sql`now()`,
      ...(end.scrub ? { sealed: null } : {}),
    })
    .where('id', '=', end.id)
    .where('lease_owner', '=', end.owner)
    .where('state', 'in', ['leased', 'unknown'])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Gives a message back to the queue, due again after `delay` milliseconds. With `counted: false`
 * the try is not counted. False when the lease is lost.
 */
export async function postponeMessage(
  trx: Transaction,
  back: Lease & { delay: number; answer: string | null; counted: boolean },
): Promise<boolean> {
  const result = await trx
    .updateTable('messages')
    .set({
      state: 'queued',
      lease_owner: null,
      lease_until: null,
      data_started_at: null,
      server_answer: back.answer,
      next_attempt_at: sql`now() + ${back.delay} * interval '1 millisecond'`,
      ...(back.counted ? {} : { attempts: sql`attempts - 1` }),
    })
    .where('id', '=', back.id)
    .where('lease_owner', '=', back.owner)
    .where('state', '=', 'leased')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Gives back a lease whose message has not begun to leave; false when it has, or is lost. */
export async function releaseLease(trx: Transaction, lease: Lease): Promise<boolean> {
  const result = await trx
    .updateTable('messages')
    .set({
      state: 'queued',
      lease_owner: null,
      lease_until: null,
      attempts: sql`attempts - 1`,
      next_attempt_at: sql`now()`,
    })
    .where('id', '=', lease.id)
    .where('lease_owner', '=', lease.owner)
    .where('state', '=', 'leased')
    .where('data_started_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Up to 100 messages whose worker has not been heard of since their lease ran out. */
export function listExpiredLeases(
  db: Database,
): Promise<{ id: string; kind: string; delivery_id: string | null; recipient_place: number }[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'kind', 'delivery_id', 'recipient_place'])
    .where('state', '=', 'leased')
    .where('lease_until', '<', sql<Date>`now()`)
    .orderBy('lease_until')
    .limit(100)
    .execute();
}

/**
 * Decides about one message whose lease has run out. Before DATA it is queued again. After DATA
 * nobody knows whether it arrived: what leaves `once` at most, such as a letter, becomes `unknown`
 * and is never sent again by itself, another mail to a person is queued once more and `dead` the
 * second time. Null when it has been settled.
 */
export async function reapExpiredLease(
  trx: Transaction,
  id: string,
  once: readonly string[],
): Promise<'queued' | 'unknown' | 'dead' | null> {
  const reaped = await sql<{ state: 'queued' | 'unknown' | 'dead' }>`
    update messages set
      state = verdict.state,
      lease_until = null,
      lease_owner = case when verdict.state = 'unknown' then lease_owner end,
      next_attempt_at = now(),
      sealed = case when verdict.state in ('dead', 'unknown') and kind <> 'delivery' then null
        else sealed end,
      server_answer = case when data_started_at is null then server_answer else ${unanswered} end,
      finished_at = case when verdict.state = 'queued' then null else now() end
    from (
      select id, case
        when data_started_at is null and attempts < ${mostLeases} then 'queued'
        when data_started_at is null then 'dead'
        when kind = any(${once}) then 'unknown'
        when server_answer = ${unanswered} then 'dead'
        else 'queued' end as state
      from messages
      where id = ${id} and state = 'leased' and lease_until < now()
      for update skip locked
    ) as verdict
    where messages.id = verdict.id
    returning messages.state`.execute(trx);
  return reaped.rows[0]?.state ?? null;
}

/**
 * Ends, and empties, every mail of these kinds that still waits for one recipient; returns how
 * many. One that is leaving at this moment is not held back.
 */
export async function endQueuedMessages(
  trx: Transaction,
  end: { recipientIndex: Buffer; kinds: readonly string[]; answer: string },
): Promise<number> {
  const result = await trx
    .updateTable('messages')
    .set({ state: 'dead', sealed: null, server_answer: end.answer, finished_at: sql`now()` })
    .where('recipient_index', '=', end.recipientIndex)
    .where('kind', 'in', end.kinds)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
