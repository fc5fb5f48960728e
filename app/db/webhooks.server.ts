import { type Insertable, sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { Webhooks } from './schema';

const webhookColumns = [
  'id',
  'letter_id',
  'label',
  'events',
  'sealed',
  'created_by',
  'created_at',
  'failing_since',
  'paused_at',
] as const;

type NewWebhook = Pick<
  Insertable<Webhooks>,
  'id' | 'letter_id' | 'label' | 'events' | 'sealed' | 'created_by'
>;

/** Stores a webhook; false when the id is taken. */
export async function insertWebhook(trx: Transaction, webhook: NewWebhook): Promise<boolean> {
  const inserted = await trx
    .insertInto('webhooks')
    .values(webhook)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The letter's webhooks that were not removed, oldest first. */
export function listWebhookRows(db: Database, letterId: string) {
  return db
    .selectFrom('webhooks')
    .select(webhookColumns)
    .where('letter_id', '=', letterId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .execute();
}

/** One of them. */
export function findWebhookRow(db: Database, webhook: { id: string; letterId: string }) {
  return db
    .selectFrom('webhooks')
    .select(webhookColumns)
    .where('id', '=', webhook.id)
    .where('letter_id', '=', webhook.letterId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

/**
 * Who is told of an event of a letter, and the time by the database's clock: the webhooks that asked
 * for it and are not paused, or the one named.
 */
export function listListeners(
  db: Database | Transaction,
  of: { letterId: string; event: string; webhookId?: string },
) {
  return db
    .selectFrom('webhooks')
    .innerJoin('letters', 'letters.id', 'webhooks.letter_id')
    .select(['webhooks.id', 'letters.slug', sql<Date>`now()`.as('now')])
    .where('letter_id', '=', of.letterId)
    .where('removed_at', 'is', null)
    .$if(of.webhookId === undefined, (query) =>
      query.where('paused_at', 'is', null).where(sql<boolean>`${of.event} = any(events)`),
    )
    .$if(of.webhookId !== undefined, (query) => query.where('webhooks.id', '=', of.webhookId ?? ''))
    .execute();
}

/** Letters whose figures somebody wants to be told, with what each was told last. */
export function listFigureListeners(db: Database, event: string) {
  return db
    .selectFrom('webhooks')
    .select(['id', 'letter_id', 'told_figures'])
    .where('removed_at', 'is', null)
    .where('paused_at', 'is', null)
    .where(sql<boolean>`${event} = any(events)`)
    .execute();
}

/** Remembers what a webhook was told; false when somebody else has just told it the same. */
export async function noteToldFigures(
  trx: Transaction,
  id: string,
  figures: Record<string, number>,
): Promise<boolean> {
  const told = JSON.stringify(figures);
  const result = await trx
    .updateTable('webhooks')
    .set({ told_figures: told })
    .where('id', '=', id)
    .where(sql<boolean>`told_figures is distinct from ${told}::jsonb`)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Takes a webhook away; its calls that wait are given up. False when it is gone already. */
export async function removeWebhookRow(
  trx: Transaction,
  webhook: { id: string; letterId: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('webhooks')
    .set({ removed_at: sql`now()` })
    .where('id', '=', webhook.id)
    .where('letter_id', '=', webhook.letterId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  await trx
    .updateTable('webhook_calls')
    .set({ state: 'given-up', fault: 'removed', lease_until: null, finished_at: sql`now()` })
    .where('webhook_id', '=', webhook.id)
    .where('state', 'in', ['queued', 'leased'])
    .execute();
  return result.numUpdatedRows > 0n;
}

/** Lets a webhook be told again, or no longer; both are harmless when repeated. */
export async function setWebhookPaused(
  trx: Transaction,
  webhook: { id: string; letterId: string },
  paused: boolean,
): Promise<boolean> {
  const result = await trx
    .updateTable('webhooks')
    .set({ paused_at: paused ? sql`now()` : null, failing_since: null })
    .where('id', '=', webhook.id)
    .where('letter_id', '=', webhook.letterId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Remembers whether the last call worked. A webhook that has failed for `pauseAfterHours` hours
 * without a break is paused; true when that has happened just now.
 */
export async function noteWebhookHealth(
  trx: Transaction,
  id: string,
  health: { works: boolean; pauseAfterHours: number },
): Promise<boolean> {
  if (health.works) {
    await trx
      .updateTable('webhooks')
      .set({ failing_since: null })
      .where('id', '=', id)
      .where('failing_since', 'is not', null)
      .execute();
    return false;
  }
  const { paused } = await trx
    .updateTable('webhooks')
    .set({
      failing_since: sql`coalesce(failing_since, now())`,
      paused_at: sql`case when paused_at is null
        and failing_since < now() - ${health.pauseAfterHours} * interval '1 hour'
        then now() else paused_at end`,
    })
    .where('id', '=', id)
    .returning(sql<boolean>`paused_at is not distinct from now()`.as('paused'))
    .executeTakeFirstOrThrow();
  return paused;
}
