import type { Database } from './client.server';

/** Since when each organisation of a letter that waits for a decision has waited. */
export async function listWaitingSince(db: Database, letterId: string): Promise<Date[]> {
  const rows = await db
    .selectFrom('endorsements')
    .select(['confirmed_at', 'created_at'])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'waiting')
    .execute();
  return rows.map(({ confirmed_at, created_at }) => confirmed_at ?? created_at);
}

/** Since when each change that organisations ask for waits, of mailboxes too, as their list has them. */
export async function listChangesSince(db: Database, letterId: string): Promise<Date[]> {
  const changes = await db
    .selectFrom('endorsement_changes')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_changes.endorsement_id')
    .select('endorsement_changes.asked_at')
    .where('endorsements.letter_id', '=', letterId)
    .where('endorsements.state', '=', 'approved')
    .execute();
  const mailboxes = await db
    .selectFrom('mailbox_changes')
    .innerJoin('endorsements', 'endorsements.id', 'mailbox_changes.endorsement_id')
    .select('mailbox_changes.asked_at')
    .where('endorsements.letter_id', '=', letterId)
    .where('endorsements.state', 'in', ['waiting', 'approved'])
    .where('mailbox_changes.ended_at', 'is', null)
    .where('mailbox_changes.confirmed_at', 'is not', null)
    .execute();
  return [...changes, ...mailboxes].map(({ asked_at }) => asked_at);
}
