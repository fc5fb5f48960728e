/** Larger mails are not read; one with a file of 10 MB still is (base64 adds a third). */
export const largestMail = 15 * 1024 * 1024;
export const largestAttachment = 10 * 1024 * 1024;
export const mostAttachments = 20;

/** What a mail says that came in. Nothing of it is to be believed, or shown but as plain text. */
export type IncomingMail = {
  /** With angle brackets. */
  messageId: string | null;
  /** Message-IDs of the mails that it says it answers, the nearest first. */
  answers: string[];
  /** To whom it came, as far as its headers tell. */
  addressedTo: string[];
  from: string;
  subject: string;
  /** As its sender's clock says. */
  date: Date | null;
  text: string;
  /** Written by a program: an answer on holiday, a ticket system. */
  automatic: boolean;
  files: { name: string; bytes: Buffer }[];
  /** A delivery report (RFC 3464); `about` are the Message-IDs that it quotes. */
  report: {
    recipients: { action: 'failed' | 'delayed'; status: string }[];
    about: string[];
  } | null;
};
