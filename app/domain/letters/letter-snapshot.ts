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
  /** The copy that the same addressee has had before, if there is one. */
  previousCopy: PreviousCopy | null;
};
