import type { Locale } from '~/i18n/locale';
import type { ExportFormat, Table } from '../exports/export';
import type { MailTrial } from '../messages/mail-trial';
import type { MessageProps } from '../messages/message';
import type { LetterFeed } from './letter-feed';
import type { LetterSnapshot } from './letter-snapshot';

/** What one mail to an addressee is made of. */
export type LetterMail = {
  snapshot: LetterSnapshot;
  /** In the order in which the letter's languages appear; the first is the addressee's. */
  locales: Locale[];
  to: string;
  /** Mailboxes that get a copy, named in the mail. */
  copies: string[];
  /** With angle brackets (RFC 5322), constant over every attempt. */
  messageId: string;
  date: Date;
  pdf: Buffer;
  /** Where answers go; null for back to the sender. */
  replyTo: string | null;
  /** Marked as a trial in the subject and in the first line, and in its attachment's name. */
  trial?: boolean;
};

/**
 * The makers of documents, handed to the domain by the composition root: the domain decides what
 * is printed for whom, and knows nothing of PDF or MIME.
 */
export type Press = {
  letterPdf(snapshot: LetterSnapshot, locales: Locale[]): Promise<Buffer>;
  letterText(snapshot: LetterSnapshot, locales: Locale[]): string;
  shareImage(snapshot: LetterSnapshot, locale: Locale): Promise<Buffer>;
  /** `organisation` as it is called in that language. */
  badge(organisation: string, title: string, locale: Locale): Promise<Buffer>;
  /** Atom (RFC 4287). */
  feed(feed: LetterFeed): string;
  letterSubject(snapshot: LetterSnapshot, locale: Locale): string;
  letterMail(mail: LetterMail): Promise<Buffer>;
  /** What a finished PDF says of its fonts and its text, read back from the bytes. */
  inspectPdf(pdf: Buffer): { fonts: number; embedded: number; readable: boolean; text: boolean };
  /** News to a signatory, as the worker renders it; `publicUrl` is where its links lead. */
  updateMail(
    mail: MessageProps['update'],
    publicUrl: string,
  ): Promise<{ subject: string; text: string; html: string }>;
  /** A file of that format as it is made, formula-safe; see the table for what each leaves out. */
  table(format: ExportFormat, table: Table): AsyncIterable<string | Uint8Array>;
  mailTrial: MailTrial;
  /** What receivers find about the domain of the sender: SPF, DKIM, DMARC. Never a fault. */
  mailDomain(): Promise<{ level: string; subject: string; detail: string }[]>;
};
