import { days, hours, minutes } from '~/primitives/duration';

/** How long things are kept. */
export const retention = {
  unconfirmedSignature: days(7),
  unconfirmedEndorsement: days(30),
  /** After it ran out, was withdrawn, or was used for what nobody confirmed. */
  endedInvitation: days(30),
  /** A question to a published contact, after the decision. */
  endedCheck: days(30),
  /** What another program was told, and what it answered. */
  endedWebhookCall: days(30),
  /** After it applied, was stopped or declined, or nobody confirmed it. */
  endedMailboxChange: days(30),
  /** After this a withdrawn signature is a number and nothing else. */
  withdrawn: days(30),
  /** Contact data after an addressee acknowledged a copy in which the person stands. */
  delivered: days(30),
  /** Contact data after the letter closed, whatever else is true. */
  closed: days(365),
  declinedEndorsement: days(90),
  /** A report about a signature with what was written in it, after the decision. */
  endedReport: days(30),
  /** Scans and circumstances of signatures on paper, after the batch was withdrawn. */
  withdrawnPaper: days(30),
  /** A mail that came for replies and belongs to no letter. */
  unassignedMail: days(30),
  /** A room with the times of what was looked at, after it was closed or its link ended. */
  endedRoom: days(30),
  endedMessage: days(30),
  endedRule: days(30),
  trendReport: days(30),
  capturedMail: days(7),
  /** After its end a token is kept this long, so that its page can say "expired". */
  expiredToken: days(7),
  sessionIdle: minutes(30),
  sessionAbsolute: hours(12),
} as const;

/** Rows changed in one transaction, so that no lock is held for long and little is done again. */
export const retentionBatch = 500;
