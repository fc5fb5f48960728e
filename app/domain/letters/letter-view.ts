import type { Locale } from '~/i18n/locale';
import type { DeliveryState } from '../deliveries/delivery';
import type { LetterState, LetterTexts } from './letter';

/** What anybody may see of a letter, its signatories, organisations and deliveries. */
export type LetterCounts = { signatures: number; endorsements: number; countries: number };

export type LetterView = {
  id: string;
  slug: string;
  state: LetterState;
  masterLocale: Locale;
  timeZone: string;
  goal: number | null;
  demonstration: boolean;
  /** ISO 8601 in UTC. */
  closesAt: string | null;
  version: { id: string; number: number; hash: string; createdAt: string };
  texts: LetterTexts;
  counts: LetterCounts;
};

export type PublicSignatory = {
  id: string;
  number: number;
  name: string;
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
  pdfHash: string;
};

/** Whether a name may be added now: the letter is open and its closing time has not come. */
export function takesSignatures(letter: LetterView, now: Date): boolean {
  return letter.state === 'open' && (!letter.closesAt || new Date(letter.closesAt) > now);
}
