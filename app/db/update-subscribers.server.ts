import { sql } from 'kysely';
import type { Database } from './client.server';

/**
 * Whom one mailing may go to: everybody whom the view names, who was promised mail of this kind,
 * has had fewer than `promised` mails about this letter, and confirmed at `asOf` at the latest.
 */
export type Mailing = { letterId: string; kind: string; promised: number; asOf: Date };

export type Subscriber = { id: string; number: number; sealed: Buffer; locale: string };

/** Up to `limit` of them above the number `after`, in the order of their numbers. */
export async function listSubscribers(
  db: Database,
  mailing: Mailing,
  page: { after: number; limit: number },
): Promise<Subscriber[]> {
  const { rows } = await sql<Subscriber>`
    select id, number, sealed, locale from update_subscribers
    where letter_id = ${mailing.letterId} and number > ${page.after}
      and had < ${mailing.promised} and confirmed_at <= ${mailing.asOf}
      and (${mailing.kind} = 'answer' or updates_about = 'news')
    order by number limit ${page.limit}`.execute(db);
  return rows;
}

/** Of these signatures, the ones that still want mail about their letter. */
export async function findSubscribed(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from update_subscribers where id = any(${ids}::uuid[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** How many people want mail about a letter, by how many of the promised mails they have had. */
export async function countSubscribersByHad(
  db: Database,
  letterId: string,
): Promise<{ had: number; people: number }[]> {
  const { rows } = await sql<{ had: number; people: number }>`
    select had, count(*)::int as people from update_subscribers
    where letter_id = ${letterId} group by had order by had`.execute(db);
  return rows;
}

/** Mailboxes that get no mail about this letter for one of these reasons, as hex of their index. */
export async function listSuppressedMailboxes(
  db: Database,
  of: { letterId: string; reasons: readonly string[] },
): Promise<Set<string>> {
  const { rows } = await sql<{ mailbox: string }>`
    select distinct encode(recipient_index, 'hex') as mailbox from suppressions
    where (letter_id is null or letter_id = ${of.letterId})
      and reason = any(${of.reasons}::text[])
      and (expires_at is null or expires_at > now())`.execute(db);
  return new Set(rows.map(({ mailbox }) => mailbox));
}
