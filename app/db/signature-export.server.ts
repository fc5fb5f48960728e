import { type RawBuilder, sql } from 'kysely';
import type { CopySnapshot } from './copy-out.server';
import { countOf } from './copy-out.server';
import { presentMeaning } from './present-meaning.server';
import { type CopiedRows, readCopiedRows } from './read-copied-rows';
import { allOf, conditionsOf, type TableFilter } from './signature-filter.server';

/** Which signatures: those that a view shows to an audience, or all; and of these what a filter finds. */
export type ExportScope = {
  letterId: string;
  audience: 'public' | 'addressee' | null;
  filter: TableFilter | null;
};

/** A signature as a sample shows it; times as PostgreSQL writes them in the session's zone. */
export type SampleRow = {
  id: string;
  number: number;
  /** Words of a public signatory; null where the scope has ciphertext. */
  name: string | null;
  affiliation: string | null;
  title: string | null;
  sealed: Buffer | null;
  country: string | null;
  locale: string;
  visibility: string;
  state: string;
  version: number;
  signedAt: string;
  confirmedAt: string | null;
  withdrawnAt: string | null;
  source: string | null;
};

const stored = sql`id, number, country, locale, visibility, state, letter_version_id, signed_at,
  confirmed_at, withdrawn_at, source`;
const words = sql`name, affiliation, title, null::bytea as sealed`;
const ciphertext = sql`null::text as name, null::text as affiliation, null::text as title, sealed`;

function found({ letterId, audience, filter }: ExportScope): RawBuilder<unknown> {
  const where = allOf(letterId, filter ? conditionsOf(letterId, filter) : []);
  if (!audience) return sql`(select ${stored}, ${ciphertext} from signatures where ${where}) s`;
  const [view, said] =
    audience === 'public' ? ['public_signatories', words] : ['letter_signatories', ciphertext];
  const among = filter ? sql`and id in (select id from signatures where ${where})` : sql``;
  return sql`(select ${stored}, ${said} from ${sql.table(view)}
    where letter_id = ${letterId}::uuid ${among}) s`;
}

const versioned = sql`join letter_versions v on v.id = s.letter_version_id`;

/** How many signatures the scope has at this moment. */
export async function countExported(snapshot: CopySnapshot, scope: ExportScope): Promise<number> {
  const [row] = await snapshot.rows(countOf(sql`select 1 from ${found(scope)}`));
  return row?.count ?? 0;
}

/** How many of the scope's filter stand under the present text and are counted only. */
export async function countCountedOnly(
  snapshot: CopySnapshot,
  { letterId, filter }: ExportScope,
): Promise<number> {
  const narrowed = filter ? conditionsOf(letterId, filter) : [];
  const unnamed = conditionsOf(letterId, { state: 'confirmed', visibility: 'counted' });
  const rows =
    countOf(sql`select 1 from signatures where ${allOf(letterId, [...narrowed, ...unnamed])}
    and meaning = ${presentMeaning(letterId)}`);
  return (await snapshot.rows(rows))[0]?.count ?? 0;
}

const facts = sql`s.country, s.locale, s.visibility, s.state`;

/**
 * Public signatures as the records of a CSV file without a heading, oldest first, in the columns of
 * an export; nothing is unsealed for it.
 */
export function copyPublicRows(snapshot: CopySnapshot, scope: ExportScope): AsyncIterable<Buffer> {
  return snapshot.copy(publicStatement(scope), 'csv');
}

/** What `copyPublicRows` copies. */
export function publicStatement(scope: ExportScope): RawBuilder<unknown> {
  return sql`select s.number, s.name, s.affiliation, s.title, ${facts}, v.number as letter_version,
      s.signed_at, s.confirmed_at, s.withdrawn_at, s.source
    from ${found({ ...scope, audience: 'public' })} ${versioned} order by s.number`;
}

/** Which of the fields below is the ciphertext. */
const sealedField = 2;

/**
 * Signatures oldest first, some hundreds at a time: id, number, ciphertext, name, affiliation and
 * title of public signatories, the facts, version, the three times, source; all but the ciphertext
 * as text.
 */
export function readStoredRows(
  snapshot: CopySnapshot,
  scope: ExportScope,
): AsyncGenerator<CopiedRows> {
  const copied = snapshot.copy(
    sql`select s.id::text, s.number::text, s.sealed, s.name, s.affiliation, s.title, ${facts},
      v.number::text, s.signed_at::text, s.confirmed_at::text, s.withdrawn_at::text, s.source
      from ${found(scope)} ${versioned} order by s.number`,
    'binary',
  );
  return readCopiedRows(copied, sealedField);
}

/** The first few signatures of the scope, for a look at them before an export. */
export function listSampleRows(
  snapshot: CopySnapshot,
  scope: ExportScope,
  limit: number,
): Promise<SampleRow[]> {
  return snapshot.rows(sql<SampleRow>`
    select s.id, s.number, s.sealed, s.name, s.affiliation, s.title, ${facts}, v.number as version,
      s.signed_at::text as "signedAt", s.confirmed_at::text as "confirmedAt",
      s.withdrawn_at::text as "withdrawnAt", s.source
    from ${found(scope)} ${versioned} order by s.number limit ${limit}::integer`);
}
