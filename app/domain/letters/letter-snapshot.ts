import type { Locale } from '~/i18n/locale';
import type { OrganisationNames } from '../endorsements/organisation-names';
import type { PaperCounts } from '../paper/paper-batch';
import type { LetterTexts } from './letter';

/** One organisation as it stands under the letter; the representative only by consent. */
export type SnapshotEndorsement = {
  organisation: string;
  organisationEn: string;
  /** Missing in copies that were frozen before organisations could say this. */
  names?: OrganisationNames;
  coordinator?: boolean;
  foundingPosition?: number | null;
  country: string;
  representative: string | null;
  role: string | null;
};

/** One named signatory as printed in Annex A. */
export type SnapshotSignatory = {
  name: string;
  /** How the person spells the name in Latin letters. */
  latinName: string | null;
  title: string | null;
  affiliation: string | null;
  country: string | null;
};

/** An earlier copy, and how many who stood in it have withdrawn since; never who. */
export type PreviousCopy = {
  /** When it was accepted, ISO 8601 in UTC. */
  at: string;
  withdrawnPeople: number;
  withdrawnOrganisations: number;
};

/** What stands before the letter in a mail to the addressee; an empty subject is the usual one. */
export type CoverText = { subject: string; paragraph: string };
export type Cover = Partial<Record<Locale, CoverText>>;

/** What has changed for the addressee since the letter, or the addendum before this one. */
export type Addendum = {
  /** From 1 on. */
  number: number;
  /** When the copy before this one was received, ISO 8601 in UTC. */
  previousAt: string;
  /** People who are named to the addressee by now, in all copies together. */
  namedInAll: number;
  organisationsInAll: number;
  /**
   * Who stood by name in an earlier copy and does not any more. Without a name where it was erased or
   * is not to be shown any more: the number in that copy's annex tells which one.
   */
  withdrawn: WithdrawnName[];
  withdrawnOrganisations: string[];
};

/** `copy` 0 is the letter, from 1 on an addendum; `number` the place in its annex. */
export type WithdrawnName = { copy: number; number: number; name: string | null };

/**
 * Everything a document about a letter is made from, and nothing else: the same snapshot gives the
 * same bytes. `signatories` are already limited to the audience (public page, or addressee) and
 * already in the order of the list; `countedOnly` is how many more people signed without a name.
 */
export type LetterSnapshot = {
  slug: string;
  letterUrl: string;
  masterLocale: Locale;
  versionNumber: number;
  versionHash: string;
  /** ISO 8601 in UTC. */
  takenAt: string;
  timeZone: string;
  demonstration: boolean;
  /** Printed for the organisers from a text that is not public; never frozen or sent. */
  draft?: true;
  texts: LetterTexts;
  endorsements: SnapshotEndorsement[];
  signatories: SnapshotSignatory[];
  /** The public is shown no name for now; a copy for the addressee never says this. */
  namesHidden: boolean;
  countedOnly: number;
  /** People in all: named signatories of every audience and counted-only ones. */
  signatureCount: number;
  /** Who signed an earlier text only: in no other figure here. Missing in older copies. */
  earlierPeople?: number;
  countryCount: number;
  /** Verified signatures on paper, apart from all others; missing in copies frozen before there were any. */
  paper?: PaperCounts;
  /** Only in mails to the addressee, before the letter. */
  cover?: Cover;
  /** With it the document is no letter: `endorsements` and `signatories` are those that were added. */
  addendum?: Addendum;
  /** The copy that the same addressee has had before, if there is one. */
  previousCopy: PreviousCopy | null;
};
