import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

export type ReplyClock = { reply_clock: boolean; show_silence: boolean };

/** Whether a letter's organisers are reminded of replies, and whether silence is shown in public. */
export function readClock(db: Database, letterId: string): Promise<ReplyClock> {
  return db
    .selectFrom('letters')
    .select(['reply_clock', 'show_silence'])
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow();
}

/** Keeps both choices. */
export async function writeClock(trx: Transaction, letterId: string, clock: ReplyClock) {
  await trx.updateTable('letters').set(clock).where('id', '=', letterId).execute();
}

/** Copies that are with their addressee, and have no answer on record. */
const waiting = sql`d.state in ('accepted', 'acknowledged') and d.accepted_at is not null`;

/** Whole days, by the calendar of the letter's zone, since a copy was accepted or handed over. */
const silentFor = sql<number>`((now() at time zone l.time_zone)::date
  - (d.accepted_at at time zone l.time_zone)::date)`;

export type SilentDelivery = {
  id: string;
  letter_id: string;
  addressee: string;
  locales: string[];
  accepted_at: Date;
  days: number;
};

/** The copies of a letter that wait for an answer, with how long they have. */
export async function listSilentDeliveries(
  db: Database,
  letterId: string,
): Promise<SilentDelivery[]> {
  const { rows } = await sql<SilentDelivery>`
    select d.id, d.letter_id, t.addressee, t.locales, d.accepted_at, ${silentFor} as days
    from deliveries d join letters l on l.id = d.letter_id
    join delivery_targets t on t.id = d.target_id
    where d.letter_id = ${letterId} and ${waiting}
    order by d.accepted_at`.execute(db);
  return rows;
}

/** Up to `limit` copies, locked, of which a reminder is due that was not given, longest silence first. */
export async function lockDueReminders(
  trx: Transaction,
  due: { after: readonly number[]; limit: number },
): Promise<SilentDelivery[]> {
  const { rows } = await sql<SilentDelivery>`
    select d.id, d.letter_id, t.addressee, t.locales, d.accepted_at, ${silentFor} as days
    from deliveries d join letters l on l.id = d.letter_id
    join delivery_targets t on t.id = d.target_id
    where l.reply_clock and ${waiting} and exists (
      select from unnest(${sql.val(due.after)}::int[]) as due(days)
      where ${silentFor} >= due.days and not exists (
        select from reply_reminders r where r.delivery_id = d.id and r.after_days = due.days))
    order by d.accepted_at limit ${due.limit} for update of d skip locked`.execute(trx);
  return rows;
}

/** Notes which reminders have been given; one that was is left as it is. */
export async function markReminded(
  trx: Transaction,
  deliveryId: string,
  days: readonly number[],
): Promise<void> {
  const rows = days.map((after_days) => ({ delivery_id: deliveryId, after_days }));
  await trx
    .insertInto('reply_reminders')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
