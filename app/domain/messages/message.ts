import type { DeclineTemplate } from '~/domain/endorsements/endorsement';
import type { FactorChange } from '~/domain/factors/factor';
import type { SignatureVisibility } from '~/domain/signatures/signature';
import type { Locale } from '~/i18n/locale';

type AboutLetter = { slug: string; masterLocale: Locale; locale: Locale; letterTitle: string };
type ToSignatory = AboutLetter & {
  manageToken: string;
  /** The subject does not name the letter: a list of subjects betrays nobody. */
  discreetSubject: boolean;
};
type ToConfirm = ToSignatory & {
  name: string;
  visibility: SignatureVisibility;
  /** Opens the page that confirms, and the one that says "this was not me". */
  confirmToken: string;
  code: string;
  /** The organisation whose news the person asked for. */
  newsFrom?: string | null;
  validHours: number;
};
type AboutOrganisation = AboutLetter & { organisation: string };
type ToOrganisation = AboutOrganisation & { manageToken: string };

/** Why a signature that nobody confirmed is brought to mind. */
export type ReminderReason = 'still-waiting' | 'closing-soon';

/**
 * Every mail the platform writes to a person, with what its template needs. Tokens travel here
 * (sealed in the database until the mail has left) and become links only when it is rendered.
 */
export type MessageProps = {
  'confirm-signature': ToConfirm;
  'confirm-reminder': ToConfirm & {
    reason: ReminderReason;
    /** ISO 8601; shown in the letter's time zone when it closes soon. */
    closesAt: string | null;
    timeZone: string;
    unsubscribeToken: string;
  };
  'already-signed': ToSignatory;
  'confirm-endorsement': ToOrganisation & {
    representative: string;
    confirmToken: string;
    validHours: number;
    /** It came by invitation, so that confirming publishes it. */
    atOnce?: boolean;
  };
  'invite-endorsement': AboutLetter & {
    addressee: string;
    /** Who invites, as the letter's head names it; never an organiser in person. */
    host: string;
    organisation: string;
    representative: string | null;
    invitationToken: string;
    /** ISO 8601; shown in the letter's time zone. */
    validUntil: string;
    timeZone: string;
  };
  'endorsement-approved': ToOrganisation & {
    /** Of the organisation's own link. */
    shareCode?: string | null;
  };
  'endorsement-declined': ToOrganisation & {
    template: DeclineTemplate | null;
    reason: string | null;
  };
  'endorsement-asked': ToOrganisation & { question: string };
  'endorsement-changes-accepted': ToOrganisation;
  'endorsement-changes-declined': ToOrganisation & { reason: string | null };
  'confirm-mailbox': AboutOrganisation & { confirmToken: string; validHours: number };
  'mailbox-change-asked': AboutOrganisation & {
    /** `m•••@example.org`. */
    newMailbox: string;
    stopToken: string;
    /** Whom to write to, line by line, as the letter says it. */
    contact: string[];
  };
  'mailbox-changed': AboutOrganisation & { contact: string[] };
  'mailbox-accepted': ToOrganisation;
  'mailbox-declined': AboutOrganisation & { reason: string | null };
  /** To the contact that an organisation publishes, about the person who signed for it. */
  'authority-check': AboutOrganisation & {
    host: string;
    representative: string;
    role: string;
    checkToken: string;
    /** ISO 8601; shown in the letter's time zone. */
    validUntil: string;
    timeZone: string;
  };
  'news-list': AboutLetter & { organisation: string; listToken: string; validHours: number };
  'team-invitation': { locale: Locale; letterTitle: string };
  'organiser-sign-in': { locale: Locale; signInToken: string; validMinutes: number };
  /** To an organiser, about their own account; `at` ISO 8601, shown in UTC. */
  'sign-in-changed': { locale: Locale; change: FactorChange; at: string };
};

export type MessageKind = keyof MessageProps;

export const messageKinds = [
  'confirm-signature',
  'confirm-reminder',
  'already-signed',
  'confirm-endorsement',
  'invite-endorsement',
  'endorsement-approved',
  'endorsement-declined',
  'endorsement-asked',
  'endorsement-changes-accepted',
  'endorsement-changes-declined',
  'confirm-mailbox',
  'mailbox-change-asked',
  'mailbox-changed',
  'mailbox-accepted',
  'mailbox-declined',
  'authority-check',
  'news-list',
  'team-invitation',
  'organiser-sign-in',
  'sign-in-changed',
] as const satisfies readonly MessageKind[];

/** Mails that anybody can cause by typing somebody's address into a form. */
export const causedByOthers = [
  'confirm-signature',
  'confirm-reminder',
  'already-signed',
  'confirm-endorsement',
  'confirm-mailbox',
] as const satisfies readonly MessageKind[];

/** What is sealed in the outbox for a mail to a person. */
export type PersonalMessage = {
  [Kind in MessageKind]: { kind: Kind; to: string; props: MessageProps[Kind] };
}[MessageKind];
