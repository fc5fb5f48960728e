import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

export type TrendKind = 'network' | 'mail-domain' | 'volume';

/** Signatures of one group in an hour and in the hours before; `sampleId` is one of them. */
export type OriginGroup = {
  letter_id: string;
  kind: 'network' | 'mail-domain';
  signatures: number;
  of_signatures: number;
  /** An hour's average of the same group over the hours before. */
  usual: number;
  /** For how many hours before this one the letter's signatures are known. */
  known_hours: number;
  sample_id: string;
};

/** When the last full hour began, by the database's clock. */
export async function lastFullHour(db: Database): Promise<Date> {
  const { rows } = await sql<{ hour: Date }>`
    select date_trunc('hour', now() - interval '1 hour') as hour`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a query without a row');
  return row.hour;
}

/** How many signatures each open letter got in the hour that begins at `hour`. */
export async function countVolumes(db: Database, hour: Date) {
  const { rows } = await sql<{ letter_id: string; signatures: number }>`
    select o.letter_id, count(*) as signatures
    from signature_origins o join letters l on l.id = o.letter_id
    where l.state = 'open' and o.seen_at >= ${hour} and o.seen_at < ${hour}::timestamptz + interval '1 hour'
    group by o.letter_id`.execute(db);
  return rows;
}

/**
 * Networks and mail domains from which an open letter got at least `atLeast` signatures in the hour
 * that begins at `hour`, with what was usual for them before, as far as origins are still known. A
 * network has another hash each day, so its past begins at midnight.
 */
export async function listOriginGroups(
  db: Database,
  { hour, atLeast }: { hour: Date; atLeast: number },
): Promise<OriginGroup[]> {
  const { rows } = await sql<OriginGroup>`
    with seen as (
      select o.letter_id, o.signature_id, o.network_hash, o.mail_domain_index, o.seen_at,
        o.seen_at >= ${hour} as recent
      from signature_origins o join letters l on l.id = o.letter_id and l.state = 'open'
      where o.seen_at < ${hour}::timestamptz + interval '1 hour'
    ), totals as (
      select letter_id, count(*) filter (where recent) as of_signatures,
        floor(extract(epoch from ${hour}::timestamptz - min(seen_at)) / 3600)::float8 as known_hours
      from seen group by letter_id
    )
    select seen.letter_id, by_key.kind, count(*) filter (where recent) as signatures,
      totals.of_signatures, totals.known_hours,
      (count(*) filter (where not recent) / greatest(1, totals.known_hours))::float8 as usual,
      min(signature_id::text) filter (where recent) as sample_id
    from seen join totals on totals.letter_id = seen.letter_id
    cross join lateral (values
      ('network', network_hash), ('mail-domain', mail_domain_index)) as by_key (kind, key)
    where by_key.key is not null
    group by seen.letter_id, by_key.kind, by_key.key, totals.of_signatures, totals.known_hours
    having count(*) filter (where recent) >= ${atLeast}`.execute(db);
  return rows;
}

/** Stores a report; what it is about is sealed. */
export async function insertTrendReport(
  trx: Transaction,
  report: {
    letterId: string;
    kind: TrendKind;
    sealed: Buffer;
    signatures: number;
    ofSignatures: number;
    hour: Date;
  },
): Promise<void> {
  await trx
    .insertInto('trend_reports')
    .values({
      letter_id: report.letterId,
      kind: report.kind,
      sealed: report.sealed,
      signatures: report.signatures,
      of_signatures: report.ofSignatures,
      hour: report.hour,
    })
    .execute();
}

/** Whether the hour has been reported for this letter. */
export async function hasTrendReport(
  trx: Transaction,
  { letterId, hour }: { letterId: string; hour: Date },
): Promise<boolean> {
  const row = await trx
    .selectFrom('trend_reports')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('hour', '=', hour)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest reports of a letter, newest first. */
export function listTrendReports(db: Database, letterId: string, limit: number) {
  return db
    .selectFrom('trend_reports')
    .select(['id', 'kind', 'sealed', 'signatures', 'of_signatures', 'hour', 'created_at'])
    .where('letter_id', '=', letterId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
