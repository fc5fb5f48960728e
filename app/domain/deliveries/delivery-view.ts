import type { Locale } from '~/i18n/locale';
import type { AnnexNames } from '../letters/annex-names';
import type { Cover } from '../letters/letter-snapshot';
import type { Channel } from '../letters/letter-view';
import type { PrintFacts, SeparateAnnex } from '../letters/press';
import type { DeliveryState } from './delivery';
import type { SecondPerson } from './second-person.server';

/** One line of the ledger as organisers see it. Times are ISO 8601 in UTC, hashes hex SHA-256. */
export type DeliverySummary = {
  id: string;
  target: string;
  channel: Channel;
  addressee: string;
  state: DeliveryState;
  subject: string;
  messageId: string;
  versionNumber: number;
  /** 0 for the letter, else the number of the addendum. */
  addendum: number;
  /** While it can still be stopped: not before then. */
  leavesAt: string | null;
  signatures: number;
  /** Signatures on paper that the copy states apart. */
  onPaper: number;
  named: number;
  endorsements: number;
  snapshotHash: string;
  pdfHash: string;
  /** Annex A where it is a document of its own. */
  annex: SeparateAnnex | null;
  /** Missing for copies that were frozen before it was kept. */
  printed: PrintFacts | null;
  messageHash: string;
  frozenAt: string;
  acceptedAt: string | null;
};

/** A line of the ledger of a letter, with how many of its copies need a person. */
export type LedgerLine = DeliverySummary & {
  troubledCopies: { unknown: number; failed: number };
};

export type DeliveryEventView = {
  state: DeliveryState;
  channel: Channel;
  evidence: string | null;
  at: string;
};

export type RecipientState =
  /** Another delivery of the version has served the mailbox. */
  'left-out' | 'waiting' | 'sending' | 'deferred' | 'accepted' | 'captured' | 'failed' | 'unknown';

/** What became of the mail to one mailbox; `place` 0 is the addressee's. */
export type RecipientView = {
  place: number;
  to: string;
  state: RecipientState;
  attempts: number;
  answer: string | null;
  endedAt: string | null;
};

export type DeliveryView = DeliverySummary & {
  recipients: RecipientView[];
  /** Of everything in the dossier together: what a test and an approval are given to. */
  dossierHash: string;
  testedAt: string | null;
  approved: { by: string; at: string } | null;
  /** Whether somebody else must approve before it leaves. */
  secondPerson: SecondPerson;
  /** What differs from today, so that it must be frozen anew. */
  changedSince: 'text' | 'target' | null;
  locales: Locale[];
  /** What was written before the letter, by language. */
  cover: Cover;
  replyTo: string | null;
  /** How people stand in its annex. */
  names: AnnexNames;
  /** In each of its languages, the lines of the addressee's block. */
  addresseeLines: { locale: Locale; lines: string[] }[];
  timeZone: string | null;
  /** An organiser's id, or `operator` or `system`. */
  preparedById: string;
  earlier: number;
  namedInAll: number;

  slug: string;
  letterTitle: string;
  /** The mailbox or place it goes to. */
  to: string;
  /** The mailboxes that get a copy of the mail. */
  copies: string[];
  pdfBytes: number;
  messageBytes: number;
  /** The plain text part of the mail. */
  text: string;
  preparedBy: string;
  withdrawnSince: number;
  attempts: number;
  events: DeliveryEventView[];
};

export type TargetView = {
  id: string;
  name: string;
  channel: Channel;
  addressee: string;
  locales: string[];
  address: string;
  copies: string[];
  checkedOn: string | null;
  checkedSource: string | null;
  replyTo: string | null;
  names: AnnexNames;
  /** IANA name; null for that of the letter. */
  timeZone: string | null;
  /** Something was prepared or sent there, so that it cannot be removed. */
  used: boolean;
};
