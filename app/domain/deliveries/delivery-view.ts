import type { Channel } from '../letters/letter-view';
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
  name: string;
  channel: Channel;
  addressee: string;
  locales: string[];
  address: string;
  checkedOn: string | null;
  checkedSource: string | null;
};
