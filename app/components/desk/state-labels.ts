import type { DeliveryState } from '~/domain/deliveries/delivery';
import type { EndorsementState } from '~/domain/endorsements/endorsement';
import type { Channel } from '~/domain/letters/letter-view';
import type { SignatureState, SignatureVisibility } from '~/domain/signatures/signature';
import type { Locale } from '~/i18n/locale';

export const visibilityLabels: Record<SignatureVisibility, string> = {
  public: 'page and\u00a0letter',
  letter: 'letter only',
  counted: 'counted only',
};

export const signatureStateLabels: Record<SignatureState, string> = {
  pending: 'not confirmed',
  held: 'held for review',
  confirmed: 'confirmed',
  withdrawn: 'withdrawn',
  invalidated: 'invalidated',
};

export const endorsementStateLabels: Record<EndorsementState, string> = {
  waiting: 'Waiting for a decision',
  unconfirmed: 'Address not confirmed',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};

const mailLabels: Record<DeliveryState, string> = {
  prepared: 'prepared, not sent',
  approved: 'approved by a second person, not sent',
  queued: 'waiting to be sent',
  sending: 'being sent',
  accepted: 'accepted by the mail server',
  captured: 'captured here, did not leave',
  deferred: 'put off by the mail server, will be tried again',
  failed: 'refused by the mail server',
  bounced: 'came back',
  unknown: 'unknown whether it arrived',
  acknowledged: 'receipt acknowledged',
  answered: 'answered',
  withdrawn: 'withdrawn',
};

export const channelLabels: Record<Channel, string> = {
  email: 'by email',
  hand: 'by hand',
  post: 'by post',
  fax: 'by fax',
};

const acceptedLabels: Record<Channel, string> = {
  email: mailLabels.accepted,
  hand: 'handed over',
  post: 'posted',
  fax: 'faxed',
};

/** What a state of a delivery says, and no more than is known; without a mail server, other words. */
export function deliveryStateLabel(state: DeliveryState, channel: Channel): string {
  return state === 'accepted' ? acceptedLabels[channel] : mailLabels[state];
}

/** English names of the letter's languages. */
export const languageNames: Record<Locale, string> = {
  en: 'English',
  ko: 'Korean',
  uk: 'Ukrainian',
};
