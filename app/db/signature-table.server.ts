import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import { hasCollation } from './collations.server';
import { inSnapshot } from './in-snapshot.server';
import {
  allOf,
  type Condition,
  conditionsOf,
  countryKey,
  type TableFilter,
} from './signature-filter.server';

/** By name has the rows with a public name only, in the alphabet of `language`. */
export type TableOrder = {
  sort: 'number' | 'name' | 'country' | 'signed' | 'state';
  descending: boolean;
  language: string;
};

/** A row's place in an order: what it is sorted by, and its number among equals. */
export type TablePlace = { key: string; number: number };

/** From which place on, exclusive, and whether the rows before it are wanted. */
export type TablePage = {
  from?: TablePlace;
  backwards?: boolean;
  limit: number;
  /** Nobody asks how many there are in all; `found` says nothing then. */
  uncounted?: boolean;
};

/** Of what a search finds, so many are counted; then there are "more". */
export const countedMatches = 10_000;

/**
 * Up to `few` rows of a filter are found first and sorted then; a search stops counting there. So
 * many `steps` an order is walked in hope; a search has to look at the name of each row.
 */
export const tableBounds = {
  plain: { few: 20_000, steps: 20_000 },
  search: { few: countedMatches, steps: 5_000 },
};

type Found = { count: number; more: boolean };

/**
 * Reads the table in one snapshot and by its indexes, which hold all that filters need: the planner
 * takes reading every wide row for cheaper than it is.
 */
export function inTable<Answer>(
  db: Database,
  read: (trx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  return inSnapshot(db, async (trx) => {
    await sql`select set_config('random_page_cost', '1.1', true),
      set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`.execute(trx);
    return read(trx);
  });
}

/** An index by name has public names only, and no columns for what follows from that. */
function amongNames(filter: TableFilter): TableFilter {
  const { state: _state, visibility: _visibility, named: _named, ...rest } = filter;
  return rest;
}

/** Whether the filter leaves one value only of what is sorted by, so that numbers decide. */
function amongEquals(filter: TableFilter, { sort }: TableOrder): boolean {
  if (sort === 'state') return filter.state !== undefined || filter.named === true;
  return sort === 'country' && filter.country !== undefined;
}

async function keyOf(db: Database, order: TableOrder): Promise<RawBuilder<string>> {
  if (order.sort === 'number') return sql`number`;
  if (order.sort === 'signed') return sql`signed_at`;
  if (order.sort === 'country') return countryKey;
  if (order.sort === 'state') return sql`state`;
  const collation = `${order.language}-x-icu`;
  const known = await hasCollation(db, collation);
  return known ? sql`public_name collate ${sql.id(collation)}` : sql`public_name`;
}

function beyond(page: TablePage, order: TableOrder, key: RawBuilder<string>): Condition[] {
  const { from, backwards = false } = page;
  if (!from) return [];
  const sign = sql.raw(order.descending === backwards ? '>' : '<');
  if (order.sort === 'number') return [sql`number ${sign} ${from.number}::bigint`];
  const seen = order.sort === 'signed' ? sql`${from.key}::timestamptz` : sql`${from.key}::text`;
  return [sql`(${key}, number) ${sign} (${seen}, ${from.number}::bigint)`];
}

const columns: Record<TableOrder['sort'], RawBuilder<unknown>> = {
  number: sql`letter_id`,
  name: sql`public_name`,
  country: sql`country`,
  signed: sql`signed_at`,
  state: sql`state`,
};

const neededColumns = sql`letter_id, number, state, visibility, country, locale, flags, source,
  letter_version_id, meaning, signed_at, confirmed_at, list_hidden_at, public_name, public_latin_name`;

/** What the statements of one page are made of. */
type Parts = {
  letterId: string;
  wanted: Condition[];
  /** Rows that have a place in the order at all, and beyond where the page begins. */
  inOrder: Condition[];
  beyond: Condition[];
  key: RawBuilder<string>;
  /** What `key` is made from. */
  column: RawBuilder<unknown>;
  sorted: RawBuilder<unknown>;
  limit: number;
};

/** A page of these rows, in order, the other way round where it is read backwards. */
function pageOf({ key, sorted, limit }: Parts, rows: RawBuilder<unknown>) {
  return sql<TablePlace>`select number, (${key})::text as key from ${rows}
    order by ${sorted} limit ${limit}::integer`;
}

/** Some rows to choose a page from: those beyond where it begins. */
function fromThere({ beyond }: Parts): RawBuilder<unknown> {
  return beyond.length > 0 ? sql`found where ${sql.join(beyond)}` : sql`found`;
}

/** Rows of the filter are found first, up to one more than `few`, counted, and sorted then. */
async function gather(trx: Transaction, parts: Parts, few: number) {
  const where = allOf(parts.letterId, [...parts.wanted, ...parts.inOrder]);
  const { rows } = await sql<{ count: number; number: number | null; key: string }>`
    with found as materialized (select number, ${parts.column} from signatures
      where ${where} limit ${few + 1}::integer)
    select (select count(*) from found) as count, page.number, page.key
    from (select) one left join lateral (${pageOf(parts, fromThere(parts))}) page on true`.execute(
    trx,
  );
  const places = rows.flatMap(({ number, key }) => (number === null ? [] : [{ number, key }]));
  return { count: rows[0]?.count ?? 0, places };
}

/** However many rows the filter has, all are found first, and the best are kept while they come. */
async function gatherAll(trx: Transaction, parts: Parts): Promise<TablePlace[]> {
  const where = allOf(parts.letterId, [...parts.wanted, ...parts.inOrder]);
  // OFFSET 0 keeps the planner from walking the order instead.
  const all = sql`(select number, ${parts.column} from signatures where ${where} offset 0)`;
  return (await pageOf(parts, sql`${all} ${fromThere(parts)}`).execute(trx)).rows;
}

/** The order is walked until the page is full, or until so many `steps` were of no use. */
async function walk(trx: Transaction, parts: Parts, steps: number | null): Promise<TablePlace[]> {
  const { letterId, wanted, inOrder, beyond, sorted } = parts;
  const place = [...inOrder, ...beyond];
  const all = sql`signatures where ${allOf(letterId, [...place, ...wanted])}`;
  const some = sql`(select ${neededColumns} from signatures where ${allOf(letterId, place)}
    order by ${sorted} limit ${steps}::integer) walked where ${allOf(letterId, wanted)}`;
  return (await pageOf(parts, steps === null ? all : some).execute(trx)).rows;
}

async function countAll(trx: Transaction, letterId: string, filter: TableFilter): Promise<number> {
  const where = allOf(letterId, conditionsOf(letterId, filter));
  const counted = sql<{ count: number }>`select count(*) as count from signatures where ${where}`;
  return (await counted.execute(trx)).rows[0]?.count ?? 0;
}

/**
 * The places of the rows of a page, in order, and how many the filter finds. Few rows are gathered
 * and sorted. Among many the order is walked; what is looked for may stand at the far end of it
 * (Korean names in the Latin alphabet), so a walk over wide rows is given up for gathering.
 */
export async function readTablePage(
  trx: Transaction,
  letterId: string,
  filter: TableFilter,
  asked: TableOrder,
  page: TablePage,
  bounds = tableBounds,
): Promise<{ places: TablePlace[]; found: Found }> {
  const order = amongEquals(filter, asked) ? { ...asked, sort: 'number' as const } : asked;
  const parts = await partsOf(trx, letterId, filter, order, page);
  const inTurn = (rows: TablePlace[]) => (page.backwards ? rows.reverse() : rows);
  const searched = filter.q !== undefined;
  const oneIndex = (order.sort === 'name' || order.sort === 'number') && !searched;
  if (page.uncounted && oneIndex && filter.country === undefined) {
    const found = { count: 0, more: true };
    return { places: inTurn(await walk(trx, parts, null)), found };
  }
  const { few, steps } = searched ? bounds.search : bounds.plain;
  const gathered = await gather(trx, parts, few);
  if (gathered.count <= few) {
    const found = { count: gathered.count, more: false };
    return { places: inTurn(gathered.places), found };
  }
  const found =
    searched || page.uncounted
      ? { count: few, more: true }
      : { count: await countAll(trx, letterId, filter), more: false };
  if (oneIndex || parts.wanted.length === 0) {
    return { places: inTurn(await walk(trx, parts, null)), found };
  }
  const walked = await walk(trx, parts, steps);
  const enough = walked.length === page.limit;
  return { places: inTurn(enough ? walked : await gatherAll(trx, parts)), found };
}

async function partsOf(
  trx: Transaction,
  letterId: string,
  filter: TableFilter,
  order: TableOrder,
  page: TablePage,
): Promise<Parts> {
  const byName = order.sort === 'name';
  const key = await keyOf(trx, order);
  const direction = sql.raw(order.descending === (page.backwards ?? false) ? 'asc' : 'desc');
  return {
    letterId,
    wanted: conditionsOf(letterId, byName ? amongNames(filter) : filter),
    inOrder: byName ? [sql`public_name is not null`] : [],
    beyond: beyond(page, order, key),
    key,
    column: columns[order.sort],
    sorted:
      order.sort === 'number'
        ? sql`number ${direction}`
        : sql`${key} ${direction}, number ${direction}`,
    limit: page.limit,
  };
}

const tableColumns = [
  'signatures.id',
  'signatures.number',
  'signatures.state',
  'signatures.visibility',
  'signatures.locale',
  'signatures.country',
  'signatures.source',
  'signatures.sealed',
  'signatures.signed_at',
  'signatures.flags',
  'signatures.list_hidden_at',
  'signatures.duplicate_of',
  'version.number as version_number',
] as const;

/** The read model *organiser* of the letter's rows with these numbers, in this order. */
export async function listTableRows(trx: Transaction, letterId: string, numbers: number[]) {
  const rows = await trx
    .selectFrom('signatures')
    .innerJoin('letter_versions as version', 'version.id', 'signatures.letter_version_id')
    .select(tableColumns)
    .where('signatures.letter_id', '=', letterId)
    .where('signatures.number', '=', sql<number>`any(${numbers}::bigint[])`)
    .execute();
  const known = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => known.get(number) ?? []);
}

export type TableRow = Awaited<ReturnType<typeof listTableRows>>[number];

/** The id of the letter's signature with this number, if it may stand for others. */
export async function findSignatureIdByNumber(
  db: Database,
  letterId: string,
  number: number,
): Promise<string | null> {
  const row = await db
    .selectFrom('signatures')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('number', '=', number)
    .where('state', 'in', ['confirmed', 'held', 'pending'])
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The id of the signature that a mailbox has on the letter, by its blind index. */
export async function findSignatureIdByEmail(
  db: Database,
  letterId: string,
  emailIndex: Buffer,
): Promise<string | null> {
  const row = await db
    .selectFrom('signatures')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('email_index', '=', emailIndex)
    .executeTakeFirst();
  return row?.id ?? null;
}
