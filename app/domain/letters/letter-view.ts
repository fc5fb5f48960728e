import type { Locale } from '~/i18n/locale';
import type { DeliveryState } from '../deliveries/delivery';
import type { OrganisationNames } from '../endorsements/organisation-names';
import type { PaperCounts } from '../paper/paper-batch';
import type { VersionKind, VersionSummaries } from '../versions/letter-version';
import type { LetterState, LetterTexts } from './letter';

/** What anybody may see of a letter, its signatories, organisations and deliveries. */
export type LetterCounts = {
  /** Confirmed people who stand under the present text, and how many countries they gave. */
  signatures: number;
  countries: number;
  /** Of them, who signed an earlier text first. */
  carriedOver: number;
  /** Who signed an earlier text only; never added to the others. */
  earlier: number;
  endorsements: number;
};

export type LetterView = {
  id: string;
  slug: string;
  state: LetterState;
  masterLocale: Locale;
  /** The languages it is offered in, the master language among them; some may wait for their text. */
  locales: Locale[];
  /** Those of them in which the public text of this version stands. */
  readableIn: Locale[];
  timeZone: string;
  goal: number | null;
  demonstration: boolean;
  /** ISO 8601 in UTC. */
  closesAt: string | null;
  /** The organisers have hidden every name from the public for now; counts stay. */
  namesHidden: boolean;
  /** Search engines may index the public list; otherwise it says `noindex`. */
  listIndexed: boolean;
  /** Mail subjects do not name the letter. */
  discreetSubject: boolean;
  /** What organisers call it while it has no title of its own. */
  workingTitle: string;
  /** Who answers for the data of those who sign, and where questions about it go. */
  controller: string | null;
  privacyContact: string | null;
  version: {
    id: string;
    number: number;
    hash: string;
    kind: VersionKind;
    /** Versions with the same number differ by corrections only. */
    meaning: number;
    summaries: VersionSummaries;
    createdAt: string;
  };
  /** In a language in which it cannot be read, the text of the master language. */
  texts: LetterTexts;
  counts: LetterCounts;
  /** Verified signatures on paper; never part of `counts`. */
  paper: PaperCounts;
};

export type PublicSignatory = {
  id: string;
  number: number;
  name: string;
  /** How the owner spells the name in Latin letters. */
  latinName: string | null;
  title: string | null;
  affiliation: string | null;
  country: string | null;
  /** The day only, `YYYY-MM-DD` in the letter's time zone: minutes would help to find a person. */
  signedOn: string;
  locale: Locale;
};

export type PublicEndorsement = {
  id: string;
  organisation: string;
  organisationEn: string;
  names: OrganisationNames;
  /** In the organisation's own words, for the page only. */
  statement: string | null;
  coordinator: boolean;
  country: string;
  website: string;
  representative: string | null;
  role: string | null;
  foundingPosition: number | null;
  logoHash: string | null;
  logoWidth: number | null;
  logoHeight: number | null;
};

export type Channel = 'email' | 'hand' | 'post' | 'fax';

export type PublicDelivery = {
  state: Extract<DeliveryState, 'accepted' | 'acknowledged' | 'answered'>;
  channel: Channel;
  target: string;
  at: string;
  versionNumber: number;
  signatures: number;
  /** On paper, not among the others. */
  paperSignatures: number;
  pdfHash: string;
};

/** The language in which the text stands for readers of a language. */
export function textLocale(
  letter: Pick<LetterView, 'readableIn' | 'masterLocale'>,
  locale: Locale,
): Locale {
  return letter.readableIn.includes(locale) ? locale : letter.masterLocale;
}

/** Whether search engines may show the public list: the organisers let it in and it has names. */
export function listMayBeIndexed(letter: LetterView): boolean {
  return letter.listIndexed && !letter.namesHidden;
}

/** Whether a name may be added now: the letter is open and its closing time has not come. */
export function takesSignatures(letter: LetterView, now: Date): boolean {
  return letter.state === 'open' && (!letter.closesAt || new Date(letter.closesAt) > now);
}
