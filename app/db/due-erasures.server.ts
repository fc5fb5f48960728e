import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

/** A keyed hash of an address has 32 bytes; what takes its place has one more and equals none. */
export const erasedIndexBytes = 33;

export type ErasurePeriods = {
  withdrawn: Duration;
  delivered: Duration;
  closed: Duration;
  declined: Duration;
};

/** Where a walk over the signatures of all letters has come to; a number alone is none. */
export type SignaturePlace = { letterId: string; number: number };

/** What an erasure needs of a signature. `over`: its letter takes no signatures any more. */
export type DueSignature = {
  id: string;
  state: string;
  sealed: Buffer;
  over: boolean;
};

/** What an erasure needs of an endorsement. */
export type DueEndorsement = {
  id: string;
  state: string;
  show_representative: boolean;
  sealed: Buffer;
};

export type SignatureErasure = 'withdrawn-signatures' | 'signature-contacts' | 'closed-mailboxes';

function ago(period: Duration): RawBuilder<Date> {
  return sql<Date>`now() - ${period} * interval '1 millisecond'`;
}

const over = sql<boolean>`(l.state = 'closed' or coalesce(l.closes_at < now(), false))`;

/** By letter: up to when what was confirmed is long acknowledged, and whether it is long closed. */
function letterEnds(periods: ErasurePeriods) {
  return sql`
    select l.id as letter_id, ${over} as over,
      coalesce(case
        when l.closes_at < now() then l.closes_at
        when l.state = 'closed' then l.updated_at
      end < ${ago(periods.closed)}, false) as long_closed,
      (select max(d.frozen_at) from deliveries d
        where d.letter_id = l.id and d.state in ('acknowledged', 'answered')
          and exists (select from delivery_events e where e.delivery_id = d.id
            and e.state in ('acknowledged', 'answered') and e.corrects is null
            and e.at < ${ago(periods.delivered)}
            and not exists (select from delivery_events c where c.corrects = e.id))
      ) as covered_until
    from letters l`;
}

/** An organisation that was promised the address can still fetch it, at its own. */
const wantsNews = sql`exists (select from endorsements e
  where e.id = s.news_from and e.letter_id = s.letter_id and e.state = 'approved'
    and octet_length(e.email_index) < ${erasedIndexBytes})`;

/** Whoever asked for mail, of us or of an organisation, keeps the address for it. */
export const wantsMail = sql`(s.updates or ${wantsNews})`;

/** It asks people for their consent, or has been given it: the list goes to its mailbox alone. */
const servesNews = sql`(e.news_privacy_url is not null
  or exists (select from news_consents c where c.endorsement_id = e.id))`;

/** Of other letters nothing is read; an array leaves the index in its order, which a join may not. */
function amongLetters(when: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql`s.letter_id = any(array(select letter_id from ends where ${when}))`;
}

function dueSignature(name: SignatureErasure, periods: ErasurePeriods): RawBuilder<SqlBool> {
  switch (name) {
    case 'withdrawn-signatures':
      return sql`s.state = 'withdrawn' and s.withdrawn_at < ${ago(periods.withdrawn)}
        and (s.contact_erased_at is null or s.contact_erased_at < s.withdrawn_at)`;
    case 'signature-contacts':
      return sql`${amongLetters(sql`ends.long_closed or ends.covered_until is not null`)}
        and s.contact_erased_at is null and (
        (s.state in ('confirmed', 'invalidated', 'held') and ends.long_closed)
        or (s.state in ('confirmed', 'invalidated') and s.confirmed_at <= ends.covered_until
          and (s.state = 'invalidated' or not ${wantsMail})))`;
    case 'closed-mailboxes':
      return sql`${amongLetters(sql`ends.over`)} and s.contact_erased_at is not null
        and s.state <> 'withdrawn' and octet_length(s.email_index) < ${erasedIndexBytes}`;
  }
}

/** How many signatures are due; an erasure now finds exactly these. */
export async function countDueSignatures(
  db: Database,
  name: SignatureErasure,
  periods: ErasurePeriods,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ends as materialized (${letterEnds(periods)})
    select count(*) as count from signatures s join ends using (letter_id)
    where ${dueSignature(name, periods)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Locks up to `limit` due signatures after the place `after`, letter by letter and there by number;
 * held ones wait for the next run.
 */
export async function lockDueSignatures(
  trx: Transaction,
  name: SignatureErasure,
  batch: { periods: ErasurePeriods; after: SignaturePlace | null; limit: number },
): Promise<(DueSignature & SignaturePlace)[]> {
  const { after } = batch;
  const beyond = after
    ? sql`(s.letter_id, s.number) > (${after.letterId}::uuid, ${after.number}::bigint) and`
    : sql``;
  const { rows } = await sql<DueSignature & SignaturePlace>`
    with ends as materialized (${letterEnds(batch.periods)})
    select s.id, s.letter_id as "letterId", s.number, s.state, s.sealed, ends.over
    from signatures s join ends using (letter_id)
    where ${beyond} ${dueSignature(name, batch.periods)}
    order by s.letter_id, s.number limit ${batch.limit} for update of s skip locked`.execute(trx);
  return rows;
}

function dueEndorsement(periods: ErasurePeriods): RawBuilder<SqlBool> {
  return sql`octet_length(e.email_index) < ${erasedIndexBytes} and (
    ends.long_closed
    or (e.state = 'declined' and e.decided_at < ${ago(periods.declined)})
    or (e.state = 'approved' and greatest(e.decided_at, e.mailbox_since) <= ends.covered_until
      and not ${servesNews})
    or (e.state = 'withdrawn' and exists (select from audit_entries a
      where a.letter_id = e.letter_id and a.action = 'endorsement.withdrawn'
        and a.object_id = e.id::text and a.at < ${ago(periods.withdrawn)})))`;
}

/** How many endorsements hold a representative's contact data that is due to go. */
export async function countDueEndorsements(db: Database, periods: ErasurePeriods): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ends as materialized (${letterEnds(periods)})
    select count(*) as count from endorsements e join ends using (letter_id)
    where ${dueEndorsement(periods)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Locks up to `limit` of them. */
export async function lockDueEndorsements(
  trx: Transaction,
  batch: { periods: ErasurePeriods; limit: number },
): Promise<DueEndorsement[]> {
  const { rows } = await sql<DueEndorsement>`
    with ends as materialized (${letterEnds(batch.periods)})
    select e.id, e.state, e.show_representative, e.sealed
    from endorsements e join ends using (letter_id)
    where ${dueEndorsement(batch.periods)}
    order by e.created_at limit ${batch.limit} for update of e skip locked`.execute(trx);
  return rows;
}
