import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

export type NewCall = { webhookId: string; eventId: string; event: string; body: string };

/** Puts calls into the queue, in the transaction of what they tell of. */
export async function insertWebhookCalls(
  db: Database | Transaction,
  calls: NewCall[],
): Promise<void> {
  if (calls.length === 0) return;
  await db
    .insertInto('webhook_calls')
    .values(
      calls.map(({ webhookId, eventId, event, body }) => ({
        webhook_id: webhookId,
        event_id: eventId,
        event,
        body,
      })),
    )
    .execute();
}

export type ClaimedCall = {
  id: number;
  webhookId: string;
  letterId: string;
  eventId: string;
  event: string;
  body: string;
  sealed: Buffer;
  attempts: number;
};

/**
 * Takes up to `limit` due calls for `leaseSeconds`, one a webhook, so that a slow receiver holds up
 * nobody else; also calls that a worker left behind. `attempts` counts this try.
 */
export async function claimWebhookCalls(
  db: Database,
  wanted: { limit: number; leaseSeconds: number },
): Promise<ClaimedCall[]> {
  const { rows } = await sql<ClaimedCall>`
    with due as (
      select c.id from webhook_calls c
      where (c.state = 'queued' and c.next_attempt_at <= now()
          or c.state = 'leased' and c.lease_until < now())
        and not exists (
          select from webhook_calls busy where busy.webhook_id = c.webhook_id
            and busy.state = 'leased' and busy.lease_until >= now())
        and not exists (
          select from webhook_calls earlier where earlier.webhook_id = c.webhook_id
            and earlier.id < c.id and earlier.state = 'queued' and earlier.next_attempt_at <= now())
      order by c.next_attempt_at limit ${wanted.limit} for update skip locked
    )
    update webhook_calls c set state = 'leased', attempts = c.attempts + 1,
      lease_until = now() + ${wanted.leaseSeconds} * interval '1 second'
    from due, webhooks w
    where c.id = due.id and w.id = c.webhook_id
    returning c.id, c.webhook_id as "webhookId", w.letter_id as "letterId",
      c.event_id as "eventId", c.event, c.body, w.sealed, c.attempts`.execute(db);
  return rows;
}

export type CallResult = { status: number | null; fault: string | null; milliseconds: number };

/** Ends a claimed call, or puts it back for a later try; false when somebody else has done so. */
export async function settleCall(
  trx: Transaction,
  id: number,
  result: CallResult,
  next: { state: 'delivered' | 'given-up' } | { state: 'queued'; wait: Duration },
): Promise<boolean> {
  const settled = await trx
    .updateTable('webhook_calls')
    .set({
      state: next.state,
      lease_until: null,
      ...result,
      ...(next.state === 'queued'
        ? { next_attempt_at: sql`now() + ${next.wait} * interval '1 millisecond'` }
        : { finished_at: sql`now()` }),
    })
    .where('id', '=', id)
    .where('state', '=', 'leased')
    .executeTakeFirst();
  return settled.numUpdatedRows > 0n;
}

/** The newest calls of a webhook, with what came of them. */
export function listCallRows(db: Database, webhookId: string, limit: number) {
  return db
    .selectFrom('webhook_calls')
    .select([
      'id',
      'event_id',
      'event',
      'body',
      'state',
      'attempts',
      'status',
      'fault',
      'milliseconds',
      'created_at',
      'next_attempt_at',
      'finished_at',
    ])
    .where('webhook_id', '=', webhookId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Puts an ended call back into the queue, with the same id of its event; false for any other. */
export async function requeueCall(
  trx: Transaction,
  call: { id: number; webhookId: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('webhook_calls')
    .set({ state: 'queued', next_attempt_at: sql`now()`, attempts: 0, finished_at: null })
    .where('id', '=', call.id)
    .where('webhook_id', '=', call.webhookId)
    .where('state', 'in', ['delivered', 'given-up'])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
