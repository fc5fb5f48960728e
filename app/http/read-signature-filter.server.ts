import { signingFlags } from '~/domain/protection/signing-flag';
import { signatureStates, signatureVisibilities } from '~/domain/signatures/signature';
import {
  hoursOfAge,
  longestSearch,
  pageSizes,
  type SignatureListFilter,
  type SignatureSort,
  type SortDirection,
  signatureSorts,
  sortDirections,
} from '~/domain/signatures/signature-list';
import { countryCodes } from '~/i18n/country-codes';
import { isLocale } from '~/i18n/locale';
import { cleanLine } from '~/primitives/person-name';
import { readBand, readDay, readSource } from './read-figure-filter.server';

const longestPosition = 1000;

function oneOf<Value extends string>(values: readonly Value[], text: string | null) {
  return values.find((value) => value === text);
}

/** A positive whole number from an address, or undefined. */
export function readKey(text: string | null): number | undefined {
  const key = text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return key > 0 ? key : undefined;
}

function readLine(text: string | null, longest: number): string | undefined {
  return text ? cleanLine(text).slice(0, longest) || undefined : undefined;
}

function readAge(text: string | null): string | undefined {
  return text && hoursOfAge(text) ? text : undefined;
}

/** The value, or `none` where the address asks for those without one. */
function withoutOr(search: URLSearchParams, name: 'country' | 'source'): string | null {
  return search.get('without') === name ? 'none' : search.get(name);
}

function readFilter(search: URLSearchParams): SignatureListFilter {
  const country = withoutOr(search, 'country');
  const locale = search.get('locale') ?? search.get('language');
  const known = country && (country === 'none' || countryCodes.has(country));
  return {
    state: oneOf(signatureStates, search.get('state')),
    visibility: oneOf(signatureVisibilities, search.get('visibility')),
    country: known ? country : undefined,
    locale: isLocale(locale) ? locale : undefined,
    flag: oneOf(['any' as const, ...signingFlags], search.get('flag')),
    source: readSource(withoutOr(search, 'source')),
    version: readKey(search.get('version')),
    from: readDay(search.get('from')),
    to: readDay(search.get('to')),
    confirmedOn: readDay(search.get('confirmedOn')),
    older: readAge(search.get('older')),
    waiting: readBand(search),
    hidden: oneOf(['yes'], search.get('hidden')),
    q: readLine(search.get('q'), longestSearch),
  };
}

function writeAddress(parts: Record<string, string | number | undefined>): string {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

function readPosition(text: string | null): string | undefined {
  return text && text.length <= longestPosition && /^[\w-]+$/.test(text) ? text : undefined;
}

/** Where the columns begin when their heading is pressed first: the newest, or the alphabet. */
function usualDirection(sort: SignatureSort): SortDirection {
  return sort === 'number' || sort === 'signed' ? 'desc' : 'asc';
}

/**
 * The filters, order and place in the address of the signatures page; anything unknown is left out.
 * The functions write addresses of the same list: another order, and the page after or before a
 * position.
 */
export function readSignatureFilter(request: Pick<Request, 'url'>) {
  const search = new URL(request.url).searchParams;
  const filter = readFilter(search);
  const sort = oneOf(signatureSorts, search.get('sort')) ?? 'number';
  const direction = oneOf(sortDirections, search.get('dir')) ?? usualDirection(sort);
  const size = pageSizes.find((one) => String(one) === search.get('size')) ?? pageSizes[0];
  const arranged = {
    sort: sort === 'number' ? undefined : sort,
    dir: direction === usualDirection(sort) ? undefined : direction,
    size: size === pageSizes[0] ? undefined : String(size),
  };
  const kept = { ...filter, ...arranged };
  const after = readPosition(search.get('after'));
  return {
    filter,
    order: { sort, direction },
    size,
    after,
    before: after ? undefined : readPosition(search.get('before')),
    firstPage: writeAddress(kept),
    /** Order and size of pages, for a form that changes the filter. */
    kept: Object.fromEntries(
      Object.entries(arranged).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    ),
    hrefsSized: pageSizes
      .filter((one) => one !== size)
      .map((one) => ({
        size: one,
        href: writeAddress({ ...kept, size: one === pageSizes[0] ? undefined : one }),
      })),
    /** This page itself. */
    here: writeAddress({
      ...kept,
      after,
      before: after ? undefined : readPosition(search.get('before')),
    }),
    hrefAfter: (position: string) => writeAddress({ ...kept, after: position }),
    hrefBefore: (position: string) => writeAddress({ ...kept, before: position }),
    hrefSorted(by: SignatureSort): string {
      const turned = direction === 'asc' ? 'desc' : 'asc';
      const dir = by === sort ? turned : usualDirection(by);
      return writeAddress({
        ...kept,
        sort: by === 'number' ? undefined : by,
        dir: dir === usualDirection(by) ? undefined : dir,
      });
    },
  };
}
