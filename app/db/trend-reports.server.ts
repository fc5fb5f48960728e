import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

export type TrendKind = 'network' | 'mail-domain' | 'volume';

/** Signatures of one group in an hour and in the hours before; `sampleId` is one of them. */
export type OriginGroup = {
  letter_id: string;
  kind: 'network' | 'mail-domain';
  signatures: number;
  of_signatures: number;
  /** An hour's average of the same group over the time before that is still known. */
  usual: number;
  sample_id: string;
};

/** The full hour before now that was not reported yet: its begin, by the database's clock. */
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
 * that begins at `hour`. What is usual for one is its average over the other hours of the last two
 * days; a network has another hash each day, so for it only the same day's hours count.
 */
export async function listOriginGroups(
  db: Database,
  { hour, atLeast }: { hour: Date; atLeast: number },
): Promise<OriginGroup[]> {
  const { rows } = await sql<OriginGroup>`
    with seen as (
      select o.letter_id, o.signature_id, k.kind, k.key,
        (o.seen_at >= ${hour} and o.seen_at < ${hour}::timestamptz + interval '1 hour') as now
      from signature_origins o
      join letters l on l.id = o.letter_id and l.state = 'open'
      cross join lateral (values ('network', o.network_hash), ('mail-domain', o.mail_domain_index))
        as k (kind, key)
      where k.key is not null and o.seen_at < ${hour}::timestamptz + interval '1 hour'
    ), known as (
      select greatest(1, extract(epoch from ${hour}::timestamptz - min(seen_at)) / 3600) as hours
      from signature_origins
    )
    select letter_id, kind,
      count(*) filter (where now) as signatures,
      (select count(distinct signature_id) from seen s where s.letter_id = seen.letter_id and s.now)
        as of_signatures,
      (count(*) filter (where not now) / (select hours from known))::float8 as usual,
      (min(signature_id::text) filter (where now)) as sample_id
    from seen
    group by letter_id, kind, key
    having count(*) filter (where now) >= ${atLeast}`.execute(db);
  return rows;
}

/** Stores a report unless one of that kind and hour is there; what it is about is sealed. */
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
