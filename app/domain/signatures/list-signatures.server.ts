import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findLetterRow } from '~/db/letters.server';
import type { TableFilter } from '~/db/signature-filter.server';
import {
  inTable,
  listTableRows,
  readTablePage,
  type TableOrder,
  type TablePage,
  type TablePlace,
} from '~/db/signature-table.server';
import type { Result } from '~/primitives/result';
import {
  type PageSize,
  pageSizes,
  type SignatureListFilter,
  type SignatureSort,
  type SortDirection,
} from './signature-list';
import { openTablePlace, sealTablePlace } from './table-place.server';
import { toTableFilter } from './to-table-filter';
import { type DeskSignature, viewTableRow } from './view-table-row.server';

export type ListInput = {
  slug: string;
  filter?: SignatureListFilter;
  order?: { sort: SignatureSort; direction: SortDirection };
  size?: PageSize;
  after?: string;
  before?: string;
};

export type SignaturePage = {
  rows: DeskSignature[];
  /** What the filter finds in all; of a search that finds very many, `more` than `count`. */
  total: { count: number; more: boolean };
  /** Positions for `before` and `after`; null at the ends. */
  previous: string | null;
  next: string | null;
};

/**
 * A page of signatures for the organisers, newest first unless an `order` is given, with addresses
 * masked, and names too unless they are public. Sorted by name, only public names are listed and
 * counted. Pages keep their place when rows come and go; one before the beginning is the first.
 */
export async function listSignatures(
  ctx: Context,
  input: ListInput,
): Promise<Result<SignaturePage, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const { sort, direction } = input.order ?? { sort: 'number', direction: 'desc' };
  const order: TableOrder = {
    sort,
    descending: direction === 'desc',
    language: letter.master_locale,
  };
  const filter = toTableFilter(input.filter ?? {}, sort, letter.time_zone);
  const size = input.size ?? pageSizes[0];
  const place = (text?: string) => openTablePlace(ctx, letter.id, sort, text);
  const [after, before] = [place(input.after), place(input.before)];
  const asked = { from: after ?? before, backwards: !after && before !== undefined, size };
  const found = await inTable(ctx.db, (trx) => readPage(trx, letter.id, filter, order, asked));
  const seal = (at: TablePlace | undefined) =>
    at ? sealTablePlace(ctx, letter.id, { ...at, sort }) : null;
  return {
    ok: true,
    total: found.total,
    previous: found.hasPrevious ? seal(found.places[0]) : null,
    next: found.hasNext ? seal(found.places.at(-1)) : null,
    rows: found.rows.map((row) => viewTableRow(ctx, row)),
  };
}

async function readPage(
  trx: Transaction,
  letterId: string,
  filter: TableFilter | null,
  order: TableOrder,
  asked: { from?: TablePlace; backwards: boolean; size: number },
) {
  const { from, backwards, size } = asked;
  async function read(page: Pick<TablePage, 'from' | 'backwards'>) {
    return filter
      ? readTablePage(trx, letterId, filter, order, { ...page, limit: size + 1 })
      : { places: [], found: { count: 0, more: false } };
  }
  const first = await read({ from, backwards });
  const full = first.places.length > size;
  const all = backwards && !full ? (await read({})).places : first.places;
  const turned = backwards && full;
  const places = turned ? all.slice(1) : all.slice(0, size);
  return {
    total: first.found,
    places,
    hasPrevious: turned || (from !== undefined && !backwards),
    hasNext: turned || all.length > size,
    rows: await listTableRows(
      trx,
      letterId,
      places.map(({ number }) => number),
    ),
  };
}
