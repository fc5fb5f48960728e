import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database } from './client.server';

/** Where a walk over unconfirmed signatures has come to; the moment as exact as it is stored. */
export type Place = { signedAt: string; id: string };

/** Limits of time before and after now, in milliseconds. */
export type ReminderWindow = {
  signedBefore: Duration;
  notOlderThan: Duration;
  closesWithin: Duration;
  quietFor: Duration;
  /** How long a letter must still be open for a reminder to make sense. */
  openFor: Duration;
};

/**
 * Signatures that nobody confirmed and that are due for a reminder by the database's clock, oldest
 * first, up to `limit` of them after `after`: signed long enough ago, or on a letter that closes
 * soon; on an open letter; asked `quietFor` ago at the latest; not reminded for this reason before
 * (`reminderKey` in the outbox).
 */
export async function listUnconfirmed(
  db: Database,
  page: ReminderWindow & { after: Place | null; limit: number },
): Promise<(Place & { reason: 'still-waiting' | 'closing-soon' })[]> {
  const ago = (span: Duration) => sql`now() - ${span} * interval '1 millisecond'`;
  const ahead = (span: Duration) => sql`now() + ${span} * interval '1 millisecond'`;
  const after = page.after
    ? sql`and (s.signed_at, s.id) > (${page.after.signedAt}::timestamptz, ${page.after.id}::uuid)`
    : sql``;
  const found = await sql<Place & { reason: 'still-waiting' | 'closing-soon' }>`
    select due.id, due.signed_at::text as "signedAt", due.reason from (
      select s.id, s.signed_at,
        case when l.closes_at < ${ahead(page.closesWithin)} then 'closing-soon'
          when s.signed_at < ${ago(page.signedBefore)} then 'still-waiting' end as reason
      from signatures s join letters l on l.id = s.letter_id
      where s.state = 'pending' and s.signed_at > ${ago(page.notOlderThan)} ${after}
        and l.state = 'open'
        and (l.closes_at is null or l.closes_at > ${ahead(page.openFor)})
    ) due
    where due.reason is not null
      and not exists (select from messages m
        where m.dedupe_key = 'confirm-reminder:' || due.id || ':' || due.reason)
      and not exists (select from tokens t
        where t.signature_id = due.id and t.purpose = 'confirm-signature'
          and t.created_at > ${ago(page.quietFor)})
    order by due.signed_at, due.id
    limit ${page.limit}`.execute(db);
  return found.rows;
}

/** Under which a reminder is in the outbox once, whatever ends the worker in between. */
export function reminderKey(signatureId: string, reason: string): string {
  return `confirm-reminder:${signatureId}:${reason}`;
}
