import { canonicalEmailAddress } from '~/primitives/email-address';
import { nameSkeleton } from '~/primitives/name-skeleton';
import type { EndorsementState } from './endorsement';
import type { NamedOrganisation } from './organisation-names';

/** By what another endorsement of the letter resembles this one. */
export type Resemblance = 'same-name' | 'similar-name' | 'same-website' | 'same-mailbox';

export type RelatedEndorsement = {
  id: string;
  organisation: string;
  state: EndorsementState;
  by: Resemblance[];
};

type Compared = NamedOrganisation & {
  id: string;
  state: EndorsementState;
  website: string;
  email: string;
};

/** Share of common trigrams from which two names are called similar; that of pg_trgm is 0.3. */
const similarFrom = 0.6;

/**
 * Other endorsements of the same letter that a reviewer should know of before deciding about one:
 * by a name that is or looks the same in any script, the website, or the mailbox (an erased one
 * never). What nobody has confirmed by mail is left out, because a stranger may have typed it.
 */
export function relatedEndorsements<Item extends Compared>(
  one: Item,
  all: readonly Item[],
): RelatedEndorsement[] {
  const names = namesOf(one);
  return all
    .filter(({ id, state }) => id !== one.id && state !== 'unconfirmed')
    .map((other) => {
      const by = [
        compareNames(names, namesOf(other)),
        placeOf(one) === placeOf(other) ? ('same-website' as const) : null,
        sameMailbox(one, other) ? ('same-mailbox' as const) : null,
      ].filter((found) => found !== null);
      return { id: other.id, organisation: other.organisation, state: other.state, by };
    })
    .filter(({ by }) => by.length > 0);
}

/** Whether one of the names is or looks the same, in any script. */
export function sharesName(one: NamedOrganisation, other: NamedOrganisation): boolean {
  return compareNames(namesOf(one), namesOf(other)) === 'same-name';
}

function namesOf({ organisation, organisationEn, names = {} }: NamedOrganisation): string[] {
  const all = [organisation, organisationEn, ...Object.values(names)];
  return [...new Set(all.map(nameSkeleton))].filter(Boolean);
}

function compareNames(
  ones: readonly string[],
  others: readonly string[],
): 'same-name' | 'similar-name' | null {
  if (ones.some((name) => others.includes(name))) return 'same-name';
  const similar = ones.some((name) => others.some((other) => areSimilar(name, other)));
  return similar ? 'similar-name' : null;
}

/** Names that differ in their digits, such as those of local branches, are not similar. */
function areSimilar(one: string, other: string): boolean {
  if (digitsOf(one) !== digitsOf(other)) return false;
  const left = trigrams(one);
  const right = trigrams(other);
  const common = [...left].filter((part) => right.has(part)).length;
  return common / (left.size + right.size - common) >= similarFrom;
}

function digitsOf(name: string): string {
  return name.replaceAll(/\P{N}/gu, '');
}

function trigrams(name: string): Set<string> {
  const signs = [' ', ' ', ...name, ' '];
  return new Set(signs.slice(2).map((_, place) => signs.slice(place, place + 3).join('')));
}

function placeOf({ website }: Compared): string {
  const { hostname, pathname } = new URL(website);
  return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}`;
}

function sameMailbox(one: Compared, other: Compared): boolean {
  if (one.email === '' || other.email === '') return false;
  return canonicalEmailAddress(one.email) === canonicalEmailAddress(other.email);
}
