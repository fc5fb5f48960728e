import type { DeclineTemplate } from '~/domain/endorsements/endorsement';
import type { FactorChange } from '~/domain/factors/factor';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import type { SignatureVisibility } from '~/domain/signatures/signature';
import type { UpdateKind } from '~/domain/updates/update';
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
  /** An organiser looks at the mail; nothing stands behind its links and its code. */
  test?: boolean;
  validHours: number;
};
type ToUpdate = ToSignatory & {
  about: UpdateKind;
  subject: string;
  /** Limited Markdown. */
  paragraphs: string[];
  /** Which of at most `promised` mails about this letter it is for this person. */
  place: number;
  promised: number;
  unsubscribeToken: string;
};
type AboutOrganisation = AboutLetter & { organisation: string };
type ToOrganisation = AboutOrganisation & { manageToken: string };

/** What became of a delivery that people should hear of. */
export type DeliveryNews =
  | 'unknown'
  | 'failed'
  /** Taken back before it left, because it was not true any more. */
  | 'held-back'
  /** A trigger has prepared it, and it waits for people. */
  | 'prepared'
  /** A trigger has prepared it, and it leaves by the standing approval. */
  | 'leaving'
  /** A trigger was due and nothing could be prepared. */
  | 'not-prepared';

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
  /** Asks whoever signed an earlier text whether they sign the present one; `manageToken` answers. */
  'carry-over': ToSignatory & {
    unsubscribeToken: string;
    /** The numbers of the version that was signed and of the present one. */
    signed: number;
    present: number;
    /** ISO 8601; shown in the letter's time zone. */
    publishedAt: string;
    timeZone: string;
    /** What each version since says of itself, oldest first. */
    summaries: string[];
  };
  /** News that a signatory asked for. */
  update: ToUpdate;
  /** The same to the team, before it leaves. */
  'update-test': ToUpdate;
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
  /** To somebody who reported a signature and wants to know what became of it. */
  'report-decided': AboutLetter & {
    reference: string;
    outcome: 'kept' | 'taken-out' | 'gone';
  };
  /** To whoever may decide about reports. */
  'report-due': AboutLetter & {
    cases: number;
    /** ISO 8601, of the first; shown in the letter's time zone. */
    dueAt: string;
    timeZone: string;
  };
  /** To whoever may send; the addressee is an office, not a signatory. */
  'delivery-alert': AboutLetter & {
    /** Null where none could be prepared. */
    deliveryId: string | null;
    addressee: string;
    news: DeliveryNews;
  };
  /** To every owner, when somebody takes the full record. */
  'full-export': AboutLetter & {
    /** An organiser's address; null for the operator. */
    by: string | null;
    what: 'signatures' | 'endorsements' | 'paper';
    rows: number;
    exportId: string;
    reason: string | null;
    /** ISO 8601; shown in the letter's time zone. */
    at: string;
    timeZone: string;
  };
  /** To a signatory whose signature was reported. */
  'confirm-again': ToSignatory & { name: string; againToken: string; validDays: number };
  /** To whoever may send: an addressee has not answered for so many days. */
  'reply-due': AboutLetter & { addressee: string; days: number };
  /** `role` is missing in mails that an earlier program queued. */
  'team-invitation': { locale: Locale; letterTitle: string; role?: OrganiserRole };
  'organiser-sign-in': { locale: Locale; signInToken: string; validMinutes: number };
  /** To an organiser, about their own account; `at` ISO 8601, shown in UTC. */
  'sign-in-changed': { locale: Locale; change: FactorChange; at: string };
};

export type MessageKind = keyof MessageProps;

export const messageKinds = [
  'confirm-signature',
  'confirm-reminder',
  'already-signed',
  'carry-over',
  'update',
  'update-test',
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
  'report-decided',
  'report-due',
  'delivery-alert',
  'full-export',
  'confirm-again',
  'reply-due',
  'team-invitation',
  'organiser-sign-in',
  'sign-in-changed',
] as const satisfies readonly MessageKind[];

/** Mails that nobody waits for: they leave after all others. */
export const bulkKinds = ['update'] as const satisfies readonly MessageKind[];

/** What is not offered again when it may have arrived: the letter, and mail of which few were promised. */
export const atMostOnce = ['delivery', 'update'] as const satisfies readonly (
  | MessageKind
  | 'delivery'
)[];

/** Mails that anybody can cause by typing somebody's address into a form. */
export const causedByOthers = [
  'confirm-signature',
  'confirm-reminder',
  'already-signed',
  'confirm-endorsement',
  'confirm-mailbox',
  'report-decided',
] as const satisfies readonly MessageKind[];

/** What is sealed in the outbox for a mail to a person. */
export type PersonalMessage = {
  [Kind in MessageKind]: { kind: Kind; to: string; props: MessageProps[Kind] };
}[MessageKind];
