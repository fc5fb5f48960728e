import type { Channel } from '../letters/letter-view';
import type { PrintFacts, SeparateAnnex } from '../letters/press';
import type { DeliveryState } from './delivery';

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

export type DeliveryEventView = {
  state: DeliveryState;
  channel: Channel;
  evidence: string | null;
  at: string;
};

export type DeliveryView = DeliverySummary & {
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
  /** Something was prepared or sent there, so that it cannot be removed. */
  used: boolean;
};
