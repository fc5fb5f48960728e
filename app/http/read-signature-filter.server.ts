import { type SigningFlag, signingFlags } from '~/domain/protection/signing-flag';
import {
  type SignatureState,
  type SignatureVisibility,
  signatureStates,
  signatureVisibilities,
} from '~/domain/signatures/signature';
import { countryCodes } from '~/i18n/country-codes';
import { type FigureQuery, readFigureFilter } from './read-figure-filter.server';

type Filter = FigureQuery & {
  state?: SignatureState;
  visibility?: SignatureVisibility;
  country?: string;
  flag?: SigningFlag;
};

function oneOf<Value extends string>(values: readonly Value[], text: string | null) {
  return values.find((value) => value === text);
}

/** A positive whole number from an address, or undefined. */
export function readKey(text: string | null): number | undefined {
  const key = text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return key > 0 ? key : undefined;
}

/**
 * The filters in the address of the signatures page; anything unknown is left out. `hrefBefore`
 * and `firstPage` are addresses of other pages of the same list.
 */
export function readSignatureFilter(request: Request) {
  const search = new URL(request.url).searchParams;
  const country = search.get('country');
  const filter: Filter = {
    state: oneOf(signatureStates, search.get('state')),
    visibility: oneOf(signatureVisibilities, search.get('visibility')),
    country: country && countryCodes.has(country) ? country : undefined,
    flag: oneOf(signingFlags, search.get('flag')),
    ...readFigureFilter(search),
  };
  function href(before?: number): string {
    const given = Object.entries({ ...filter, before }).filter(([, value]) => value !== undefined);
    return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
  }
  return { filter, before: readKey(search.get('before')), hrefBefore: href, firstPage: href() };
}
