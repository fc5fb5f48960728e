import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import { type DueEndorsement, type DueSignature, erasedIndexBytes } from './due-erasures.server';

/**
 * Replaces what is sealed with signatures whose rows are locked. With a new index a mailbox is no
 * longer recognised; without one it still is. `emptied` takes country, source and flags as well.
 */
export async function writeErasedSignatures(
  trx: Transaction,
  changes: { id: string; sealed: Buffer; emailIndex: Buffer | null; emptied: boolean }[],
): Promise<void> {
  await sql`
    update signatures s set
      sealed = given.sealed,
      email_index = coalesce(given.email_index, s.email_index),
      contact_erased_at = case when given.emptied then now()
        else coalesce(s.contact_erased_at, now()) end,
      updates = false,
      news_from = null,
      country = case when given.emptied then null else s.country end,
      source = case when given.emptied then null else s.source end,
      flags = case when given.emptied then '{}' else s.flags end
    from unnest(
      ${changes.map((change) => change.id)}::uuid[],
      ${changes.map((change) => change.sealed)}::bytea[],
      ${changes.map((change) => change.emailIndex)}::bytea[],
      ${changes.map((change) => change.emptied)}::boolean[]
    ) as given (id, sealed, email_index, emptied)
    where s.id = given.id`.execute(trx);
}

/** The same for endorsements. */
export async function writeErasedEndorsements(
  trx: Transaction,
  changes: { id: string; sealed: Buffer; emailIndex: Buffer }[],
): Promise<void> {
  await sql`
    update endorsements e set sealed = given.sealed, email_index = given.email_index
    from unnest(
      ${changes.map((change) => change.id)}::uuid[],
      ${changes.map((change) => change.sealed)}::bytea[],
      ${changes.map((change) => change.emailIndex)}::bytea[]
    ) as given (id, sealed, email_index)
    where e.id = given.id`.execute(trx);
}

/** Deletes links that lead from a mailbox; the link by which the owner manages the row stays. */
export async function deleteMailboxTokens(
  trx: Transaction,
  owner: 'signature_id' | 'endorsement_id',
  ids: string[],
): Promise<void> {
  await trx
    .deleteFrom('tokens')
    .where('purpose', 'in', [
      'confirm-signature',
      'confirm-endorsement',
      'unsubscribe',
      'news-list',
    ])
    .where(owner, 'in', ids)
    .execute();
}

const contactIsErased = {
  signatures: sql<boolean>`contact_erased_at is not null
    and (state <> 'withdrawn' or contact_erased_at >= withdrawn_at)`,
  endorsements: sql<boolean>`octet_length(email_index) = ${erasedIndexBytes}`,
};

/**
 * Signatures or endorsements, whatever their state, in the order of their ids, above the id
 * `after`; `erased` says that no contact data is left in the row.
 */
export function listSubjects(
  db: Database,
  table: 'signatures' | 'endorsements',
  page: { after: string; limit: number },
): Promise<{ id: string; erased: boolean }[]> {
  return db
    .selectFrom(table)
    .select(['id', contactIsErased[table].as('erased')])
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit)
    .execute();
}

/** Deletes signatures that were erased once before; returns what was sealed with them. */
export function deleteSignatures(
  trx: Transaction,
  ids: string[],
): Promise<{ id: string; sealed: Buffer }[]> {
  return trx.deleteFrom('signatures').where('id', 'in', ids).returning(['id', 'sealed']).execute();
}

/**
 * Locks those signatures whose contact data was erased at the given moment and is there again, as
 * after a restore. What was confirmed later is another act and is left alone.
 */
export async function lockReturnedSignatures(
  trx: Transaction,
  erased: { id: string; at: string }[],
): Promise<DueSignature[]> {
  const { rows } = await sql<DueSignature>`
    select s.id, s.state, s.sealed,
      (l.state = 'closed' or coalesce(l.closes_at < now(), false)) as over
    from unnest(
      ${erased.map(({ id }) => id)}::uuid[], ${erased.map(({ at }) => at)}::timestamptz[]
    ) as given (id, at)
    join signatures s using (id) join letters l on l.id = s.letter_id
    where s.state <> 'pending'
      and (s.contact_erased_at is null
        or (s.state = 'withdrawn' and s.contact_erased_at < s.withdrawn_at))
      and coalesce(s.confirmed_at, s.signed_at) <= given.at
    order by s.id for update of s`.execute(trx);
  return rows;
}

/** Locks endorsements by their ids. */
export async function lockEndorsements(
  trx: Transaction,
  ids: string[],
): Promise<(DueEndorsement & { email_index: Buffer; mailbox_since: Date | null })[]> {
  return trx
    .selectFrom('endorsements')
    .select(['id', 'state', 'show_representative', 'sealed', 'email_index', 'mailbox_since'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
}
