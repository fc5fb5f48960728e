import type { Locale } from '~/i18n/locale';
import type { WaitingBand } from '../figures/waiting-band';
import type { SigningFlag } from '../protection/signing-flag';
import type { SignatureState, SignatureVisibility } from './signature';

/** By what organisers narrow the list of signatures; everything that is given must hold. */
export type SignatureListFilter = {
  state?: SignatureState;
  visibility?: SignatureVisibility;
  /** ISO 3166-1 alpha-2, or `none` for those who gave no country. */
  country?: string;
  locale?: Locale;
  /** `any` for those with at least one. */
  flag?: SigningFlag | 'any';
  /** The code by which they came, or `none`. */
  source?: string;
  /** Number of the version that was signed. */
  version?: number;
  /** Days (`YYYY-MM-DD`) in the letter's time zone, both included. */
  from?: string;
  to?: string;
  /** The day (`YYYY-MM-DD`) in the letter's time zone on which its owner confirmed. */
  confirmedOn?: string;
  /** Signed longer ago than this: whole hours (`24h`) or days (`3d`). */
  older?: string;
  /** For how many days it waits: for its owner since it was signed, then for an organiser. */
  waiting?: WaitingBand;
  /** Those that organisers keep off the public list. */
  hidden?: 'yes';
  /** Part of a public name, or of its Latin spelling. */
  q?: string;
};

export const signatureSorts = ['number', 'name', 'country', 'signed', 'state'] as const;
export type SignatureSort = (typeof signatureSorts)[number];
export const sortDirections = ['asc', 'desc'] as const;
export type SortDirection = (typeof sortDirections)[number];

/** How many rows a page may have; the first is the usual. */
export const pageSizes = [50, 100] as const;
export type PageSize = (typeof pageSizes)[number];

export const longestSearch = 120;

const ageShape = /^([1-9]\d{0,3})([hd])$/;

/** Hours of an age such as `24h` or `3d`; undefined for anything else. */
export function hoursOfAge(text: string): number | undefined {
  const [, count, unit] = ageShape.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (unit === 'd' ? 24 : 1);
}
