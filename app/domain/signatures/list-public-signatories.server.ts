import type { Context } from '~/context.server';
import {
  listPublicCountries,
  listPublicSignatoryRows,
  type PublicSignatoryRow,
  type PublicText,
} from '~/db/public-signatories.server';
import type { Locale } from '~/i18n/locale';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import type { LetterView, PublicSignatory } from '../letters/letter-view';
import { openListPosition, sealListPosition } from './list-position.server';
import { toPublicSignatory } from './to-public-signatory';

const pageSize = 100;
const largestNumber = 2 ** 31;

export type SignatoryOrder = 'newest' | 'name';

type Wanted = {
  query?: string;
  country?: string;
  after?: string;
  sort?: SignatoryOrder;
  locale?: Locale;
};

/**
 * A page of public signatories, newest first or by name in the alphabet of `locale` (else of the
 * letter's own language); `query` matches inside names and their Latin spellings. `next` is the `after` of the following page or null at
 * the end; an `after` of another order, or none of ours, is the beginning. Empty while the names
 * are hidden.
 */
export async function listPublicSignatories(
  ctx: Context,
  input: Wanted & { slug: string; limit?: number },
): Promise<
  Result<
    {
      letter: LetterView;
      signatories: PublicSignatory[];
      next: string | null;
      countries: string[];
    },
    'not-found'
  >
> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  const limit = Math.min(input.limit ?? pageSize, pageSize);
  const [rows, countries] = await Promise.all([
    listRows(ctx, letter, input, limit + 1),
    listPublicCountries(ctx.db, textOf(letter)),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    ok: true,
    letter,
    signatories: shown.map(toPublicSignatory),
    next: last ? positionOf(ctx, letter, last, input.sort) : null,
    countries,
  };
}

function listRows(
  ctx: Context,
  letter: LetterView,
  input: Wanted,
  limit: number,
): Promise<PublicSignatoryRow[]> {
  if (letter.namesHidden) return Promise.resolve([]);
  const { timeZone } = letter;
  const query = input.query ? cleanLine(input.query).slice(0, 120) || undefined : undefined;
  const filter = { timeZone, query, country: input.country, limit };
  if (input.sort !== 'name') {
    const number = readNumber(input.after);
    const after = number === undefined ? undefined : { name: '', number };
    return listPublicSignatoryRows(ctx.db, textOf(letter), { ...filter, after });
  }
  const after = input.after ? openListPosition(ctx, letter.id, input.after) : undefined;
  const language = input.locale ?? letter.masterLocale;
  return listPublicSignatoryRows(ctx.db, textOf(letter), { ...filter, language, after });
}

function textOf({ id: letterId, version: { meaning } }: LetterView): PublicText {
  return { letterId, meaning };
}

function positionOf(
  ctx: Context,
  letter: LetterView,
  { name, number }: PublicSignatoryRow,
  sort: SignatoryOrder | undefined,
): string {
  return sort === 'name' ? sealListPosition(ctx, letter.id, { name, number }) : String(number);
}

/** A whole number that PostgreSQL can hold, or the beginning. */
function readNumber(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 && number < largestNumber ? number : undefined;
}
